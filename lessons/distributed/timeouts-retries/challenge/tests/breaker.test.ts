import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BankClient } from '../src/bank-client.js';
import { ChargeDeclined } from '../src/errors.js';
import { FakeBank } from './bank.js';
import { assertUnavailable, client, purchase, settle } from './support.js';

const breakerFailures = 5;
const coolDownMs = 150;

describe('the circuit breaker', () => {
  let bank: FakeBank;
  let bankClient: BankClient;
  beforeEach(async () => {
    bank = await FakeBank.open();
    bankClient = client(bank, { breakerFailures, coolDownMs, baseDelayMs: 5, deadlineMs: 2_500 });
  });
  afterEach(async () => { await bank.close(); });

  /** Lets the bank fail until the circuit is open, and it is seen to be. */
  async function openCircuit(): Promise<void> {
    bank.otherwise = { status: 503 };
    for (let checkout = 0; checkout < 10; checkout += 1) await Promise.allSettled([bankClient.charge(purchase())]);
    bank.requests.length = 0;
    const { error, tookMs } = await settle(bankClient.charge(purchase()), 1_500, 'With the circuit open charge() has to reject at once; it was still waiting.');
    assertUnavailable(error, 'With the circuit open');
    assert.equal(bank.requests.length, 0, `After more than ${breakerFailures} failed attempts in a row the circuit is open: nothing may be sent to the bank until the cool-down is over.`);
    assert.ok(tookMs < 1_000, 'With the circuit open charge() has to fail fast instead of waiting for the cool-down.');
  }

  it('opens after the threshold of failed attempts in a row', async () => {
    bank.otherwise = { status: 503 };
    for (let checkout = 0; checkout < 10; checkout += 1) await Promise.allSettled([bankClient.charge(purchase())]);
    assert.equal(bank.requests.length, breakerFailures,
      `Ten customers tried to pay a dead bank. With a threshold of ${breakerFailures} failed attempts it should have been asked ${breakerFailures} times, and was asked ${bank.requests.length} times.`);
  });

  it('stays closed below the threshold, and a success starts the count again', async () => {
    const fail = { status: 503 } as const;
    for (let round = 0; round < 3; round += 1) {
      bank.next(fail, fail, 'ok'); // two failures, never five in a row
      await settle(bankClient.charge(purchase()), 3_000, 'charge() did not settle.');
    }
    assert.equal(bank.booked.length, 3, 'Six failures, but never five in a row: the circuit must still be closed and all three purchases charged.');
  });

  it('does not count a refusal as a failure of the bank', async () => {
    bank.otherwise = { status: 402 };
    for (let checkout = 0; checkout < breakerFailures + 2; checkout += 1) await Promise.allSettled([bankClient.charge(purchase())]);
    bank.otherwise = 'ok';
    const { error } = await settle(bankClient.charge(purchase()), 3_000, 'charge() did not settle.');
    assert.equal(error, undefined, 'Seven customers without money are no reason to stop the eighth: a 402 is the answer of a healthy bank.');
  });

  it('lets one attempt through after the cool-down, and only one', async () => {
    await openCircuit();
    await sleep(coolDownMs + 60);
    let answer = (): void => undefined;
    bank.otherwise = { status: 200, after: new Promise((resolve) => { answer = resolve; }) };
    let turnedAway = 0;
    const checkouts = Array.from({ length: 10 }, async () => {
      const { error } = await settle(bankClient.charge(purchase()), 4_000, 'charge() did not settle.');
      if (error !== undefined) turnedAway += 1;
      return error;
    });
    for (let waited = 0; waited < 1_000 && (turnedAway < 9 || bank.requests.length === 0); waited += 10) await sleep(10);
    const asked = bank.requests.length;
    const failedFast = turnedAway;
    answer();
    const errors = await Promise.all(checkouts);
    assert.equal(asked, 1, `Ten checkouts arrived after the cool-down. One of them may ask the bank; ${asked} did.`);
    assert.equal(failedFast, 9, 'While that one attempt is under way the other nine checkouts have to fail fast.');
    assert.equal(errors.filter((error) => error === undefined).length, 1, 'The bank answered the one attempt well, so its customer has paid.');
    bank.otherwise = 'ok';
    const { error } = await settle(bankClient.charge(purchase()), 3_000, 'charge() did not settle.');
    assert.equal(error, undefined, 'The probe succeeded, so the circuit is closed and the next purchase goes through.');
  });

  it('opens again when that attempt fails', async () => {
    await openCircuit();
    await sleep(coolDownMs + 60);
    for (let checkout = 0; checkout < 5; checkout += 1) await Promise.allSettled([bankClient.charge(purchase())]);
    assert.equal(bank.requests.length, 1, `The probe failed, so the circuit is open for another cool-down; but the bank was asked ${bank.requests.length} times.`);
  });

  it('recovers after a probe that hung', async () => {
    bankClient = client(bank, { breakerFailures, coolDownMs, baseDelayMs: 5, deadlineMs: 400 });
    await openCircuit();
    await sleep(coolDownMs + 60);
    bank.next('hang');
    await settle(bankClient.charge(purchase()), 2_000, 'The probe hung, and charge() did not give up at its deadline.');
    await sleep(coolDownMs + 60);
    bank.otherwise = 'ok';
    const { error } = await settle(bankClient.charge(purchase()), 3_000, 'charge() did not settle.');
    assert.equal(error, undefined, 'The probe got no answer; a cool-down later the bank is well again, but the client never asks it any more.');
  });

  it('recovers after a probe that was declined', async () => {
    await openCircuit();
    await sleep(coolDownMs + 60);
    bank.next({ status: 402 });
    const probe = await settle(bankClient.charge(purchase()), 3_000, 'charge() did not settle.');
    assert.ok(probe.error instanceof ChargeDeclined, 'After the cool-down the first attempt goes to the bank, and its 402 to the customer.');
    bank.otherwise = 'ok';
    const { error } = await settle(bankClient.charge(purchase()), 3_000, 'charge() did not settle.');
    assert.equal(error, undefined, 'The probe was answered 402: the bank is alive, so the circuit closes. The next customer was turned away.');
  });
});

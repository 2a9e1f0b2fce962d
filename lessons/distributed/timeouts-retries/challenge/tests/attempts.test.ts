import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChargeDeclined } from '../src/errors.js';
import { FakeBank } from './bank.js';
import { assertUnavailable, client, purchase, settle } from './support.js';

const baseDelayMs = 160;
const clients = 24;

describe('attempts', () => {
  let bank: FakeBank;
  beforeEach(async () => { bank = await FakeBank.open(); });
  afterEach(async () => { await bank.close(); });

  it('are three at most', async () => {
    for (const trouble of [{ status: 503 }, 'reset'] as const) {
      bank.otherwise = trouble;
      const before = bank.requests.length;
      const { error } = await settle(client(bank).charge(purchase()), 3_000, 'charge() did not give up within three seconds.');
      assertUnavailable(error, 'After the last attempt');
      const sent = bank.requests.length - before;
      assert.ok(sent <= 3, `The bank failed each time (${JSON.stringify(trouble)}) and was asked ${sent} times for one purchase; three is the limit.`);
    }
  });

  it('are used up before giving up', async () => {
    bank.next({ status: 503 }, 'reset');
    const receipt = await client(bank).charge(purchase(700));
    assert.deepEqual(receipt, { chargeId: 'charge-1', amountCents: 700 }, 'A 503 and a reset connection may pass: the third attempt would have succeeded.');
  });

  for (const status of [400, 401, 402, 404, 409, 422]) {
    it(`end with the first ${status}`, async () => {
      bank.otherwise = { status };
      const { error } = await settle(client(bank).charge(purchase()), 3_000, 'charge() did not settle within three seconds.');
      assert.equal(bank.requests.length, 1, `The bank answered ${status}, which will not be different next time, and was asked ${bank.requests.length} times.`);
      assert.ok(error instanceof ChargeDeclined, `A ${status} is the bank's answer: charge() rejects with ChargeDeclined, not with ${String(error)}.`);
      assert.equal(error.status, status, 'ChargeDeclined carries the status of the bank.');
    });
  }

  it('do not come back before Retry-After says so', async () => {
    bank.next({ status: 429, headers: { 'retry-after': '1' } });
    await settle(client(bank).charge(purchase()), 3_000, 'charge() did not settle within three seconds.');
    const [first, second] = bank.requests;
    assert.ok(first);
    // Not coming back at all is allowed, too early is not.
    const gap = second ? second.atMs - first.atMs : Infinity;
    assert.ok(gap >= 950, `The bank answered 429 with "Retry-After: 1" (seconds) and was asked again after ${Math.round(gap)} ms.`);
  });

  it('are further and further apart, and differ between clients that failed together', async () => {
    bank.otherwise = { status: 503 };
    let round = await measure();
    for (let again = 0; again < 2 && round.noise > 0.1 * baseDelayMs; again += 1) {
      const another = await measure();
      if (another.noise < round.noise) round = another;
    }
    const { first, second, noise } = round;
    assert.ok(first.length > 0 && second.length > 0, `${clients} purchases met a failing bank: each should have been tried three times.`);
    assert.ok(mean(second) >= 1.35 * mean(first),
      `The bank was failing: the first wait was ${Math.round(mean(first))} ms on average and the second ${Math.round(mean(second))} ms. Each wait should be about twice the one before, to give the bank room.`);
    assert.ok(spread(first) >= Math.max(0.2 * mean(first), Math.min(1.5 * noise, 0.3 * mean(first))),
      `${first.length} purchases failed at the same moment and came back within ${Math.round(spread(first))} ms of each other, after about ${Math.round(mean(first))} ms: the bank gets them as one wave. A random part of at least a quarter of the wait spreads them.`);
  });

  /** Many clients fail in the same instant; `noise` is how far the same thing spreads on this machine when nothing is random. */
  async function measure(): Promise<{ first: number[]; second: number[]; noise: number }> {
    await Promise.all(Array.from({ length: clients }, (_, index) => knock(index))); // opens the connections
    bank.requests.length = 0;
    await Promise.all(Array.from({ length: clients }, async (_, index) => {
      await knock(index);
      await sleep(baseDelayMs);
      await knock(index);
    }));
    const noise = spread(gaps(0));
    bank.requests.length = 0;
    await Promise.allSettled(Array.from({ length: clients }, (_, index) => client(bank, { baseDelayMs, deadlineMs: 10_000 }).charge(purchase(index))));
    return { first: gaps(0), second: gaps(1), noise };
  }

  async function knock(amountCents: number): Promise<void> {
    const response = await fetch(bank.url, { method: 'POST', body: JSON.stringify({ amountCents }) });
    await response.arrayBuffer();
  }

  /** Times between attempt `index` and the next one of each purchase. */
  function gaps(index: number): number[] {
    const purchases = Array.from({ length: clients }, (_, amountCents) => bank.requests.filter((request) => request.amountCents === amountCents));
    return purchases.flatMap((own) => {
      const [from, to] = own.toSorted((a, b) => a.atMs - b.atMs).slice(index, index + 2);
      return from && to ? [to.atMs - from.atMs] : [];
    });
  }
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

/** Width of the middle 80 %. */
function spread(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * 0.9)] ?? 0) - (sorted[Math.floor(sorted.length * 0.1)] ?? 0);
}

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChargeDeclined } from '../src/errors.js';
import { FakeBank } from './bank.js';
import { assertUnavailable, client, purchase, settle } from './support.js';

const baseDelayMs = 250;
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

  it('end with the first refusal', async () => {
    for (const status of [400, 401, 402, 404, 409, 422]) {
      bank.otherwise = { status };
      const before = bank.requests.length;
      const { error } = await settle(client(bank).charge(purchase()), 3_000, 'charge() did not settle within three seconds.');
      assert.equal(bank.requests.length - before, 1, `The bank answered ${status}, which will not be different next time: it should be asked once.`);
      assert.ok(error instanceof ChargeDeclined, `A ${status} is the bank's answer: charge() rejects with ChargeDeclined, not with ${String(error)}.`);
      assert.equal(error.status, status, 'ChargeDeclined carries the status of the bank.');
    }
  });

  it('do not come back before Retry-After says so', async () => {
    bank.next({ status: 429, headers: { 'retry-after': '1' } });
    await settle(client(bank).charge(purchase()), 3_000, 'charge() did not settle within three seconds.');
    const [first, second] = bank.requests;
    assert.ok(first);
    // Not coming back at all is allowed, too early is not.
    const gap = second ? second.atMs - first.atMs : Infinity;
    assert.ok(gap >= 950, `The bank answered 429 with "Retry-After: 1" (seconds) and was asked again after ${Math.round(gap)} ms.`);
  });

  it('are further and further apart, and differ from client to client', async () => {
    bank.otherwise = { status: 503 };
    // One after the other, so that each wait is timed by itself and not by the rush of the others.
    await Promise.allSettled(Array.from({ length: clients }, async (_, index) => {
      await sleep(30 * index);
      await client(bank, { baseDelayMs, deadlineMs: 20_000 }).charge(purchase(index));
    }));
    const first = gaps(0);
    const second = gaps(1);
    assert.ok(first.length > 0 && second.length > 0, `${clients} purchases met a failing bank: each should have been tried three times.`);
    assert.ok(quantile(second, 0.5) >= 1.35 * quantile(first, 0.5),
      `The bank was failing: the first wait was typically ${Math.round(quantile(first, 0.5))} ms and the second ${Math.round(quantile(second, 0.5))} ms. Each wait should be about twice the one before, to give the bank room.`);
    // A busy machine makes some waits longer, hardly ever shorter: the shorter half tells how random they are.
    const spread = quantile(first, 0.5) - quantile(first, 0.05);
    assert.ok(spread >= 0.12 * quantile(first, 0.5),
      `The shorter half of ${clients} first waits lies within ${Math.round(spread)} ms, at about ${Math.round(quantile(first, 0.5))} ms. Clients that failed together come back together, and the bank gets them as one wave. A random part of at least a quarter of the wait spreads them.`);
  });

  /** Times between attempt `index` and the next one of each purchase. */
  function gaps(index: number): number[] {
    const purchases = Array.from({ length: clients }, (_, amountCents) => bank.requests.filter((request) => request.amountCents === amountCents));
    return purchases.flatMap((own) => {
      const [from, to] = own.toSorted((a, b) => a.atMs - b.atMs).slice(index, index + 2);
      return from && to ? [to.atMs - from.atMs] : [];
    });
  }
});

/** The value below which the given share of the values lies. */
function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? 0;
}

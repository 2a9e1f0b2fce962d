import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FakeBank, type Behaviour } from './bank.js';
import { assertUnavailable, client, purchase, settle } from './support.js';

const deadlineMs = 400;
/** A slow machine may be late; a client without a deadline is later still. */
const generousMs = deadlineMs + 500;

describe('the deadline', () => {
  let bank: FakeBank;
  beforeEach(async () => { bank = await FakeBank.open(); });
  afterEach(async () => { await bank.close(); });

  async function assertGivesUp(behaviour: Behaviour, what: string): Promise<void> {
    bank.otherwise = behaviour;
    const { error } = await settle(client(bank, { deadlineMs }).charge(purchase()), generousMs,
      `${what}: charge() was still waiting ${generousMs} ms after it started. Its deadline is ${deadlineMs} ms for everything: all attempts, all waits and the reading of the body.`);
    assertUnavailable(error, `${what}:`);
  }

  it('holds when the bank never answers', async () => {
    await assertGivesUp('hang', 'The bank took the request and said nothing');
  });

  it('holds when the body stalls after the headers', async () => {
    await assertGivesUp('stall', 'The bank sent its headers and half a body');
  });

  it('holds when the body trickles, a byte now and then', async () => {
    await assertGivesUp('trickle', 'The bank sent a byte every 25 ms, for ever');
  });

  it('covers all attempts together, not each of them', async () => {
    await assertGivesUp({ status: 503, afterMs: deadlineMs * 0.9 }, 'The bank took 90 % of the deadline to answer 503');
  });

  it('leaves room for an answer that comes in time', async () => {
    bank.next({ status: 503 }, { status: 200, afterMs: 50 });
    const receipt = await client(bank).charge(purchase(1_200));
    assert.deepEqual(receipt, { chargeId: 'charge-1', amountCents: 1_200 }, 'One 503 and then a good answer, well within the deadline: that is a successful charge.');
  });
});

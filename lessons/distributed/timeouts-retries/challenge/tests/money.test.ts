import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { FakeBank } from './bank.js';
import { client, purchase, settle } from './support.js';

describe('one purchase, one charge', () => {
  let bank: FakeBank;
  beforeEach(async () => { bank = await FakeBank.open(); });
  afterEach(async () => { await bank.close(); });

  it('when the bank charged and the answer was lost', async () => {
    bank.next('charge-then-reset');
    const { value } = await settle(client(bank).charge(purchase(9_900)), 3_000, 'charge() did not settle.');
    assert.equal(bank.booked.length, 1, `The bank charged, the connection broke, and the retry charged again: ${bank.booked.length} charges. The retry has to be recognisable as the same purchase.`);
    assert.deepEqual(value, { chargeId: 'charge-1', amountCents: 9_900 }, 'The retry gets the receipt of the charge that already happened.');
  });

  it('when the customer presses "Pay" again after a timeout', async () => {
    const bought = purchase(5_000);
    const bankClient = client(bank, { deadlineMs: 300 });
    bank.next('charge-then-stall');
    bank.otherwise = 'hang';
    await settle(bankClient.charge(bought), 1_500, 'charge() did not give up at its deadline of 300 ms.');
    bank.otherwise = 'ok';
    await settle(bankClient.charge(bought), 1_500, 'charge() did not settle.');
    assert.equal(bank.booked.length, 1, 'The first charge() timed out although the bank had booked it, and the second one for the same purchase booked it again.');
  });

  it('and after a restart of this process', async () => {
    const bought = purchase(2_500);
    await client(bank).charge(bought);
    await client(bank).charge({ ...bought });
    assert.equal(bank.booked.length, 1, 'A new BankClient charged the same purchase again. The key must follow from the purchase, not from the memory of this process.');
  });

  it('and two purchases, two charges', async () => {
    const bankClient = client(bank);
    await Promise.all([bankClient.charge(purchase(4_900)), bankClient.charge(purchase(4_900))]);
    assert.equal(bank.booked.length, 2, 'Two customers bought for the same amount, and only one of them was charged: their keys must differ.');
  });
});

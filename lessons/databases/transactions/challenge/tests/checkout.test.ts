import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Shop } from './shop.js';

const commit = /^\s*(?:commit|end)\b/i;

describe('checkout', () => {
  let shop: Shop;
  before(async () => { shop = await Shop.open(); });
  beforeEach(() => shop.reset());
  after(() => shop.close());

  it('writes the order, its lines, the payment, the stock and the cart', async () => {
    assert.deepEqual(await shop.checkout(1), { status: 201, body: { orderId: 1, totalCents: 4400 } }, 'A good cart is ordered. If this is a 500, the output shows what the server logged.');
    const { orders, order_lines: lines, payments, products, carts } = await shop.tables();
    assert.deepEqual(orders, [{ id: 1, email: 'ada@example.com', total_cents: 4400 }]);
    assert.deepEqual(lines, [{ order_id: 1, sku: 'kettle', quantity: 1, price_cents: 3200 }, { order_id: 1, sku: 'mug', quantity: 2, price_cents: 600 }]);
    assert.deepEqual(payments, [{ order_id: 1, amount_cents: 4400, reference: 'card-1' }]);
    assert.deepEqual(products?.slice(0, 2), [{ sku: 'kettle', price_cents: 3200, available: 49 }, { sku: 'last-teapot', price_cents: 5900, available: 1 }]);
    assert.deepEqual(carts?.[0], { id: 1, email: 'ada@example.com', status: 'ordered' });
    assert.equal((await shop.checkout(1)).status, 404, 'A cart is ordered once; the second time there is no open cart.');
  });

  it('sends every write on one connection, inside a transaction', async () => {
    await shop.checkout(1);
    const writes = shop.db.statements.filter(({ sql }) => /^\s*(?:insert|update|delete|with)\b/i.test(sql));
    // A single statement is a transaction of its own.
    if (writes.length === 1) return;
    const connections = new Set(writes.map(({ connection }) => connection));
    assert.deepEqual(
      writes.filter(({ inTransaction }) => !inTransaction).map(({ sql }) => sql),
      [],
      'These statements came while no transaction was open on their connection, so each was committed by itself and no ROLLBACK can undo it.',
    );
    assert.equal(connections.size, 1, 'A transaction belongs to one connection: what is sent on another one is not part of it.');
  });

  it('leaves every table as it was when any statement fails', async () => {
    await assertNoTrace(shop, 'server');
  });

  it('leaves every table as it was when the connection is lost', async () => {
    await assertNoTrace(shop, 'connection');
  });

  it('answers 409 without enough stock, names the product and changes nothing', async () => {
    const before = await shop.tables();
    const answer = await shop.checkout(4);
    const leftOpen = await shop.db.settle();
    assert.deepEqual(await shop.tables(), before, 'The mug of this cart can be delivered, the tray is sold out: then no mug may be taken either, and no order may remain.');
    assert.deepEqual(answer, { status: 409, body: { error: 'out-of-stock', sku: 'sold-out-tray' } }, 'Sold out is an answer the shop can show; a 500 is not.');
    assert.equal(leftOpen, false, 'The answer was given, and the transaction was still open: it holds its locks until somebody ends it.');
    assert.equal(shop.mails.length, 0, 'Nothing was ordered, so nothing may be confirmed.');
  });

  it('sells the last piece to one of two customers who come at once', async () => {
    // Both get as far as they can without a transaction before either begins one.
    shop.db.meetAt(/^\s*(?:begin|start)\b/i, 2);
    const answers = await Promise.all([shop.checkout(2), shop.checkout(3)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409], 'Whether there is enough must be decided in the same transaction that takes it: both looked when there was one left.');
    const { orders, products } = await shop.tables();
    assert.equal(orders?.length, 1, 'One piece, one order.');
    assert.deepEqual(products?.[1], { sku: 'last-teapot', price_cents: 5900, available: 0 });
  });

  it('gives the connection back after a success, a refusal and a failure', async () => {
    const after = async (what: string): Promise<void> => {
      assert.equal(shop.db.checkedOut, 0, `After ${what} a connection was not released. With four connections in the pool, the fifth such request waits for ever.`);
      assert.equal(await shop.db.settle(), false, `After ${what} the connection went back with a transaction open on it. Whoever gets it next writes into that transaction.`);
    };
    assert.equal((await shop.checkout(1)).status, 201, 'First a checkout must succeed where nothing fails. The output shows what the server logged.');
    await after('a success');
    for (let run = 1; run <= 250; run += 1) {
      await shop.checkout(4);
      await after(`refusal ${run}`);
      shop.db.clearLog();
      shop.db.failOn(/^\s*(?:insert|update|with)\b/i, run % 2 === 0 ? {} : { kind: 'connection' });
      await shop.checkout(2);
      await after(`failure ${run}`);
    }
    assert.equal((await shop.checkout(2)).status, 201, 'After 500 requests that came to nothing, the shop still sells.');
  });

  it('confirms after the commit, and only then', async () => {
    await shop.checkout(1);
    assert.deepEqual(
      shop.mails.map(({ to, orderId, whenSent }) => ({ to, orderId, whenSent })),
      [{ to: 'ada@example.com', orderId: 1, whenSent: { orders: 1, payments: 1, cart: 'ordered' } }],
      'When the confirmation leaves, everybody must be able to see the order, the payment and the closed cart. What is sent cannot be rolled back, and a slow mail server must not keep locks.',
    );
    const hasCommit = shop.db.statements.some(({ sql }) => commit.test(sql));
    await shop.reset();
    if (!hasCommit) return;
    shop.db.failOn(commit);
    await shop.checkout(1);
    assert.deepEqual(shop.mails, [], 'The COMMIT failed, so there is no order, and a confirmation is a promise nobody will keep.');
  });

  it('keeps the order when the mail server is down', async () => {
    shop.mailServerIsDown = true;
    const answer = await shop.checkout(1);
    const { orders, payments } = await shop.tables();
    assert.deepEqual({ orders: orders?.length, payments: payments?.length }, { orders: 1, payments: 1 }, 'The order does not depend on a mail.');
    assert.deepEqual(answer, { status: 201, body: { orderId: 1, totalCents: 4400 } }, 'The order is committed and paid. An answer that says otherwise makes the customer order again.');
  });
});

/** Lets each statement of a checkout fail in turn, before it took effect and after, and compares all tables. */
async function assertNoTrace(shop: Shop, kind: 'server' | 'connection'): Promise<void> {
  assert.equal((await shop.checkout(1)).status, 201, 'First a checkout must succeed where nothing fails. The output shows what the server logged.');
  const statements = shop.db.statements.map(({ sql }) => sql.trim().replace(/\s+/g, ' '));
  await shop.reset();
  const before = await shop.tables();
  for (const [index, sql] of statements.entries()) {
    for (const when of ['before', 'after'] as const) {
      // Once COMMIT took effect, the order stands, whatever becomes of the connection.
      if (when === 'after' && commit.test(sql)) continue;
      shop.db.clearLog();
      shop.db.failOn(index + 1, { kind, when });
      const { status } = await shop.checkout(1);
      const leftOpen = await shop.db.settle();
      const what = `${kind === 'server' ? 'the server reported an error' : 'the connection was lost'} ${when} statement ${index + 1} of ${statements.length} (${sql})`;
      assert.deepEqual(await shop.tables(), before, `When ${what}, what had been written stayed behind. Compare the tables with those before.`);
      assert.equal(status, 500, `When ${what}, the customer was told something else than that it failed.`);
      assert.equal(leftOpen, false, `When ${what}, the transaction was left open: nobody ended it, and the connection takes it along to the next request.`);
      assert.equal(shop.db.checkedOut, 0, `When ${what}, the connection was never released. With four of them in the pool, the fifth such failure stops the shop.`);
      assert.equal(shop.mails.length, 0, `When ${what}, a confirmation was sent all the same.`);
    }
  }
}

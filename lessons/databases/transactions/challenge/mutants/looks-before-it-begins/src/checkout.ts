// The stock is checked by a query before BEGIN: between looking and taking, somebody else can take the last piece.
import type { Pool, PoolClient } from 'pg';
import { closeCart, openCart, type Cart, type Line } from './cart.js';
import type { Confirmation, Mailer } from './mailer.js';
import { OutOfStock } from './errors.js';
import { inTransaction } from './transaction.js';

export interface PlacedOrder {
  readonly orderId: number;
  readonly totalCents: number;
}

/** Turns an open cart into a paid order, and confirms it once that is certain. */
export async function checkout(pool: Pool, mailer: Mailer, cartId: number, paymentReference: string): Promise<PlacedOrder> {
  await assertInStock(pool, cartId);
  const { email, ...order } = await inTransaction(pool, (client) => placeOrder(client, cartId, paymentReference));
  await confirm(mailer, { to: email, ...order });
  return order;
}

async function placeOrder(client: PoolClient, cartId: number, paymentReference: string): Promise<PlacedOrder & { readonly email: string }> {
  const cart = await openCart(client, cartId);
  const orderId = await insertOrder(client, cart);
  await takeStock(client, cart.lines);
  await bookPayment(client, orderId, cart.totalCents, paymentReference);
  await closeCart(client, cartId);
  return { orderId, totalCents: cart.totalCents, email: cart.email };
}

/** The order stands whether the mail leaves or not. */
async function confirm(mailer: Mailer, confirmation: Confirmation): Promise<void> {
  try {
    await mailer.sendConfirmation(confirmation);
  } catch (error) {
    console.error(`order ${confirmation.orderId} was not confirmed`, error);
  }
}

async function assertInStock(pool: Pool, cartId: number): Promise<void> {
  const { rows } = await pool.query<{ sku: string }>(
    'SELECT sku FROM cart_lines JOIN products USING (sku) WHERE cart_id = $1 AND available < quantity ORDER BY sku', [cartId]);
  const [missing] = rows;
  if (missing) throw new OutOfStock(missing.sku);
}

async function takeStock(client: PoolClient, lines: readonly Line[]): Promise<void> {
  for (const { sku, quantity } of lines) {
    await client.query('UPDATE products SET available = available - $2 WHERE sku = $1', [sku, quantity]);
  }
}

async function insertOrder(client: PoolClient, { email, lines, totalCents }: Cart): Promise<number> {
  const { rows } = await client.query<{ id: number }>('INSERT INTO orders (email, total_cents) VALUES ($1, $2) RETURNING id', [email, totalCents]);
  const [order] = rows;
  if (!order) throw new Error('The new order has no id.');
  for (const { sku, quantity, priceCents } of lines) {
    await client.query('INSERT INTO order_lines (order_id, sku, quantity, price_cents) VALUES ($1, $2, $3, $4)', [order.id, sku, quantity, priceCents]);
  }
  return order.id;
}

async function bookPayment(client: PoolClient, orderId: number, totalCents: number, reference: string): Promise<void> {
  await client.query('INSERT INTO payments (order_id, amount_cents, reference) VALUES ($1, $2, $3)', [orderId, totalCents, reference]);
}

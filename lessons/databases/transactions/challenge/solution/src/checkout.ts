import type { Pool, PoolClient } from 'pg';
import { closeCart, openCart, type Cart } from './cart.js';
import type { Confirmation, Mailer } from './mailer.js';
import { reserveStock } from './stock.js';
import { inTransaction } from './transaction.js';

export interface PlacedOrder {
  readonly orderId: number;
  readonly totalCents: number;
}

/** Turns an open cart into a paid order, and confirms it once that is certain. */
export async function checkout(pool: Pool, mailer: Mailer, cartId: number, paymentReference: string): Promise<PlacedOrder> {
  const { email, ...order } = await inTransaction(pool, (client) => placeOrder(client, cartId, paymentReference));
  await confirm(mailer, { to: email, ...order });
  return order;
}

async function placeOrder(client: PoolClient, cartId: number, paymentReference: string): Promise<PlacedOrder & { readonly email: string }> {
  const cart = await openCart(client, cartId);
  const orderId = await insertOrder(client, cart);
  await reserveStock(client, cart.lines);
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

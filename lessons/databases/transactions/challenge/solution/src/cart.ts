import type { PoolClient } from 'pg';
import { CartNotOpen } from './errors.js';

export interface Line {
  readonly sku: string;
  readonly quantity: number;
  readonly priceCents: number;
}

export interface Cart {
  readonly id: number;
  readonly email: string;
  readonly lines: readonly Line[];
  readonly totalCents: number;
}

/** The cart with today's prices, locked: a second checkout of it waits and then finds it ordered. */
export async function openCart(client: PoolClient, cartId: number): Promise<Cart> {
  const { rows: carts } = await client.query<{ email: string }>("SELECT email FROM carts WHERE id = $1 AND status = 'open' FOR UPDATE", [cartId]);
  const [cart] = carts;
  if (!cart) throw new CartNotOpen(cartId);
  const { rows: lines } = await client.query<Line>(
    `SELECT cart_lines.sku, cart_lines.quantity, products.price_cents AS "priceCents"
       FROM cart_lines JOIN products USING (sku)
      WHERE cart_id = $1 ORDER BY sku`,
    [cartId],
  );
  const totalCents = lines.reduce((sum, { quantity, priceCents }) => sum + quantity * priceCents, 0);
  return { id: cartId, email: cart.email, lines, totalCents };
}

export async function closeCart(client: PoolClient, cartId: number): Promise<void> {
  await client.query("UPDATE carts SET status = 'ordered' WHERE id = $1", [cartId]);
}

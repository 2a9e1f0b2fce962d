import type { Pool } from 'pg';
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

/** The cart with today's prices. */
export async function openCart(pool: Pool, cartId: number): Promise<Cart> {
  const { rows: carts } = await pool.query<{ email: string }>("SELECT email FROM carts WHERE id = $1 AND status = 'open'", [cartId]);
  const [cart] = carts;
  if (!cart) throw new CartNotOpen(cartId);
  const { rows: lines } = await pool.query<Line>(
    `SELECT cart_lines.sku, cart_lines.quantity, products.price_cents AS "priceCents"
       FROM cart_lines JOIN products USING (sku)
      WHERE cart_id = $1 ORDER BY sku`,
    [cartId],
  );
  const totalCents = lines.reduce((sum, { quantity, priceCents }) => sum + quantity * priceCents, 0);
  return { id: cartId, email: cart.email, lines, totalCents };
}

export async function closeCart(pool: Pool, cartId: number): Promise<void> {
  await pool.query("UPDATE carts SET status = 'ordered' WHERE id = $1", [cartId]);
}

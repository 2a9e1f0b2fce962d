import type { Pool } from 'pg';
import type { Line } from './cart.js';
import { OutOfStock } from './errors.js';

/** Takes the pieces off the shelf. The rows are locked in between, so that two customers cannot take the same piece. */
export async function reserveStock(pool: Pool, lines: readonly Line[]): Promise<void> {
  const client = await pool.connect();
  await client.query('BEGIN');
  for (const { sku, quantity } of lines) {
    const { rows } = await client.query<{ available: number }>('SELECT available FROM products WHERE sku = $1 FOR UPDATE', [sku]);
    if ((rows[0]?.available ?? 0) < quantity) throw new OutOfStock(sku);
    await client.query('UPDATE products SET available = available - $2 WHERE sku = $1', [sku, quantity]);
  }
  await client.query('COMMIT');
  client.release();
}

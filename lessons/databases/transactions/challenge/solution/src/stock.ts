import type { PoolClient } from 'pg';
import type { Line } from './cart.js';
import { OutOfStock } from './errors.js';

/** Takes the pieces off the shelf, as part of the caller's transaction. Looking and taking is one statement, so nobody comes in between. */
export async function reserveStock(client: PoolClient, lines: readonly Line[]): Promise<void> {
  // Lines come ordered by sku: all checkouts lock products in the same order, so no two can wait for each other.
  for (const { sku, quantity } of lines) {
    const { rowCount } = await client.query('UPDATE products SET available = available - $2 WHERE sku = $1 AND available >= $2', [sku, quantity]);
    if (rowCount === 0) throw new OutOfStock(sku);
  }
}

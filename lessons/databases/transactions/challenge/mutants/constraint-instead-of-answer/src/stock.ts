// Nobody looks at the stock: the CHECK constraint keeps it from going below zero, and the customer is told that the shop is broken.
import type { PoolClient } from 'pg';
import type { Line } from './cart.js';

/** Takes the pieces off the shelf, as part of the caller's transaction. */
export async function reserveStock(client: PoolClient, lines: readonly Line[]): Promise<void> {
  // Lines come ordered by sku: all checkouts lock products in the same order, so no two can wait for each other.
  for (const { sku, quantity } of lines) {
    await client.query('UPDATE products SET available = available - $2 WHERE sku = $1', [sku, quantity]);
  }
}

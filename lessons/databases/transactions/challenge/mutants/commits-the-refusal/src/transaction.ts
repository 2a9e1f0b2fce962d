// Only unexpected errors are rolled back: sold out counts as an ordinary result, so what was written until then is committed.
import type { Pool, PoolClient } from 'pg';
import { CartNotOpen, OutOfStock } from './errors.js';

export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    const isAnswer = error instanceof OutOfStock || error instanceof CartNotOpen;
    await client.query(isAnswer ? 'COMMIT' : 'ROLLBACK').catch((reason: unknown) => { broken = reason instanceof Error ? reason : new Error(String(reason)); });
    throw error;
  } finally {
    client.release(broken);
  }
}

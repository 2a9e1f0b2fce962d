import type { Pool, PoolClient } from 'pg';

/** Runs `work` in one transaction on one connection. Whatever happens, the transaction is ended and the connection given back. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // When even this fails the connection is of no use any more. The caller wants to know the first error, not this one.
    await client.query('ROLLBACK').catch((reason: unknown) => { broken = reason instanceof Error ? reason : new Error(String(reason)); });
    throw error;
  } finally {
    client.release(broken);
  }
}

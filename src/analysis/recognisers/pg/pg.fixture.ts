// also: close, client
import { Pool, type PoolClient } from 'pg';
import Cursor from 'pg-cursor';
import SQL from 'sql-template-strings';
import { OrderStore } from './store';
const pool = new Pool(); //~ client pg Pool
export const store = new OrderStore(pool);
export async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN'); //~ data pg transaction
    const result = await work(client);
    await client.query('COMMIT'); //~ data pg transaction
    return result;
  } finally {
    client.release(); //~ close pg release
  }
}
export const move = (id: string) => inTransaction(async (tx) => {
  await tx.query('UPDATE accounts SET balance = 0 WHERE id = $1', [id]); //~ data pg write accounts
});
pool.on('connect', (client) => { void client.query('SET search_path TO shop'); }); //~ data pg schema
export const paged = (client: PoolClient) => client.query(new Cursor('SELECT * FROM orders WHERE open = $1', [true])); //~ data pg read orders
export const tagged = (id: string) => pool.query(SQL`DELETE FROM orders WHERE id = ${id}`); //~ data pg delete orders
export const stop = () => pool.end(); //~ close pg end
export const find = (rows: { id: string }[], id: string) => rows.find((row) => row.id === id);
// @file src/store.ts
import type { Pool } from 'pg';
interface Search { query(text: string): string[] }
export class OrderStore {
  readonly #pool: Pool;
  constructor(pool: Pool) { this.#pool = pool; }
  all() { return this.#pool.query({ text: 'SELECT * FROM orders' }); } //~ data pg read orders
}
export class SearchStore {
  constructor(private readonly search: Search) {}
  all() { return this.search.query('SELECT * FROM orders'); }
}
export class Untyped {
  constructor(private readonly db: any) {}
  all() { return this.db.query('SELECT * FROM orders'); }
}

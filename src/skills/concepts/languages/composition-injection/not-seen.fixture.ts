// state: not-seen
// @file src/orders.ts
import { Pool } from 'pg';
export class OrdersService {
  readonly #pool: Pool;
  constructor() { this.#pool = new Pool(); } //~ warning client-made-inside-class
  all() { return this.#pool.query('SELECT 1'); }
}
export class DatabaseService { readonly pool: Pool; constructor() { this.pool = new Pool(); } all() { return this.pool.query('SELECT 1'); } }

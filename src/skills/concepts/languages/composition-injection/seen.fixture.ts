// state: seen
import { Pool } from 'pg';
export class OrderStore { //~ evidence seen
  constructor(private readonly pool: Pool) {}
  all() { return this.pool.query('SELECT 1'); }
}
export class Handler { constructor(private readonly limit: number) {} run(req: object, at = new Date()) { return [req, at, this.limit]; } }

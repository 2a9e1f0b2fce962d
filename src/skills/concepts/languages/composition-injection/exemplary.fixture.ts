// state: exemplary
import express from 'express';
import { Pool } from 'pg';
import { createBilling } from './billing';
interface Clock { now(): number }
interface Db { query(text: string): Promise<unknown> }
class Renewals { constructor(private readonly clock: Clock) {} due() { return this.clock.now(); } } //~ evidence exemplary
class Orders { constructor(private readonly db: Db) {} all() { return this.db.query('SELECT 1'); } } //~ evidence exemplary
const pool = new Pool();
const renewals = new Renewals({ now: () => Date.now() }); //~ evidence exemplary
const orders = new Orders(pool);
const billing = createBilling({ db: pool, clock: { now: () => 1 } });
const app = express();
app.get('/', (_req, res) => { res.json([renewals.due(), orders.all(), billing.bill()]); });
// @file src/billing.ts
export function createBilling({ db, clock }: { db: { query(text: string): unknown }; clock: { now(): number } }) { //~ evidence exemplary
  return { bill: () => [db.query('SELECT 1'), clock.now()] };
}

// also: close, client
import knex, { type Knex } from 'knex';
import { knex as createKnex } from 'knex';
import config from './config';
import { OrderStore } from './store';
export const db = knex(config); //~ client knex knex
export const replica = createKnex({ client: 'pg' }); //~ client knex knex
const Tables = { lines: 'order_lines' } as const;
export const one = (id: string) => db('orders').where({ id }).first(); //~ data knex read orders
export async function listed(status?: string) {
  const query = db.select('id').from('orders as o'); //~ data knex read orders
  if (status !== undefined) query.where('status', status);
  const rows = await query;
  return rows.map((row) => row.id).join(',');
}
export async function page(limit: number) {
  const base = db('invoices').where('open', true);
  const total = await base.clone().count('* as n').first(); //~ data knex read invoices
  const rows = await base.limit(limit); //~ data knex read invoices
  return { total, rows: rows.first(), more: rows.union.select() };
}
export async function add(order: object) {
  const [row] = await db('orders') //~ data knex write orders
    .insert(order)
    .onConflict('id').merge()
    .returning('*');
  await db(Tables.lines).where('order_id', row.id).del(); //~ data knex delete order_lines
  await db.insert(order).into('audit'); //~ data knex write audit
  db('never').insert(order);
  void db('never').del();
  const text = db('never').select().toSQL().sql;
  return text + db('never').toString();
}
export async function subqueries() {
  const paid = db('payments').select('order_id');
  const rows = await replica('orders').whereIn('id', paid).whereExists(db.select('*').from('lines')).select(db.raw('count(*)'), { total: db.raw('sum(x)') }); //~ data knex read orders
  await db.with('recent', (qb) => qb.select('*').from('orders')).select('*').from('recent'); //~ data knex read recent
  await db('orders').where((qb) => { qb.where('a', 1).orWhere('b', 2); }).modify(onlyOpen); //~ data knex read orders
  await db('orders').join('users', 'users.id', 'orders.user_id').max('total as m'); //~ data knex read orders
  return (await db('orders').select()).map((row) => row.first()); //~ data knex read orders
}
const onlyOpen = (qb: Knex.QueryBuilder) => qb.where('open', true);
export const raw = async (id: string) => (await db.raw('update orders set seen = true where id = ?', [id])).rows; //~ data knex write orders
export const streamed = () => db('orders').select().stream(); //~ data knex read orders
export const then = () => db('orders').count().then((rows) => rows.first()); //~ data knex read orders
export const both = () => Promise.all([db('a').select(), db('b').update({ x: 1 })]); //~ data knex read a ; data knex write b
export async function destructured() {
  const [paid, open] = await Promise.all([
    db('payments').select(), //~ data knex read payments
    db('orders').count(), //~ data knex read orders
  ]);
  return paid.length + open.length;
}
export async function pushed() {
  const work: unknown[] = [];
  work.push(db('c').increment('n', 1)); //~ data knex write c
  await Promise.all(work);
}
export async function build() {
  await db.schema.createTable('orders', (table) => { table.increments('id').primary(); }); //~ data knex schema orders
  if (!(await db.schema.hasTable('lines'))) await db.schema.dropTableIfExists('lines'); //~ data knex schema lines ; data knex schema lines
  await db.migrate.latest(); //~ data knex schema
  await db.batchInsert('orders', [], 50); //~ data knex write orders
}
export const move = (id: string) => db.transaction(async (trx) => { //~ data knex transaction
  await trx('accounts').where({ id }).decrement('balance', 1); //~ data knex write accounts
  await db('log').transacting(trx).insert({ id }); //~ data knex write log
  await new OrderStore(trx).touch(id);
});
export const short = () => db.transaction((trx) => trx('accounts').truncate()); //~ data knex transaction ; data knex delete accounts
export async function byHand() {
  const trx = await db.transaction(); //~ data knex transaction
  try {
    await trx('accounts').update({ balance: 0 }); //~ data knex write accounts
    await trx.commit(); //~ data knex transaction
  } catch (error) {
    await trx.rollback(error as Error); //~ data knex transaction
  }
}
export const stop = () => db.destroy(); //~ close knex destroy
interface Look { where(filter: object): { first(): string } }
export const alike = (orders: Look) => orders.where({}).first();
export const list = [{ id: 1 }].find((row) => row.id === 1);
export async function use(store: OrderStore) {
  const open = await store.open().orderBy('id'); //~ data knex read orders
  const all = await store.all();
  return [...open, ...all].join();
}
// @file src/store.ts
import type { Knex } from 'knex';
export class OrderStore {
  readonly #db: Knex;
  constructor(db: Knex | Knex.Transaction) { this.#db = db; }
  touch(id: string) { return this.#db<{ id: string }>('orders').where({ id }).update({ seen: true }); } //~ data knex write orders
  open() { return this.#db('orders').where('open', true); }
  all() { return this.#db('orders').select('*'); } //~ data knex read orders
  async count(trx = this.#db) { return (await trx('orders').count())[0]; } //~ data knex read orders
}
// @file db/migrations/001.js
exports.up = (knex) => knex.schema.alterTable('orders', (table) => { table.string('note'); }); //~ data knex schema orders
exports.down = function down(knex) {
  return knex.schema.raw('drop table orders'); //~ data knex schema
};

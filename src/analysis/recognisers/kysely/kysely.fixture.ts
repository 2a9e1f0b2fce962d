// also: close, client
import { Kysely, CompiledQuery, PostgresDialect, sql, type Transaction } from 'kysely';
import { OrderStore } from './store';
import type { DB } from './types';
export const db = new Kysely<DB>({ dialect: new PostgresDialect({}) }); //~ client kysely Kysely
export const one = (id: string) => db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst(); //~ data kysely read orders
export async function change(id: string) {
  await db //~ data kysely write orders
    .insertInto('orders')
    .values({ id })
    .returningAll()
    .executeTakeFirstOrThrow();
  await db.updateTable('orders as o').set({ seen: true }).where('id', '=', id).execute(); //~ data kysely write orders
  await db.withSchema('shop').deleteFrom('order_lines').execute(); //~ data kysely delete order_lines
  const never = db.deleteFrom('orders').where('id', '=', id);
  return never.compile().sql;
}
export async function stepped(open?: boolean) {
  let query = db.selectFrom(['orders', 'users']).select('id');
  if (open === true) query = query.where('open', '=', true);
  const rows = await query.execute(); //~ data kysely read orders
  return rows.map(({ id }) => id);
}
export const nested = () => db.selectFrom('orders').where(({ exists, selectFrom }) => exists(selectFrom('lines').select('id'))).select((eb) => eb.selectFrom('lines').select('n').as('n')).execute(); //~ data kysely read orders
export const recent = () => db.with('recent', (qc) => qc.selectFrom('orders').selectAll()).selectFrom('recent').selectAll().execute(); //~ data kysely read recent
export const moved = () => db.with('moved', (qc) => qc.deleteFrom('orders').returningAll()).selectFrom('moved').selectAll().execute(); //~ data kysely write moved
export const streamed = () => db.selectFrom('orders').selectAll().stream(); //~ data kysely read orders
export async function raw(id: string) {
  const { rows } = await sql<{ id: string }>`select * from ${sql.table('orders')} where id = ${id}`.execute(db); //~ data kysely read orders
  await sql.raw('truncate lines').execute(db); //~ data kysely delete lines
  await db.executeQuery(CompiledQuery.raw('update orders set seen = true', [])); //~ data kysely write orders
  return sql`select 1`.compile(db) ?? rows;
}
export async function build() {
  await db.schema.createTable('orders').addColumn('id', 'text', (column) => column.primaryKey()).execute(); //~ data kysely schema orders
  await db.schema.createIndex('orders_open').on('orders').column('open').execute(); //~ data kysely schema orders
}
export const pay = (id: string) => db.transaction().setIsolationLevel('serializable').execute(async (trx) => { //~ data kysely transaction
  await trx.updateTable('accounts').set({ balance: 0 }).execute(); //~ data kysely write accounts
  await log(trx, id);
  await new OrderStore(trx).touch(id);
});
async function log(trx: Transaction<DB>, id: string) { await trx.insertInto('log').values({ id }).execute(); } //~ data kysely write log
export async function byHand() {
  const trx = await db.startTransaction().execute(); //~ data kysely transaction
  try {
    await trx.insertInto('log').values({}).execute(); //~ data kysely write log
    await trx.commit().execute(); //~ data kysely transaction
  } catch {
    await trx.rollback().execute(); //~ data kysely transaction
  }
}
export const stop = () => db.destroy(); //~ close kysely destroy
const command = { selectFrom: (name: string) => ({ execute: () => name }) };
export const alike = command.selectFrom('orders').execute();
// @file src/types.ts
export interface DB { orders: { id: string } }
// @file src/store.ts
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { DB } from './types';
export class OrderStore {
  constructor(private readonly db: Kysely<DB>) {}
  touch(id: string) { return this.db.updateTable('orders').set({ id }).execute(); } //~ data kysely write orders
  private open() { return this.db.selectFrom('orders').where('open', '=', true); }
  all() { return this.open().selectAll().execute(); } //~ data kysely read orders
}
export function page(query: SelectQueryBuilder<DB, 'orders', object>, limit: number) {
  return query.limit(limit).execute(); //~ data kysely read
}

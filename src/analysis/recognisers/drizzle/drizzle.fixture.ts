// also: close, client
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { alias, union } from 'drizzle-orm/pg-core';
import { and, count, eq, exists, inArray, sql } from 'drizzle-orm';
import type { PgTransaction } from 'drizzle-orm/pg-core';
import { Pool } from 'pg';
import * as schema from './schema';
import { lines, orders } from './schema';
import { OrderStore, type Database } from './store';
export const db = drizzle(new Pool(), { schema }); //~ client drizzle-orm drizzle ; client pg Pool
export const store = new OrderStore(db);
type Tx = Parameters<Parameters<typeof db.transaction>[0]>[0];
export const one = (id: number) => db.select().from(orders).where(eq(orders.id, id)).limit(1); //~ data drizzle-orm read shop_orders
export async function change(id: number) {
  const [order] = await db.insert(orders).values({ id }).returning(); //~ data drizzle-orm write shop_orders
  await db //~ data drizzle-orm write shop_orders
    .update(schema.orders)
    .set({ seen: true }).where(eq(orders.id, id));
  await db.delete(lines).where(eq(lines.orderId, order.id)); //~ data drizzle-orm delete order_lines
  db.delete(lines).where(eq(lines.orderId, 1));
  return order.values();
}
export async function relational() {
  const found = await db.query.orders.findMany({ with: { lines: true } }); //~ data drizzle-orm read shop_orders
  const first = await db.query.unknown.findFirst(); //~ data drizzle-orm read unknown
  return [found.map(({ id }) => id), first, await db.$count(lines, eq(lines.orderId, 1))]; //~ data drizzle-orm read order_lines
}
export async function nested() {
  const paid = db.select({ id: orders.id }).from(orders);
  const sub = db.select({ n: count() }).from(lines).as('sub');
  const cte = db.$with('recent').as(db.select().from(orders));
  const parent = alias(orders, 'parent');
  await db.with(cte).select().from(cte); //~ data drizzle-orm read recent
  await db.select().from(sub).leftJoin(parent, eq(parent.id, sub.n)); //~ data drizzle-orm read
  await db.select().from(parent).where(and(inArray(parent.id, paid), exists(db.select().from(lines)))); //~ data drizzle-orm read shop_orders
  return union(db.select().from(orders), db.select().from(orders)).limit(3); //~ data drizzle-orm read shop_orders
}
export async function stepped(open?: boolean) {
  let query = db.select().from(lines).$dynamic(); //~ data drizzle-orm read order_lines
  if (open === true) query = query.where(eq(lines.open, true));
  const rows = await query;
  return rows.length;
}
const byId = db.query.orders.findFirst({ where: eq(orders.id, sql.placeholder('id')) }).prepare('by_id');
export const prepared = (id: number) => byId.execute({ id }); //~ data drizzle-orm read shop_orders
export const raw = (id: number) => db.execute(sql`update ${orders} set seen = true where id = ${id}`); //~ data drizzle-orm write shop_orders
export const literal = async () => (await db.execute('select * from order_lines')).rows; //~ data drizzle-orm read order_lines
export const text = (id: number) => sql`select * from ${orders} where id = ${id}`;
export const move = () => db.transaction(async (tx) => { //~ data drizzle-orm transaction
  await tx.insert(lines).values([{ id: 1 }]).onConflictDoNothing(); //~ data drizzle-orm write order_lines
  await log(tx);
  await tx.query.orders.findFirst(); //~ data drizzle-orm read shop_orders
  await store.touch(1, tx);
});
async function log(tx: Tx) { await tx.insert(schema.audit).values({}); } //~ data drizzle-orm write audit.log
export async function typed(tx: PgTransaction<never, never, never>) { return tx.select().from(orders); } //~ data drizzle-orm read shop_orders
export const batch = () => db.batch([db.update(orders).set({ seen: false }), db.select().from(lines)]); //~ data drizzle-orm transaction ; data drizzle-orm write shop_orders ; data drizzle-orm read order_lines
export const up = () => migrate(db, { migrationsFolder: 'drizzle' }); //~ data drizzle-orm schema
interface Cart { select(): { from(name: string): string[] } }
export const alike = (cart: Cart) => cart.select().from('orders');
export const sqls = db.select().from(orders).toSQL();
// @file src/schema.ts
import { integer, pgSchema, pgTable, pgTableCreator } from 'drizzle-orm/pg-core';
const createTable = pgTableCreator((name) => `shop_${name}`);
export const orders = createTable('orders', { id: integer('id') });
export const lines = pgTable('order_lines', { id: integer('id') });
const auditing = pgSchema('audit');
export const audit = auditing.table('audit.log', {});
// @file src/store.ts
import { eq } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import * as schema from './schema';
export type Database = NodePgDatabase<typeof schema>;
export class OrderStore {
  constructor(private readonly db: Database) {}
  touch(id: number, on: Pick<Database, 'update'> = this.db) { return on.update(schema.orders).set({ id }).where(eq(schema.orders.id, id)); } //~ data drizzle-orm write shop_orders
  find(id: number) { return this.db.query.orders.findFirst({ where: eq(schema.orders.id, id) }); } //~ data drizzle-orm read shop_orders
  private open() { return this.db.select().from(schema.orders); }
  async all() { return this.open().orderBy(schema.orders.id); } //~ data drizzle-orm read shop_orders
}
// @file src/local.ts
import Database from 'better-sqlite3';
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { sqliteTable, integer } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';
export const notes = sqliteTable('notes', { id: integer('id') });
export const local = drizzle(new Database(':memory:')); //~ client drizzle-orm drizzle ; client better-sqlite3 Database
export const add = () => local.insert(notes).values({ id: 1 }).run(); //~ data drizzle-orm write notes
export const all = (db: BetterSQLite3Database) => db.select().from(notes).all().map(({ id }) => id).values(); //~ data drizzle-orm read notes
export const first = () => local.get(sql`select * from notes`); //~ data drizzle-orm read notes
local.run(sql.raw('create table notes (id integer)')); //~ data drizzle-orm schema notes
// @file src/trpc.ts
import { initTRPC } from '@trpc/server';
import { eq } from 'drizzle-orm';
import { db } from './drizzle';
import { lines, orders } from './schema';
export const createContext = async (options: { user: string }) => ({ ...options, db });
type Context = Awaited<ReturnType<typeof createContext>>;
const t = initTRPC.context<Context>().meta<{ log: boolean }>().create();
const logged = t.procedure.use(async (opts) => {
  await opts.ctx.db.insert(lines).values({}); //~ data drizzle-orm write order_lines
  return opts.next();
});
export const one = logged.input(Number).query(({ ctx, input }) => ctx.db.select().from(orders).where(eq(orders.id, input))); //~ data drizzle-orm read shop_orders
export const drop = logged.mutation(async (opts) => { await opts.ctx.db.delete(orders); }); //~ data drizzle-orm delete shop_orders

// also: close, client
import postgres from 'postgres';
import { OrderStore } from './store';
export const sql = postgres('postgres://localhost/shop', { max: 5 }); //~ client postgres postgres
export const store = new OrderStore(sql);
export const one = (id: string) => sql`select * from orders where id = ${id}`; //~ data postgres read orders
export async function search(open?: boolean, ids: string[] = []) {
  const filter = open === undefined ? sql`` : sql`and open = ${open}`;
  const columns = sql(['id', 'total']);
  const found = await sql<{ id: string }[]>`select ${columns} from ${sql('orders')} where true ${filter} ${ids.length > 0 ? sql`and id in ${sql(ids)}` : sql``} ${newest(3)}`; //~ data postgres read orders
  const inner = sql`select order_id from order_lines`;
  await sql`delete from orders where id not in (${inner})`; //~ data postgres delete orders
  return found.map(({ id }) => id);
}
const newest = (limit: number) => sql`order by created_at desc limit ${limit}`;
export async function change(order: Record<string, string>) {
  await sql //~ data postgres write orders
  `
    insert into orders ${sql(order, 'id', 'total')}
    on conflict do nothing
  `;
  const [row] = await sql`update orders set ${sql(order)} returning *`.values(); //~ data postgres write orders
  await sql.unsafe('truncate audit'); //~ data postgres delete audit
  await sql.unsafe(`select * from ${order.table}`); //~ data postgres read
  await sql.file('report.sql'); //~ data postgres raw
  sql`update orders set never = true`;
  await sql`select 1`.simple(); //~ data postgres read
  for await (const [page] of sql`select * from orders`.cursor()) row?.push(page); //~ data postgres read orders
  return sql.json(order);
}
export const each = () => sql`select * from lines`.forEach((line) => line); //~ data postgres read lines
export const pay = (id: string) => sql.begin(async (tx) => { //~ data postgres transaction
  await tx`update accounts set balance = 0 where id = ${id}`; //~ data postgres write accounts
  await tx.savepoint((inner) => inner`insert into log ${inner({ id })}`); //~ data postgres transaction ; data postgres write log
  await log(tx, id);
});
export const both = () => sql.begin('read only', (tx) => [tx`select * from a`, tx`select * from b`]); //~ data postgres transaction ; data postgres read a ; data postgres read b
async function log(tx: postgres.TransactionSql, id: string) { await tx`insert into log (id) values (${id})`; } //~ data postgres write log
export const stop = () => sql.end({ timeout: 5 }); //~ close postgres end
const html = (parts: TemplateStringsArray) => parts.join('');
export const page = html`select * from orders`;
export const exported = (status: string) => sql`where status = ${status}`;
// @file src/store.ts
import type { Sql } from 'postgres';
export class OrderStore {
  constructor(private readonly sql: Sql) {}
  async count() { return (await this.sql`select count(*) from orders`)[0]; } //~ data postgres read orders
  listen() { return this.sql`table orders`; } //~ data postgres raw
}

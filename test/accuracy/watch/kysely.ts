import type { Truth } from '../truth.ts';
import { createBuilders } from './built.ts';

interface Compilable { compile(): { readonly sql: string } }
/** A Kysely that never reaches a database: its builders are of the classes that every Kysely uses. */
interface Dummy {
  selectFrom(table: string): object; insertInto(table: string): object; updateTable(table: string): object; deleteFrom(table: string): object;
  readonly schema: { createTable(name: string): object; createIndex(name: string): object; dropTable(name: string): object; alterTable(name: string): object };
  transaction(): object;
  startTransaction(): { execute(): Promise<{ commit(): object }> };
}

/** Watches Kysely: queries, schema, transactions and raw SQL where they are executed. `sql` and `db` come from the backend's own copy; `db` has a dummy driver. */
export async function watchKysely(truth: Truth, db: Dummy, sql: (text: TemplateStringsArray) => object): Promise<void> {
  const builders = createBuilders(truth, 'kysely');
  const on = (made: object, methods: readonly string[], operation: (self: object, args: readonly unknown[]) => string): void => {
    const prototype = Object.getPrototypeOf(made) as object;
    for (const name of methods) {
      const original = Reflect.get(prototype, name) as (this: object, ...args: unknown[]) => unknown;
      Object.defineProperty(prototype, name, { configurable: true, writable: true, value: function watched(this: object, ...args: unknown[]): unknown {
        const place = builders.here();
        if (place !== undefined) truth.call({ library: 'kysely', operation: operation(this, args) }, place);
        return original.apply(this, args);
      } });
    }
  };
  const ofText = (self: object): string => truth.operationOfSql((self as Compilable).compile().sql);
  const all = ['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'stream'];
  for (const made of [db.selectFrom('orders'), db.insertInto('orders'), db.updateTable('orders'), db.deleteFrom('orders')]) on(made, all, ofText);
  on(sql`select 1`, ['execute'], (self, [executor]) => truth.operationOfSql((self as { compile(executor: unknown): { sql: string } }).compile(executor).sql));
  for (const made of [db.schema.createTable('orders'), db.schema.createIndex('orders'), db.schema.dropTable('orders')]) on(made, ['execute'], () => 'schema');
  on((await db.startTransaction().execute()).commit(), ['execute'], () => 'transaction');
  for (const made of [db.transaction(), db.startTransaction()]) on(made, ['execute'], () => 'transaction');
  on(db, ['executeQuery'], (_self, [query]) => truth.operationOfSql((typeof (query as Partial<Compilable>).compile === 'function' ? (query as Compilable).compile() : query as { sql: string }).sql));
}

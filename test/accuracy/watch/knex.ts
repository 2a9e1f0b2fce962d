import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Truth } from '../truth.ts';
import { createBuilders } from './built.ts';

interface Class { readonly prototype: object }
interface Query { readonly _method?: string; readonly _single?: { readonly table?: unknown }; readonly sql?: string; readonly _sequence?: readonly { readonly args?: readonly unknown[] }[] }

const operations: Readonly<Record<string, string>> = { insert: 'write', update: 'write', counter: 'write', upsert: 'write', del: 'delete', truncate: 'delete' };

/** Watches Knex: builders and raw SQL where they run, with the places they were built at; schema, migrations and transactions. */
export function watchKnex(truth: Truth): void {
  const require = createRequire(join(truth.root, 'package.json'));
  const load = (path: string): Class => require(`knex/lib/${path}`) as Class;
  const builders = createBuilders(truth, 'knex');
  const builder = load('query/querybuilder.js').prototype;
  const raw = load('raw.js').prototype;
  const schema = load('schema/builder.js').prototype;
  for (const prototype of [builder, schema]) builders.follow(prototype);
  builders.follow(raw, ['set', 'wrap']);
  onThen(builder, (query) => {
    const { table } = query._single ?? {};
    builders.ran(query, { operation: operations[query._method ?? ''] ?? 'read', target: typeof table === 'string' ? /^\S+/.exec(table)?.[0] : undefined });
  });
  onThen(raw, (query) => { builders.ran(query, { operation: truth.operationOfSql(query.sql ?? '') }); });
  onThen(schema, (query) => {
    const first = query._sequence?.[0]?.args?.[0];
    builders.ran(query, { operation: 'schema', target: typeof first === 'string' && /^\w+$/.test(first) ? first : undefined });
  });

  const transaction = (): void => {
    const place = builders.here();
    if (place !== undefined) truth.call({ library: 'knex', operation: 'transaction' }, place);
  };
  for (const client of ['client.js', 'dialects/sqlite3/index.js']) before(load(client).prototype, ['transaction'], transaction);
  before(load('execution/transaction.js').prototype, ['commit', 'rollback'], transaction);
  before((require('knex/lib/migrations/migrate/Migrator.js') as { Migrator: Class }).Migrator.prototype, ['latest', 'rollback'], () => {
    const place = builders.here();
    if (place !== undefined) truth.call({ library: 'knex', operation: 'schema' }, place);
  });
}

function onThen(prototype: object, run: (query: Query & object) => void): void {
  before(prototype, ['then'], run);
}

function before(prototype: object, methods: readonly string[], run: (self: object) => void): void {
  for (const name of methods) {
    const original = Reflect.get(prototype, name) as (this: object, ...args: unknown[]) => unknown;
    Object.defineProperty(prototype, name, { configurable: true, writable: true, value: function watched(this: object, ...args: unknown[]): unknown {
      run(this);
      return original.apply(this, args);
    } });
  }
}

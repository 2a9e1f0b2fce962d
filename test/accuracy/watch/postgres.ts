import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Frame } from '../frames.ts';
import type { Truth } from '../truth.ts';
import { createBuilders } from './built.ts';

interface Query { readonly strings: readonly string[]; readonly executed: boolean }
interface Sql { begin(...args: unknown[]): unknown }

/** Watches postgres.js: every query that is really sent, at the place where it was written; fragments are never sent. Before the backend is imported. */
export async function watchPostgres(truth: Truth): Promise<void> {
  const folder = dirname(createRequire(join(truth.root, 'package.json')).resolve('postgres')).replace(/cjs(\/src)?$/, '');
  const { Query } = await import(pathToFileURL(join(folder, folder.endsWith('src') ? '' : 'src', 'query.js')).href) as { Query: { prototype: object } };
  const builders = createBuilders(truth, 'postgres');
  const places = new WeakMap<object, Frame>();
  // The constructor sets this first.
  Object.defineProperty(Query.prototype, 'strings', { configurable: true, set(this: object, value: unknown) {
    const place = builders.here();
    if (place !== undefined) places.set(this, place);
    Object.defineProperty(this, 'strings', { configurable: true, writable: true, enumerable: true, value });
  } });
  const handle = Reflect.get(Query.prototype, 'handle') as (this: object) => unknown;
  Object.defineProperty(Query.prototype, 'handle', { configurable: true, writable: true, value: function watched(this: Query): unknown {
    const place = places.get(this);
    if (!this.executed && place !== undefined) {
      const text = this.strings.join('$');
      const target = /\b(?:from|into|update|truncate)\s+(\w+)/i.exec(text)?.[1];
      truth.call({ library: 'postgres', operation: truth.operationOfSql(text), ...(target === undefined ? {} : { target }) }, place);
    }
    return handle.call(this);
  } });
}

/** Transactions are made by the instance itself. */
export function watchTransactions(truth: Truth, sql: Sql): void {
  const begin = sql.begin.bind(sql);
  sql.begin = (...args) => {
    truth.call({ library: 'postgres', operation: 'transaction' });
    return begin(...args.map((arg) => (typeof arg !== 'function' ? arg : (tx: object) => {
      truth.watch(tx, { savepoint: 'transaction' }, 'postgres', { direct: true });
      return (arg as (tx: object) => unknown)(tx);
    })));
  };
}

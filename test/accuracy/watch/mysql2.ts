import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Truth } from '../truth.ts';

interface Class { readonly prototype: object }

/** Watches mysql2: pools, connections and prepared statements, of the callback and the promise surface, called by the backend's own code. */
export function watchMysql2(truth: Truth): void {
  const require = createRequire(join(truth.root, 'package.json'));
  const folder = dirname(require.resolve('mysql2'));
  const load = (path: string): Class => require(join(folder, path)) as Class;
  const sql = ([first]: readonly unknown[]): string => truth.operationOfSql(typeof first === 'string' ? first : (first as { sql: string }).sql);
  const transaction = { beginTransaction: 'transaction', commit: 'transaction', rollback: 'transaction' };
  for (const path of ['lib/base/pool.js', 'lib/promise/pool.js']) truth.watch(load(path).prototype, { query: sql, execute: sql }, 'mysql2', { direct: true });
  for (const path of ['lib/base/connection.js', 'lib/promise/connection.js']) truth.watch(load(path).prototype, { query: sql, execute: sql, ...transaction }, 'mysql2', { direct: true });
  const statement = (_args: readonly unknown[], self: unknown): string => {
    const { query, statement: inner } = self as { query?: string; statement?: { query: string } };
    return truth.operationOfSql(query ?? inner?.query ?? '');
  };
  const { prototype } = load('lib/base/connection.js');
  const prepare = Reflect.get(prototype, 'prepare') as (this: object, sql: unknown, done: (error: unknown, made?: object) => void) => unknown;
  let isWatched = false;
  Object.defineProperty(prototype, 'prepare', { configurable: true, writable: true, value: function watched(this: object, text: unknown, done: (error: unknown, made?: object) => void): unknown {
    return prepare.call(this, text, (error, made) => {
      if (!isWatched && made !== undefined) truth.watch(Object.getPrototypeOf(made) as object, { execute: statement }, 'mysql2', { direct: true });
      isWatched = true;
      done(error, made);
    });
  } });
  truth.watch(load('lib/promise/prepared_statement_info.js').prototype, { execute: statement }, 'mysql2', { direct: true });
}

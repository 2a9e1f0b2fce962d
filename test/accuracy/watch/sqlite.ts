import type { Truth } from '../truth.ts';

interface Statement { readonly constructor: { readonly prototype: object } }
interface Database { prepare(sql: string): Statement }
interface DatabaseClass { new (path: string): Database; readonly prototype: object }

/** Watches better-sqlite3 (or what stands in for it) and node:sqlite: statements where they run, with the text they were prepared from. */
export function watchSqlite(truth: Truth, library: string, Class: DatabaseClass): void {
  const texts = new WeakMap<object, string>();
  const statements = Object.getPrototypeOf(new Class(':memory:').prepare('select 1')) as object;
  const prepare = Reflect.get(Class.prototype, 'prepare') as (this: object, sql: string) => object;
  Object.defineProperty(Class.prototype, 'prepare', { configurable: true, writable: true, value: function watched(this: object, sql: string): object {
    const made = prepare.call(this, sql);
    texts.set(made, sql);
    return made;
  } });
  const run = (_args: readonly unknown[], self: unknown): string => truth.operationOfSql(texts.get(self as object) ?? '');
  const exec = ([sql]: readonly unknown[]): string => truth.operationOfSql(String(sql));
  truth.watch(statements, { get: run, all: run, run, iterate: run }, library, { direct: true });
  truth.watch(Class.prototype, { exec, ...('pragma' in Class.prototype ? { pragma: 'schema', transaction: 'transaction' } : {}) }, library, { direct: true });
}

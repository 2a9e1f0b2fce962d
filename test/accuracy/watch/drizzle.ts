import type { Truth } from '../truth.ts';
import { createBuilders } from './built.ts';

interface Class { readonly prototype: object }
/** One dialect of Drizzle as the backend itself loads it. */
export interface Dialect {
  readonly database: Class;
  /** Classes that build a query without being one. */
  readonly starters: readonly Class[];
  /** Classes whose instances run when somebody waits for them. */
  readonly queries: readonly Class[];
  readonly relational: Class;
  readonly count: Class & { buildCount(...args: unknown[]): object };
  readonly raw: Class;
  /** The driver's prepared queries. */
  readonly prepared: Class;
}

const runs = ['execute', 'run', 'all', 'get', 'values'];

/** Watches Drizzle: queries where they run, with the places they were built at; relational queries, counts, raw SQL, prepared queries, transactions. */
export function watchDrizzle(truth: Truth, { database, starters, queries, relational, count, raw, prepared }: Dialect): void {
  const builders = createBuilders(truth, 'drizzle-orm');
  for (const { prototype } of [...starters, ...queries]) builders.follow(prototype);
  builders.follow(relational.prototype, ['findMany', 'findFirst']);
  builders.follow(database.prototype, ['execute'].filter((name) => name in database.prototype));
  for (const { prototype } of queries) {
    // Called without an argument for a query that runs now, with a name (or `false`) for one that is prepared.
    before(prototype, '_prepare', (query, [name]) => {
      if (name === undefined) builders.ran(query, said((query as { toSQL(): { sql: string } }).toSQL().sql));
    });
  }
  const buildCount = count.buildCount.bind(count);
  count.buildCount = (...args) => {
    const made = buildCount(...args);
    builders.note(made);
    return made;
  };
  before(count.prototype, 'then', (query) => { builders.ran((query as { sql: object }).sql, { operation: 'read' }); });
  before(raw.prototype, 'then', (query) => { builders.ran(query, said((query as { query?: { sql: string } }).query?.sql ?? '')); });
  const now = (text: string): void => {
    const place = builders.here();
    if (place !== undefined) truth.call({ library: 'drizzle-orm', ...said(text) }, place);
  };
  for (const name of runs) {
    if (name in prepared.prototype) before(prepared.prototype, name, (query) => { now(textOf(query)); });
    if (name in database.prototype && name !== 'execute') before(database.prototype, name, (self, [text]) => {
      now(typeof text === 'string' ? text : (self as { dialect: { sqlToQuery(sql: unknown): { sql: string } } }).dialect.sqlToQuery(text).sql);
    });
  }
  truth.watch(database.prototype, { transaction: 'transaction' }, 'drizzle-orm', { direct: true });

  function said(text: string): { operation: string; target?: string } {
    const target = /^\s*with/i.test(text) ? undefined : /\b(?:from|into|update)\s+(?:"\w+"\.)?"?(\w+)/i.exec(text)?.[1];
    return { operation: truth.operationOfSql(text), ...(target === undefined ? {} : { target }) };
  }
}

function textOf(query: object): string {
  const { queryString, rawQueryConfig, query: built } = query as { queryString?: string; rawQueryConfig?: { text: string }; query?: { sql: string } };
  return queryString ?? rawQueryConfig?.text ?? built?.sql ?? '';
}

function before(prototype: object, name: string, run: (self: object, args: readonly unknown[]) => void): void {
  const original = Reflect.get(prototype, name) as (this: object, ...args: unknown[]) => unknown;
  Object.defineProperty(prototype, name, { configurable: true, writable: true, value: function watched(this: object, ...args: unknown[]): unknown {
    run(this, args);
    return original.apply(this, args);
  } });
}

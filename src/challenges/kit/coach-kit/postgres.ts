import type { Fault, Statement } from '../pg/engine.ts';
import { Pool } from '../pg/pool.ts';
import { sharedDatabase, sharedEngine } from '../pg/sharedEngine.ts';
import type { PoolConfig, QueryResultRow } from '../pg/types.ts';

export type { Statement } from '../pg/engine.ts';

export interface DatabaseOptions {
  /** SQL that makes the tables and, if wanted, fills them. May hold several statements. */
  readonly schema: string;
  /** Of `pool`; 4 connections unless said otherwise. */
  readonly pool?: PoolConfig;
}

export interface FailOptions {
  /** `before` (unless said otherwise): the statement has no effect. `after`: it had its effect, and then the failure comes. */
  readonly when?: 'before' | 'after';
  /** `server` (unless said otherwise): an error of the server, which aborts an open transaction. `connection`: the connection is lost. */
  readonly kind?: 'server' | 'connection';
  /** SQLSTATE of a server error; `XX000` (internal error) unless said otherwise. */
  readonly code?: string;
  /** How often; once unless said otherwise. */
  readonly times?: number;
}

export interface TestDatabase {
  /** Give this to the code under test. `new Pool()` from `pg` reaches the same database. */
  readonly pool: Pool;
  /** Every statement of the code under test since the last `reset` or `clearLog`. */
  readonly statements: readonly Statement[];
  /** Connections of all pools that are checked out right now. */
  readonly checkedOut: number;
  /** Whether a transaction is open right now. */
  readonly inTransaction: boolean;
  /** Rows of a statement of the test: on a connection of its own, not logged, never failed. Waits for an open transaction. */
  sql<R extends QueryResultRow = QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** All rows of these tables, ordered by their columns, as another connection would see them: what an open transaction did is rolled back first. */
  snapshot(...tables: string[]): Promise<Record<string, QueryResultRow[]>>;
  /** Lets the n-th statement from now on fail (1 is the next), or the first that matches. */
  failOn(which: number | RegExp | ((statement: Statement) => boolean), options?: FailOptions): void;
  /**
   * Makes two requests overlap: the next `count` statements that match wait for each other (at most a second) before any of them goes on.
   * `meetAt(/^begin/i, 2)`: both have looked at whatever they look at first, before one of them begins its transaction.
   */
  meetAt(which: RegExp, count: number): void;
  /** Rolls back a transaction that nobody ended; true if there was one. */
  settle(): Promise<boolean>;
  /** Tables and rows as after `openDatabase`, an empty log, no failures to come, connections that were never released taken back. Takes about 20 ms. */
  reset(): Promise<void>;
  clearLog(): void;
  /** Always, in `after`. */
  close(): Promise<void>;
}

/** Starts PostgreSQL in this process and makes the tables. One at a time. */
export async function openDatabase({ schema, pool: config = {} }: DatabaseOptions): Promise<TestDatabase> {
  const engine = await sharedEngine();
  const own = engine.connect({ isHidden: true });
  const pool = new Pool({ max: 4, ...config });
  await own.execute(schema, undefined);

  const settle = async (): Promise<boolean> => {
    const { holder } = engine;
    if (!holder) return false;
    await engine.rollBack(holder);
    return true;
  };
  return {
    pool,
    get statements() { return engine.statements; },
    get checkedOut() { return [...sharedDatabase().pools].reduce((sum, { totalCount, idleCount }) => sum + totalCount - idleCount, 0); },
    get inTransaction() { return engine.holder !== undefined; },
    sql: async <R extends QueryResultRow>(text: string, values?: readonly unknown[]) => ((await own.execute(text, values)).at(-1)?.rows ?? []) as R[],
    snapshot: async (...tables) => {
      await settle();
      const found: Record<string, QueryResultRow[]> = {};
      for (const table of tables) found[table] = (await own.execute(`SELECT * FROM ${table} AS rows ORDER BY rows`, undefined)).at(-1)?.rows ?? [];
      return found;
    },
    failOn: (which, options) => { engine.faults.push(fault(which, engine.statements.length, options)); },
    meetAt: (which, count) => { engine.meetings.push({ matches: (sql) => which.test(sql), count, arrived: [] }); },
    settle,
    reset: async () => {
      engine.faults.length = 0;
      engine.meetings.length = 0;
      for (const one of sharedDatabase().pools) one.reclaim();
      await settle();
      await own.execute('DROP SCHEMA public CASCADE; CREATE SCHEMA public', undefined);
      await own.execute(schema, undefined);
      engine.statements.length = 0;
    },
    clearLog: () => { engine.statements.length = 0; },
    close: async () => {
      await engine.close();
      sharedDatabase().engine = undefined;
      sharedDatabase().pools.clear();
    },
  };
}

function fault(which: number | RegExp | ((statement: Statement) => boolean), logged: number, { when = 'before', kind = 'server', code = 'XX000', times = 1 }: FailOptions = {}): Fault {
  const matches = (statement: Statement): boolean => {
    if (typeof which === 'number') return statement.number === logged + which;
    return which instanceof RegExp ? which.test(statement.sql) : which(statement);
  };
  return { matches, when, kind, code, left: times };
}

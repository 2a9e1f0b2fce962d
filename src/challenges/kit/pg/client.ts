import { EventEmitter } from 'node:events';
import type { Connection } from './engine.ts';
import { sharedEngine } from './sharedEngine.ts';
import type { PoolConfig, Queryable, QueryConfig, QueryResult, QueryResultRow } from './types.ts';

/** A connection of one's own, outside any pool. */
export class Client extends EventEmitter implements Queryable {
  #connection: Connection | undefined;

  /** What it was configured with; there is one database to connect to. */
  readonly options: string | PoolConfig;

  constructor(options: string | PoolConfig = {}) {
    super();
    this.options = options;
  }

  async connect(): Promise<void> {
    this.#connection ??= (await sharedEngine()).connect();
  }

  async query<R extends QueryResultRow = QueryResultRow>(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult<R>> {
    if (!this.#connection) throw new Error('The client is not connected: await client.connect() first.');
    return runOn<R>(this.#connection, text, values, callerStack());
  }

  async end(): Promise<void> {
    await this.#connection?.close();
    this.#connection = undefined;
  }
}

/** Runs what `query` was given. As in `pg`, several statements in one text give an array of results. */
export async function runOn<R extends QueryResultRow>(
  connection: Connection, query: string | QueryConfig, values: readonly unknown[] | undefined, calledFrom: string, viaPool = false,
): Promise<QueryResult<R>> {
  const text = typeof query === 'string' ? query : query.text;
  if (typeof text !== 'string') throw new TypeError('query() was given no text.');
  try {
    const results = await connection.execute(text, values ?? (typeof query === 'string' ? undefined : query.values), viaPool);
    const [first] = results;
    return (results.length > 1 ? results : first) as unknown as QueryResult<R>;
  } catch (error) {
    // Where the statement was sent, not where the answer was read.
    if (error instanceof Error) error.stack = `${error.name}: ${error.message}\n${calledFrom}`;
    throw error;
  }
}

/** The frames of whoever called `query`, to be taken before the first `await` of it. */
export function callerStack(): string {
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  // This function and `query` itself come first.
  return frames.slice(2).join('\n');
}

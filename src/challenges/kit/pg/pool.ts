import { EventEmitter } from 'node:events';
import { callerStack, runOn } from './client.ts';
import type { Connection } from './engine.ts';
import { patientTimer } from './patientTimer.ts';
import { sharedDatabase, sharedEngine } from './sharedEngine.ts';
import type { PoolConfig, Queryable, QueryConfig, QueryResult, QueryResultRow } from './types.ts';

const defaultWaitMs = 3_000;

/** A pool of connections with the interface of `pg`. */
export class Pool extends EventEmitter implements Queryable {
  readonly options: Readonly<PoolConfig>;
  readonly #idle: Connection[] = [];
  readonly #busy = new Set<Connection>();
  readonly #waiting: ((connection: Connection) => void)[] = [];
  #lastUsed: Connection | undefined;
  #isEnded = false;

  constructor(config: PoolConfig = {}) {
    super();
    this.options = { max: 10, connectionTimeoutMillis: defaultWaitMs, ...config };
    sharedDatabase().pools.add(this);
  }

  get totalCount(): number { return this.#idle.length + this.#busy.size; }
  get idleCount(): number { return this.#idle.length; }
  get waitingCount(): number { return this.#waiting.length; }

  /** A connection for the caller alone, until it calls `release()`. */
  async connect(): Promise<PoolClient> {
    return new PoolClient(await this.#acquire(), (connection, destroy) => { this.#release(connection, destroy); });
  }

  /** Runs one statement on any connection: every time on another one, as far as `max` allows. */
  async query<R extends QueryResultRow = QueryResultRow>(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult<R>> {
    const calledFrom = callerStack();
    const connection = await this.#acquire();
    try {
      return await runOn<R>(connection, text, values, calledFrom, true);
    } finally {
      this.#release(connection, connection.isLost);
    }
  }

  /** Waits for no one: closes what is idle now, and the rest as it is released. */
  async end(): Promise<void> {
    if (this.#isEnded) throw new Error('Called end on pool more than once');
    this.#isEnded = true;
    sharedDatabase().pools.delete(this);
    await Promise.all(this.#idle.splice(0).map((connection) => connection.close()));
  }

  /** Not in `pg`: takes back what was never released, so that one test's leak is not the next one's. */
  reclaim(): void {
    for (const connection of [...this.#busy]) this.#release(connection, true);
  }

  async #acquire(): Promise<Connection> {
    if (this.#isEnded) throw new Error('Cannot use a pool after calling end on the pool');
    const engine = await sharedEngine();
    const max = this.options.max ?? 10;
    const other = this.#idle.findIndex((connection) => connection !== this.#lastUsed);
    const [idle] = other >= 0 ? this.#idle.splice(other, 1) : this.totalCount >= max ? this.#idle.splice(0, 1) : [];
    const connection = idle ?? (this.totalCount < max ? engine.connect() : await this.#wait());
    this.#busy.add(connection);
    this.#lastUsed = connection;
    this.emit('acquire', connection);
    return connection;
  }

  async #open(): Promise<Connection> {
    const connection = (await sharedEngine()).connect();
    this.#busy.add(connection);
    return connection;
  }

  #wait(): Promise<Connection> {
    const limit = this.options.connectionTimeoutMillis ?? defaultWaitMs;
    return new Promise((resolve, reject) => {
      const taken = (connection: Connection): void => {
        callOff();
        resolve(connection);
      };
      const callOff = limit === 0 ? () => undefined : patientTimer(limit, () => {
        this.#waiting.splice(this.#waiting.indexOf(taken), 1);
        reject(new Error(`timeout exceeded when trying to connect: all ${this.options.max ?? 10} connections of the pool are checked out and none was released`));
      });
      this.#waiting.push(taken);
    });
  }

  #release(connection: Connection, destroy: boolean): void {
    if (!this.#busy.delete(connection)) return;
    if (destroy || this.#isEnded) {
      this.emit('remove', connection);
      void connection.close();
      const next = this.#waiting.shift();
      if (next) void this.#open().then(next);
      return;
    }
    this.emit('release', undefined, connection);
    const next = this.#waiting.shift();
    if (!next) {
      this.#idle.push(connection);
      return;
    }
    this.#busy.add(connection);
    next(connection);
  }
}

/** A connection that was checked out of a pool. */
export class PoolClient extends EventEmitter implements Queryable {
  readonly #connection: Connection;
  readonly #giveBack: (connection: Connection, destroy: boolean) => void;
  #isReleased = false;

  constructor(connection: Connection, giveBack: (connection: Connection, destroy: boolean) => void) {
    super();
    this.#connection = connection;
    this.#giveBack = giveBack;
  }

  async query<R extends QueryResultRow = QueryResultRow>(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult<R>> {
    if (this.#isReleased) throw new Error('This client was released: somebody else may be using its connection now.');
    return runOn<R>(this.#connection, text, values, callerStack());
  }

  /** Gives the connection back; with an error or `true` it is closed instead of used again. */
  release(error?: Error | boolean): void {
    if (this.#isReleased) throw new Error('Release called on client which has already been released to the pool.');
    this.#isReleased = true;
    this.#giveBack(this.#connection, error === true || error instanceof Error || this.#connection.isLost);
  }
}

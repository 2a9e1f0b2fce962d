import { DatabaseError } from './databaseError.ts';
import { patientTimer } from './patientTimer.ts';
import type { Answer, Server, Status } from './server.ts';
import type { QueryResult } from './types.ts';

/** One statement as it came to the database. */
export interface Statement {
  /** 1 for the first since the log was cleared. */
  readonly number: number;
  readonly sql: string;
  readonly values: readonly unknown[];
  /** Number of the connection it came on. */
  readonly connection: number;
  /** Whether it came by `pool.query`, which promises no particular connection. */
  readonly viaPool: boolean;
  /** Whether its connection had a transaction open when it came. */
  readonly inTransaction: boolean;
}

/** What a test lets go wrong. */
export interface Fault {
  readonly matches: (statement: Statement) => boolean;
  /** `before`: the statement has no effect. `after`: it had its effect, and then the answer never came. */
  readonly when: 'before' | 'after';
  /** `server`: the server reports an error, an open transaction is aborted. `connection`: the connection is lost, its transaction rolled back. */
  readonly kind: 'server' | 'connection';
  readonly code: string;
  left: number;
}

/** Statements that wait for each other before any of them goes on. */
export interface Meeting {
  readonly matches: (statement: string) => boolean;
  readonly count: number;
  readonly arrived: (() => void)[];
}

interface Waiting {
  readonly connection: Connection;
  readonly run: () => Promise<void>;
  readonly fail: (error: Error) => void;
}

/** How long a statement waits for a transaction in which nothing happens. */
const stallMs = 1_500;
/** How long statements wait for those they are to meet. */
const meetingMs = 1_000;

/**
 * Several connections on a server that has one. While a connection has a transaction open, the statements of all others wait; when that
 * transaction in turn does nothing, because its code waits for one of them, they fail with an explanation instead of waiting for ever.
 */
export class Engine {
  readonly statements: Statement[] = [];
  readonly faults: Fault[] = [];
  readonly meetings: Meeting[] = [];
  readonly #server: Server;
  readonly #waiting: Waiting[] = [];
  #holder: Connection | undefined;
  #isRunning = false;
  #callOffStall: (() => void) | undefined;
  #connections = 0;
  #isClosed = false;

  constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<Engine> {
    // Only here, so that importing `pg` for its types and classes loads no database.
    const { Server } = await import('./server.ts');
    return new Engine(await Server.start());
  }

  /** The connection that has a transaction open. */
  get holder(): Connection | undefined { return this.#holder; }

  connect({ isHidden = false } = {}): Connection {
    if (this.#isClosed) throw new Error('The database was closed: the test that opened it is over.');
    if (!isHidden) this.#connections += 1;
    return new Connection(this, isHidden ? 0 : this.#connections);
  }

  /** Runs one text on one connection when its turn comes. What comes hidden, or on connection 0, is the test's own: not logged, never failed. */
  async execute(connection: Connection, sql: string, values: readonly unknown[] | undefined, how: 'pool' | 'client' | 'hidden'): Promise<QueryResult[]> {
    if (connection.number !== 0 && how !== 'hidden') await this.#meet(sql);
    return new Promise((resolve, reject) => {
      const run = async (): Promise<void> => {
        try {
          resolve(await this.#run(connection, sql, values, how));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      this.#waiting.push({ connection, run, fail: reject });
      this.#next();
    });
  }

  /** Rolls back the transaction of a connection, if it has one. */
  async rollBack(connection: Connection): Promise<void> {
    if (this.#holder === connection && !this.#isClosed) await this.execute(connection, 'ROLLBACK', undefined, 'hidden');
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#callOffStall?.();
    for (const { fail } of this.#waiting.splice(0)) fail(new Error('The database was closed while this statement waited.'));
    await this.#server.close();
  }

  async #meet(sql: string): Promise<void> {
    const meeting = this.meetings.find(({ matches }) => matches(sql));
    if (!meeting) return;
    await new Promise<void>((resolve) => {
      const callOff = patientTimer(meetingMs, resolve);
      meeting.arrived.push(() => {
        callOff();
        resolve();
      });
      if (meeting.arrived.length < meeting.count) return;
      this.meetings.splice(this.meetings.indexOf(meeting), 1);
      for (const goOn of meeting.arrived) goOn();
    });
  }

  #next(): void {
    if (this.#isRunning || this.#isClosed) return;
    this.#callOffStall?.();
    this.#callOffStall = undefined;
    const index = this.#holder === undefined ? 0 : this.#waiting.findIndex(({ connection }) => connection === this.#holder);
    const [next] = index < 0 ? [] : this.#waiting.splice(index, 1);
    if (next === undefined) {
      if (this.#waiting.length > 0) this.#callOffStall = patientTimer(stallMs, () => { this.#failWaiting(); });
      return;
    }
    this.#isRunning = true;
    void next.run().finally(() => {
      this.#isRunning = false;
      this.#next();
    });
  }

  async #run(connection: Connection, sql: string, values: readonly unknown[] | undefined, how: 'pool' | 'client' | 'hidden'): Promise<QueryResult[]> {
    if (connection.isLost) throw connectionLost();
    if (connection.number === 0 || how === 'hidden') return this.#settle(connection, await this.#server.run(sql, values));
    const statement: Statement = {
      number: this.statements.length + 1, sql, values: values ?? [], connection: connection.number, viaPool: how === 'pool', inTransaction: connection.status !== 'I',
    };
    this.statements.push(statement);
    const fault = this.faults.find((one) => one.left > 0 && one.matches(statement));
    if (fault) fault.left -= 1;
    if (fault?.when === 'before') return this.#inject(connection, fault, statement);
    const results = this.#settle(connection, await this.#server.run(sql, values));
    return fault ? this.#inject(connection, fault, statement) : results;
  }

  #settle(connection: Connection, { results, error, status }: Answer): QueryResult[] {
    connection.status = status;
    this.#holder = status === 'I' ? undefined : connection;
    if (error) throw error;
    return results;
  }

  async #inject(connection: Connection, { kind, code, when }: Fault, { sql }: Statement): Promise<never> {
    if (kind === 'connection') {
      connection.isLost = true;
      if (connection.status !== 'I') this.#settle(connection, await this.#server.run('ROLLBACK', undefined));
      throw connectionLost();
    }
    // Raised by the server itself, so that an open transaction is aborted as it would be.
    const message = `the test lets the database fail ${when} "${sql.trim().replace(/\s+/g, ' ').slice(0, 80)}"`;
    const raise = `DO $coach$ BEGIN RAISE EXCEPTION USING ERRCODE = ${quote(code)}, MESSAGE = ${quote(message)}; END $coach$`;
    this.#settle(connection, await this.#server.run(raise, undefined));
    throw new Error('The injected failure did not fail.');
  }

  #failWaiting(): void {
    const holder = this.#holder?.number ?? 0;
    for (const { connection, fail } of this.#waiting.splice(0)) {
      fail(new DatabaseError(
        `This statement came on connection ${connection.number || 'of the test'}, while connection ${holder} has a transaction open and does nothing. `
        + 'On a server it would run outside that transaction: it could wait for its locks for ever, and a ROLLBACK would not undo it. '
        + 'Either a statement that belongs to the transaction was sent on another connection (pool.query inside it, or BEGIN by pool.query), or the transaction was never ended.',
        { code: '55P03', severity: 'ERROR' },
      ));
    }
  }
}

/** What the server knows of one client. */
export class Connection {
  readonly number: number;
  readonly #engine: Engine;
  status: Status = 'I';
  isLost = false;

  constructor(engine: Engine, number: number) {
    this.#engine = engine;
    this.number = number;
  }

  execute(sql: string, values: readonly unknown[] | undefined, viaPool = false): Promise<QueryResult[]> {
    return this.#engine.execute(this, sql, values, viaPool ? 'pool' : 'client');
  }

  async close(): Promise<void> {
    await this.#engine.rollBack(this);
    this.isLost = true;
  }
}

function connectionLost(): Error {
  return new Error('Connection terminated unexpectedly');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

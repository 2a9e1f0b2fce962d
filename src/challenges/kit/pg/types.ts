/** The parts of the `pg` interface that challenges use, with the names and shapes of the real package. */

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as in pg: rows are what the query says
export type QueryResultRow = Record<string, any>;

export interface FieldDef {
  name: string;
  tableID: number;
  columnID: number;
  dataTypeID: number;
}

export interface QueryResult<R extends QueryResultRow = QueryResultRow> {
  /** `SELECT`, `INSERT`, … */
  command: string;
  /** Rows returned or affected. */
  rowCount: number | null;
  oid: number;
  fields: FieldDef[];
  rows: R[];
}

export interface QueryConfig {
  text: string;
  values?: unknown[];
  /** Accepted and ignored: nothing is kept prepared. */
  name?: string;
}

export interface PoolConfig {
  /** Connections at most; 10 by default. */
  max?: number;
  /** How long `connect()` waits for a free connection; 0 means for ever. Here 3 s by default, so that a leak shows. */
  connectionTimeoutMillis?: number;
  /** Accepted and ignored: there is one database. */
  connectionString?: string;
  host?: string;
  port?: number;
  user?: string;
  password?: string;
  database?: string;
  idleTimeoutMillis?: number;
  allowExitOnIdle?: boolean;
  application_name?: string;
  statement_timeout?: number;
}

/** What can run a statement: a pool, a checked-out client, a client. */
export interface Queryable {
  query<R extends QueryResultRow = QueryResultRow>(text: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult<R>>;
}

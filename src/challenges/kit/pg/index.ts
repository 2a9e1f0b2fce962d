/** `pg` for challenges: the interface of the real package on a PostgreSQL that runs inside the process. */
import { Client } from './client.ts';
import { DatabaseError } from './databaseError.ts';
import { Pool, PoolClient } from './pool.ts';

export { Client, DatabaseError, Pool, PoolClient };
export type { FieldDef, PoolConfig, Queryable, QueryConfig, QueryResult, QueryResultRow } from './types.ts';

const pg: { readonly Client: typeof Client; readonly DatabaseError: typeof DatabaseError; readonly Pool: typeof Pool } = { Client, DatabaseError, Pool };
export default pg;

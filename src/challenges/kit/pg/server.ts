import { protocol, type PGlite } from '@electric-sql/pglite';
import { DatabaseError } from './databaseError.ts';
import { startPostgres } from './startPostgres.ts';
import type { QueryResult } from './types.ts';
import { fromText, toParameter } from './values.ts';

/** `I` idle, `T` in a transaction, `E` in a transaction that failed. */
export type Status = 'I' | 'T' | 'E';

export interface Answer {
  /** One per statement. */
  readonly results: QueryResult[];
  readonly error?: DatabaseError;
  readonly status: Status;
}

/** The one real connection to the database: speaks PostgreSQL's own protocol, as `pg` does. */
export class Server {
  readonly #postgres: PGlite;

  constructor(postgres: PGlite) {
    this.#postgres = postgres;
  }

  static async start(): Promise<Server> {
    return new Server(await startPostgres());
  }

  /** Without values a text may hold several statements (the simple protocol, as in `pg`), with values exactly one. */
  async run(text: string, values: readonly unknown[] | undefined): Promise<Answer> {
    const { serialize } = protocol;
    const message = values === undefined || values.length === 0
      ? serialize.query(text)
      : join([
        serialize.parse({ text }),
        serialize.bind({ values: values.map((value) => toParameter(value)) }),
        serialize.describe({ type: 'P' }),
        serialize.execute({}),
        serialize.sync(),
      ]);
    const { messages } = await this.#postgres.execProtocol(message, { throwOnError: false });
    return toAnswer(messages as readonly ServerMessage[]);
  }

  async close(): Promise<void> {
    await this.#postgres.close();
  }
}

/** The messages of the protocol that matter here. */
type ServerMessage =
  | { readonly name: 'rowDescription'; readonly fields: readonly { name: string; tableID: number; columnID: number; dataTypeID: number }[] }
  | { readonly name: 'dataRow'; readonly fields: readonly (string | null)[] }
  | { readonly name: 'commandComplete'; readonly text: string }
  | { readonly name: 'emptyQuery' }
  | { readonly name: 'readyForQuery'; readonly status: string }
  | (Omit<ConstructorParameters<typeof DatabaseError>[1] & object, 'name'> & { readonly name: 'error'; readonly message: string });

function toAnswer(messages: readonly ServerMessage[]): Answer {
  const results: QueryResult[] = [];
  let error: DatabaseError | undefined;
  let status: Status = 'I';
  let current = emptyResult();
  for (const message of messages) {
    switch (message.name) {
      case 'rowDescription':
        current.fields = message.fields.map(({ name, tableID, columnID, dataTypeID }) => ({ name, tableID, columnID, dataTypeID }));
        break;
      case 'dataRow':
        current.rows.push(Object.fromEntries(message.fields.map((text, index) => {
          const field = current.fields[index];
          return [field?.name ?? '', fromText(text, field?.dataTypeID ?? 0)];
        })));
        break;
      case 'commandComplete':
      case 'emptyQuery':
        results.push(complete(current, 'text' in message ? message.text : ''));
        current = emptyResult();
        break;
      case 'error':
        error ??= new DatabaseError(message.message, message);
        break;
      case 'readyForQuery':
        status = message.status === 'T' || message.status === 'E' ? message.status : 'I';
        break;
      default:
    }
  }
  return { results, status, ...(error ? { error } : {}) };
}

/** `INSERT 0 3`, `SELECT 2`, `BEGIN`. */
function complete(result: QueryResult, tag: string): QueryResult {
  const words = tag.split(' ');
  const count = /^\d+$/.test(words.at(-1) ?? '') ? Number(words.at(-1)) : null;
  return { ...result, command: words[0] ?? '', rowCount: count };
}

function emptyResult(): QueryResult {
  return { command: '', rowCount: null, oid: 0, fields: [], rows: [] };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

import type { DataCall, DataOperation, OtherStore, Span } from '../facts.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext } from './recogniser.ts';
import { classifySql, shortSql } from './sql.ts';
import { taggedSql } from './tagged-sql.ts';

interface DataCallDetails {
  /** The package; the callee's own when it is left out. */
  readonly library?: string;
  readonly store?: OtherStore;
  readonly target?: string | undefined;
  /** The value whose identity counts (a client behind its model); the receiver when it is left out. */
  readonly on?: ExternalOrigin | undefined;
  /** The method that says what is done, where it is not the one called (`startTransaction` of `startTransaction().execute()`). */
  readonly method?: string | undefined;
  /** SQL that was read already; an argument is not looked at then. */
  readonly sql?: string | undefined;
  /** The call that holds the SQL, when it is another one. */
  readonly sqlAt?: Span | undefined;
}

/** Methods by what they do: `operationsOf({ read: 'find count', delete: 'remove' })`. */
export function operationsOf(methods: Partial<Readonly<Record<DataOperation, string>>>): ReadonlyMap<string, DataOperation> {
  const found = new Map<string, DataOperation>();
  for (const [operation, names] of Object.entries(methods)) for (const name of names.split(/\s+/)) found.set(name, operation as DataOperation);
  return found;
}

/** One call on a database library as a row. */
export function dataCallOf(call: ExternalCall, operation: DataOperation, details: DataCallDetails = {}): DataCall {
  const { library = call.callee.module, store, target, on = call.on, method = call.method } = details;
  return {
    kind: 'dataCall', ...call.base, library, ...(store === undefined ? {} : { store }), operation, method,
    ...(target === undefined || target === '' ? {} : { target }),
    receiver: on?.path ?? call.receiver, receiverId: on?.id ?? '',
  };
}

/** Emits one call on a database library. */
export function emitDataCall(call: ExternalCall, link: LinkContext, operation: DataOperation, details: DataCallDetails = {}): void {
  link.emit(dataCallOf(call, operation, details));
}

/** Text as it is, or the text of a tag that makes queries (`SQL\`…\``). */
function sqlOf(argument: Argument, link: LinkContext): string {
  const { text } = argument.text();
  if (text !== '${}') return text;
  return argument.external().map((origin) => taggedSql(origin, () => undefined, link)).find((found) => found !== undefined) ?? text;
}

/** Emits a call that is given SQL, as text or as a tagged template: the text says what it does and to which table. */
export function emitSqlCall(call: ExternalCall, link: LinkContext, text: Argument | undefined, details: DataCallDetails = {}): void {
  const { library = call.callee.module, store, target, on = call.on, method = call.method, sqlAt } = details;
  const raw = details.sql ?? call.tagText ?? (text === undefined ? undefined : sqlOf(text, link));
  const sql = raw === undefined || raw === '${}' ? undefined : shortSql(raw);
  const said = classifySql(sql);
  const table = said.target ?? target;
  link.emit({
    kind: 'dataCall', ...call.base, library, ...(store === undefined ? {} : { store }), operation: said.operation, method,
    ...(table === undefined ? {} : { target: table }), ...(sql === undefined ? {} : { sql }), ...(sqlAt === undefined ? {} : { sqlAt }),
    receiver: on?.path ?? call.receiver, receiverId: on?.id ?? '',
  });
}

import type { DataCall, ProjectFacts, Span, Transaction } from '../facts.ts';
import { contains, functionsInside } from './contains.ts';
import { push } from '../resolve/multimap.ts';

/** What finding transactions needs of a project. */
type Calling = Pick<ProjectFacts, 'functions' | 'reach'>;

/** Libraries whose callback works on the one connection there is. */
export const oneConnection: ReadonlySet<string> = new Set(['better-sqlite3', 'node:sqlite']);
/** Libraries whose callback works on the same handle as outside: one connection, a session passed as an option, or one found by the asynchronous context. */
const sameHandle = new Set([...oneConnection, 'mongoose', 'mongodb', 'sequelize', '@mikro-orm/core']);
/** Methods that take the work as a callback or an array; `transaction` also opens a handle when it is given nothing (Knex). */
const callbackMethods = new Set(['$transaction', 'transaction', 'withTransaction', 'transactional', 'tx', 'txIf', 'batch', 'savepoint', 'Transactional']);
const ending = /^(?:commit|rollback)/i;
/** Call levels followed out of a callback. */
const depth = 2;

export function isWrite(call: DataCall): boolean {
  return call.operation === 'write' || call.operation === 'delete';
}

/** Key-value, search and graph stores have rules of their own: transactions here are about those that group writes. */
export function hasTransactions({ store }: DataCall): boolean {
  return store === undefined || store === 'document';
}

/** A call inside the callback on the client outside: it is not part of the transaction. */
export function isOutside(call: DataCall, unit: Transaction): boolean {
  return unit.kind === 'callback' && unit.hasHandle && !sameHandle.has(call.library) && call.library === unit.start.library
    && call.receiverId !== '' && call.receiverId === unit.start.receiverId && call.operation !== 'transaction';
}

/** BEGIN or COMMIT sent to a pool, where each query may run on another connection: no transaction at all. */
export function isOnPool(call: DataCall): boolean {
  return call.operation === 'transaction' && /^(?:pg|mysql2)\b.*Pool!$/.test(call.receiver) && call.method === 'query';
}

export function findTransactions(project: Calling, calls: readonly DataCall[]): Transaction[] {
  const starts = calls.filter(({ operation }) => operation === 'transaction');
  const ended = new Set(starts.filter(({ method }) => ending.test(method)).map(({ receiverId }) => receiverId));
  const isCallback = (start: DataCall): boolean => (callbackMethods.has(start.method) ? !(start.receiverId !== '' && ended.has(start.receiverId) && functionsInside(project, start.at).length === 0)
    : start.sql === undefined && start.method === 'begin' && functionsInside(project, start.at).length > 0);
  const index = indexOf(calls);
  const callbacks = starts.filter(isCallback).map((start) => callbackUnit(project, index, start));
  const groups = new Map<string, DataCall[]>();
  for (const start of starts) {
    if (isCallback(start)) continue;
    // Objection hands out Knex's handles: the identity of the handle counts, not the library.
    const key = `${start.receiverId === '' ? start.library : start.receiverId}\0${start.fn ?? ''}`;
    push(groups, key, start);
  }
  const statements = [...groups.values()].flatMap((group) => statementUnit(project, index, group) ?? []);
  return [...callbacks, ...statements];
}

/** Data calls by where they are and on what, so that each transaction looks at its own only. */
interface CallIndex {
  /** The calls in some functions, or among `others`, in their first order, each once. */
  readonly inFunctions: (functions: ReadonlySet<string>, others: readonly DataCall[]) => readonly DataCall[];
  readonly inFile: (file: string) => readonly DataCall[];
  readonly onReceiver: (id: string) => readonly DataCall[];
}

function indexOf(calls: readonly DataCall[]): CallIndex {
  const position = new Map(calls.map((call, index) => [call, index]));
  const [byFunction, byFile, byReceiver] = [new Map<string, DataCall[]>(), new Map<string, DataCall[]>(), new Map<string, DataCall[]>()];
  for (const call of calls) {
    push(byFile, call.at.file, call);
    if (call.fn !== undefined) push(byFunction, call.fn, call);
    // What is not known is not the same.
    if (call.receiverId !== '') push(byReceiver, call.receiverId, call);
  }
  return {
    inFunctions: (functions, others) => [...new Set([...[...functions].flatMap((fn) => byFunction.get(fn) ?? []), ...others])].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0)),
    inFile: (file) => byFile.get(file) ?? [],
    onReceiver: (id) => byReceiver.get(id) ?? [],
  };
}

function callbackUnit(project: Calling, calls: CallIndex, start: DataCall): Transaction {
  const written = functionsInside(project, start.at);
  const functions = new Set(written.flatMap((fn) => [...project.reach(fn, depth)]));
  // `$transaction([a, b])`: an array of operations is inside without any callback.
  const listed = calls.inFile(start.at.file).filter((call) => contains(start.at, call.at));
  const inside = calls.inFunctions(functions, listed).filter((call) => call !== start && (contains(start.at, call.at) || call.library === start.library));
  const handled = written.some((fn) => (project.functions.get(fn)?.params ?? 0) > 0);
  return { kind: 'callback', start, at: start.at, inside, writes: inside.filter(isWrite), functions, rollsBack: true, hasHandle: handled, covers: () => true };
}

function statementUnit(project: Calling, calls: CallIndex, group: readonly DataCall[]): Transaction | undefined {
  const says = (pattern: RegExp): DataCall | undefined => group.find((call) => pattern.test(call.sql ?? call.method));
  const begin = says(/^\s*(?:begin|start|transaction(?:Provider)?$)/i);
  if (begin === undefined) return undefined;
  const commit = says(/^\s*commit/i);
  const covers = (at: Span): boolean => at.file !== begin.at.file || (at.line >= begin.at.line && (commit === undefined || at.line <= commit.at.line));
  const functions = new Set(begin.fn === undefined ? [] : project.reach(begin.fn, depth));
  const onHandle = calls.onReceiver(begin.receiverId);
  const inside = calls.inFunctions(functions, onHandle).filter((call) => !group.includes(call) && call.fn !== undefined && covers(call.at)
    && (onHandle.includes(call) || (call.library === begin.library && call.receiver !== 'pg.Pool!')));
  const rollsBack = group.some((call) => /^\s*(?:rollback|abort)/i.test(call.sql ?? call.method));
  // A wrapper (`inTransaction(work)`) has its writes where it is called: they share the client.
  const shared = onHandle.filter((call) => !group.includes(call) && !inside.includes(call) && isWrite(call));
  const all = [...inside, ...shared];
  return { kind: 'statements', start: begin, at: begin.at, inside: all, writes: all.filter(isWrite), functions, rollsBack, hasHandle: true, covers };
}

import type { DataCall, OutboundCall, RouteEffect } from '../facts.ts';

/** One thing a route does, ready to be put into a sentence: verb, the names it is about (tables, keys, addresses), what comes after them. */
export interface Clause {
  readonly verb: string;
  /** At most three; `more` says how many were left out. */
  readonly names: readonly string[];
  readonly more: number;
  readonly after?: string;
}

const shownNames = 3;
const maxName = 60;

/** What the handler of a route does, in a few clauses: writes first, then reads, caches, queues and other servers. */
export function clausesOf(all: readonly RouteEffect[]): readonly Clause[] {
  const effects = all.filter(({ by }) => by === 'handler');
  const stored = effects.flatMap(({ fact, transaction }) => (fact.kind === 'dataCall' ? [{ call: fact, transaction }] : []));
  const data = stored.filter(({ call }) => call.store !== 'key-value');
  const writes = data.filter(({ call }) => call.operation === 'write' || call.operation === 'delete');
  const written = new Set(writes.map(({ call }) => call.target));
  const cached = effects.some(({ fact }) => fact.kind === 'cache' && fact.operation === 'get');
  const reads = data.filter(({ call }) => call.operation === 'read' && (cached || !written.has(call.target))).map(({ call }) => call);
  return [
    ...writeClauses(writes),
    ...dataClause('changes the schema of', data.filter(({ call }) => call.operation === 'schema').map(({ call }) => call)),
    ...dataClause('reads', reads, cached ? 'through the cache' : undefined),
    ...(data.some(({ call }) => call.operation === 'raw') ? [clause('runs a query of its own', [])] : []),
    ...cacheClause(effects, cached && reads.length > 0),
    ...(stored.length > data.length ? [clause('uses the key-value store', [])] : []),
    ...queueClause(effects),
    ...outboundClause(effects.flatMap(({ fact }) => (fact.kind === 'outbound' ? [fact] : []))),
  ];
}

type Write = { readonly call: DataCall; readonly transaction: RouteEffect['transaction'] };

/** A transaction is worth a word only where one library writes more than one thing: that is what it could keep together. */
function writeClauses(writes: readonly Write[]): readonly Clause[] {
  const targets = new Map<string, Set<string>>();
  for (const { call, transaction } of writes) if (transaction !== undefined) targets.set(call.library, (targets.get(call.library) ?? new Set()).add(call.target ?? ''));
  const placeOf = ({ call, transaction }: Write): RouteEffect['transaction'] => ((targets.get(call.library)?.size ?? 0) > 1 ? transaction : undefined);
  const groups: readonly { readonly list: readonly Write[]; readonly after?: string }[] = [
    { list: writes.filter((write) => placeOf(write) === undefined) },
    { list: writes.filter((write) => placeOf(write) === 'inside'), after: 'in a transaction' },
    { list: writes.filter((write) => placeOf(write) === 'outside'), after: 'outside a transaction' },
  ];
  return groups.flatMap(({ list, after }) => {
    const found = [
      ...dataClause('writes', list.filter(({ call }) => call.operation === 'write').map(({ call }) => call)),
      ...dataClause('deletes from', list.filter(({ call }) => call.operation === 'delete').map(({ call }) => call)),
    ];
    const last = found.pop();
    return last === undefined ? [] : [...found, after === undefined ? last : { ...last, after }];
  });
}

function dataClause(verb: string, calls: readonly DataCall[], after?: string): readonly Clause[] {
  if (calls.length === 0) return [];
  const names = unique(calls.flatMap(({ target }) => target ?? []));
  return [names.length === 0 ? clause(`${verb} the database`, [], after) : clause(verb, names, after)];
}

/** A cache that stands before reads is said with them. */
function cacheClause(effects: readonly RouteEffect[], isSaid: boolean): readonly Clause[] {
  const uses = effects.flatMap(({ fact }) => (fact.kind === 'cache' ? [fact] : []));
  if (uses.length === 0 || isSaid) return [];
  return [clause('uses the cache', [])];
}

function queueClause(effects: readonly RouteEffect[]): readonly Clause[] {
  const uses = effects.flatMap(({ fact }) => (fact.kind === 'queue' ? [fact] : []));
  if (uses.length === 0) return [];
  const names = unique(uses.flatMap(({ name }) => name ?? []));
  return [names.length === 0 ? clause('hands work to a queue', []) : clause('hands work to', names)];
}

function outboundClause(calls: readonly OutboundCall[]): readonly Clause[] {
  if (calls.length === 0) return [];
  const names = unique(calls.flatMap(({ url }) => (url === undefined ? [] : [url.replaceAll('${}', '…').slice(0, maxName)])));
  return [names.length === 0 ? clause('calls another server', []) : clause('calls', names)];
}

function clause(verb: string, names: readonly string[], after?: string): Clause {
  return { verb, names: names.slice(0, shownNames), more: Math.max(0, names.length - shownNames), ...(after === undefined ? {} : { after }) };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

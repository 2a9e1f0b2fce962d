import { chainOf, isRun } from '../builder-chain.ts';
import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { taggedSql } from '../tagged-sql.ts';

const library = 'postgres';
const client = 'postgres.Sql!';
/** What a query offers to be run differently. */
const modifiers = new Set(['values', 'raw', 'simple', 'describe', 'cursor', 'stream']);
const runs = new Set(['execute', 'forEach', 'readable', 'writable']);
const statement = /^\s*(?:\(|\$\{\}|[a-z])/i;
/** Words that begin a part of a query. */
const fragment = /^\s*(?:(?:and|or|where|order|group|having|limit|offset|set|join|left|right|inner|outer|cross|on|from|returning|as|asc|desc|union|for|not|in|exists|case|when|interval|now|coalesce)\b|$|[^\w($\s])/i;

/** postgres.js: tagged templates that are run (not the fragments inside them), `unsafe`, `file`, transactions, cursors. */
export const recogniser: Recogniser = {
  name: 'postgres',
  modules: [library],
  aliases: {
    'postgres()': client, 'postgres.TransactionSql!': client, 'postgres.ReservedSql!': client, 'postgres.ISql!': client, 'postgres.default()': client,
    [`${client}.begin(0:0)`]: client, [`${client}.begin(1:0)`]: client, [`${client}.savepoint(0:0)`]: client, [`${client}.savepoint(1:0)`]: client, [`${client}.reserve()`]: client,
  },
  onCall(call, link) {
    if (call.path === 'postgres') {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library, what: 'postgres', ...(inClass === undefined ? {} : { inClass }) });
    } else if (call.receiver === client && (call.method === 'end' || call.method === 'close' || call.method === 'release')) link.emit({ kind: 'close', ...call.base, library, method: call.method });
    else if (call.receiver === client && (call.method === 'begin' || call.method === 'savepoint')) emitDataCall(call, link, 'transaction', { library });
    else onQuery(call, link);
  },
};

function onQuery(call: ExternalCall, link: LinkContext): void {
  const chain = chainOf(call, ({ path }) => path === client, link);
  const [first, ...rest] = chain?.steps ?? [];
  if (chain === undefined || first === undefined || first.isProperty || rest.some(({ method, isProperty }) => isProperty || !(modifiers.has(method) || runs.has(method)))) return;
  const text = textOf(first.method, first.origin, call, rest.length === 0, link);
  if (text === undefined || (!runs.has(call.method) && !isRun(call, chain, isPart, link))) return;
  emitSqlCall(call, link, undefined, { library, sql: text.sql, on: chain.root, ...(rest.length === 0 || text.made === undefined ? {} : { sqlAt: link.placeOf(text.made) }) });
}

/** The SQL that is run; undefined for helpers (`sql(columns)`, `sql.json(…)`) and for fragments. */
function textOf(method: string, callee: ExternalOrigin, call: ExternalCall, isWhole: boolean, link: LinkContext): { readonly sql: string; readonly made?: ExternalOrigin } | undefined {
  const made = isWhole ? { ...callee, site: { file: call.file, call: call.index } } : madeBy(call, callee);
  if (made === undefined) return undefined;
  if (method === '') {
    const sql = taggedSql(made, (hole) => identifier(hole, link), link);
    return sql === undefined || fragment.test(sql) || !statement.test(sql) ? undefined : { sql, made };
  }
  if (method === 'unsafe') return { sql: link.argumentsOf(made)[0]?.text().text ?? '${}', made };
  return method === 'file' ? { sql: '${}', made } : undefined;
}

/** The call of `callee` that a chain on its result began with. */
function madeBy(call: ExternalCall, callee: ExternalOrigin): ExternalOrigin | undefined {
  for (let step = call.on; step !== undefined; step = step.from) if (step.from === callee) return step;
  return undefined;
}

/** `${sql('orders')}` in the place of a table. */
function identifier(hole: ExternalOrigin, link: LinkContext): string | undefined {
  if (hole.path !== `${client}()` || hole.site === undefined || link.linker.callAt(hole.site).form !== 'call') return undefined;
  return link.argumentsOf(hole)[0]?.string();
}

function isPart(callee: ExternalOrigin): boolean {
  return callee.path === client || callee.path === `${client}.unsafe`;
}

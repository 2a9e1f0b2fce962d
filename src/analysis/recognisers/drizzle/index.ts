import type { DataOperation } from '../../facts.ts';
import { chainOf, isRun, type Chain, type Step } from '../builder-chain.ts';
import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { taggedSql } from '../tagged-sql.ts';
import { tableName, tableOf } from './tables.ts';

const library = 'drizzle-orm';
const database = 'drizzle-orm.Database!';
/** Drivers and dialects as they stand in the names of database and transaction types. */
const kinds = ('NodePg PostgresJs Pg Pglite Neon NeonHttp VercelPg XataHttp PgRemote AwsDataApiPg NetlifyDb BunSQL GelJs Gel MySql MySql2 MySqlRemote PlanetScale TiDBServerless '
  + 'SingleStore SingleStoreDriver SingleStoreRemote BaseSQLite BetterSQLite3 BunSQLite DrizzleBetterSQLite3 DrizzleD1 DrizzleSqliteDO ExpoSQLite LibSQL OPSQLite SQLJs SqliteRemote SQLite SQLiteD1 SQLiteBun').split(' ');
const combines = /^drizzle-orm\.(?:union|intersect|except)(?:All)?$/;
const sqlValue = /^drizzle-orm\.sql(?:\.raw)?\(\)/;
const ends = new Set(['then', 'catch', 'finally', 'toSQL', 'getSQL', 'as', 'prepare']);
/** They run the query when they are called, prepared or not. */
const runs = new Set(['execute', 'all', 'get', 'run', 'values', 'sync', 'iterator']);
const raws = new Set(['execute', 'run', 'all', 'get', 'values']);
const starts: ReadonlyMap<string, DataOperation> = new Map([
  ...['select', 'selectDistinct', 'selectDistinctOn', '$count', 'query', ''].map((m) => [m, 'read'] as const),
  ['insert', 'write'], ['update', 'write'], ['delete', 'delete'], ['refreshMaterializedView', 'schema'],
]);

/** Drizzle on every driver: one row per query that is run; relational queries, raw SQL, batches, transactions, prepared statements. */
export const recogniser: Recogniser = {
  name: 'drizzle',
  modules: [library],
  aliases: {
    'drizzle-orm.drizzle()': database, [`${database}.transaction(0:0)`]: database, [`${database}.$primary`]: database,
    ...Object.fromEntries(kinds.flatMap((kind) => [[`drizzle-orm.${kind}Database!`, database], [`drizzle-orm.${kind}Transaction!`, database]])),
  },
  transparent: ['drizzle-orm.withReplicas()', 'drizzle-orm.alias()', 'drizzle-orm.aliasedTable()'],
  onCall(call, link) {
    if (call.path === 'drizzle-orm.drizzle') {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library, what: 'drizzle', ...(inClass === undefined ? {} : { inClass }) });
    } else if (call.path === 'drizzle-orm.migrate') emitDataCall(call, link, 'schema', { library, on: call.args[0]?.external()[0] });
    else if (call.receiver === database && (call.method === 'transaction' || call.method === 'batch')) emitDataCall(call, link, 'transaction', { library });
    else if (call.receiver === database && raws.has(call.method)) onRaw(call, link);
    else onQuery(call, link);
  },
};

/** `db.execute(sql\`…\`)`; only PostgreSQL's and MySQL's `execute` waits until somebody waits for it. */
function onRaw(call: ExternalCall, link: LinkContext): void {
  if (call.method === 'execute' && call.on !== undefined && !isRun(call, { root: call.on, steps: [] }, isPart, link)) return;
  const first = call.args[0];
  const made = first?.external().find(({ path }) => sqlValue.test(path));
  const holder = made === undefined ? undefined : madeBySql(made);
  const sql = holder === undefined ? undefined : taggedSql(holder, (hole) => tableName(hole, link), link) ?? link.argumentsOf(holder)[0]?.text().text;
  emitSqlCall(call, link, first, { library, sql, ...(sql === undefined || holder === undefined ? {} : { sqlAt: link.placeOf(holder) }) });
}

function madeBySql(origin: ExternalOrigin): ExternalOrigin | undefined {
  for (let step: ExternalOrigin | undefined = origin; step !== undefined; step = step.from) if (/^drizzle-orm\.sql(?:\.raw)?\(\)$/.test(step.path)) return step;
  return undefined;
}

function onQuery(call: ExternalCall, link: LinkContext): void {
  if (ends.has(call.method)) return;
  const chain = chainOf(call, (origin) => origin.path === database || combines.test(origin.path), link);
  const main = chain?.steps.find(({ method }) => starts.has(method));
  if (chain === undefined || main === undefined || !isQuery(chain, main)) return;
  const runsAt = chain.steps.findIndex((step) => step !== main && runs.has(step.method) && !(step.method === 'values' && step.args.length > 0));
  // What comes after it works on the result.
  if (runsAt >= 0 && runsAt < chain.steps.length - 1) return;
  if (runsAt < 0 && (chain.steps.some(({ method }) => ends.has(method)) || !isRun(call, chain, isPart, link))) return;
  emitDataCall(call, link, starts.get(main.method) ?? 'read', { library, target: targetOf(chain, main, link), on: chain.root });
}

function isQuery({ root, steps }: Chain, main: Step): boolean {
  if ((main.method === '') !== (root.path !== database)) return false;
  const before = steps.slice(0, steps.indexOf(main));
  if (!before.every(({ method }) => method === 'with' || method === '$with')) return false;
  if (!main.isProperty) return main.method !== 'query' && steps.every(({ isProperty }) => !isProperty);
  const [table, method, ...rest] = steps.slice(steps.indexOf(main) + 1);
  return main.method === 'query' && table?.isProperty === true && /^find(?:Many|First)$/.test(method?.method ?? '') && rest.every(({ isProperty }) => !isProperty);
}

function targetOf(chain: Chain, main: Step, link: LinkContext): string | undefined {
  const { steps, root } = chain;
  if (main.method === '') return fromOf(main.args[0], link);
  if (main.method === 'query') return relationTable(root, steps[steps.indexOf(main) + 1]?.method ?? '', link);
  if (starts.get(main.method) === 'read' && main.method !== '$count') return tableOf(steps.find(({ method }) => method === 'from')?.args[0], link);
  return tableOf(main.args[0], link);
}

/** The table that a whole query, handed over as an argument, reads from. */
function fromOf(argument: Argument | undefined, link: LinkContext): string | undefined {
  for (const origin of argument?.external() ?? []) {
    for (let step: ExternalOrigin | undefined = origin; step !== undefined; step = step.from) {
      if (step.path.endsWith('.from()')) return tableOf(link.argumentsOf(step)[0], link);
    }
  }
  return undefined;
}

/** `db.query.orders`: the table that the schema given to `drizzle(…)`, or named by the type, holds under that name. */
function relationTable(root: ExternalOrigin, name: string, link: LinkContext): string {
  for (let step: ExternalOrigin | undefined = root; step !== undefined; step = step.from) {
    const { typeArgs } = step;
    const [type] = typeArgs?.types ?? [];
    const schemas = [
      ...link.argumentsOf(step).flatMap((argument) => argument.prop('schema')?.origins() ?? []),
      ...(typeArgs === undefined || type === undefined ? [] : link.linker.evalType(typeArgs.file, type, '')),
    ];
    for (const table of schemas.flatMap((schema) => link.linker.member(schema, name))) {
      const found = table.is === 'ext' ? tableName(table, link) : undefined;
      if (found !== undefined) return found;
    }
  }
  return name;
}

function isPart(callee: ExternalOrigin): boolean {
  return callee.module === library && callee.path !== `${database}.transaction` && callee.path !== `${database}.batch`;
}

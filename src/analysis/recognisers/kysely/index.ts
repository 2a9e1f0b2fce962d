import type { DataOperation } from '../../facts.ts';
import { chainOf, type Chain, type Step } from '../builder-chain.ts';
import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { tableName } from '../table-name.ts';
import { taggedSql } from '../tagged-sql.ts';

const library = 'kysely';
const instance = 'kysely.Kysely!';
/** Only these run a query, and they do it when they are called. */
const runs = new Set(['execute', 'executeTakeFirst', 'executeTakeFirstOrThrow', 'stream', 'explain']);
const starts: ReadonlyMap<string, DataOperation> = new Map([
  ['selectFrom', 'read'], ['selectNoFrom', 'read'], ['insertInto', 'write'], ['replaceInto', 'write'], ['mergeInto', 'write'], ['updateTable', 'write'], ['deleteFrom', 'delete'],
]);
/** Builders received by type. */
const typed: ReadonlyMap<string, DataOperation> = new Map([
  ['kysely.SelectQueryBuilder!', 'read'], ['kysely.InsertQueryBuilder!', 'write'], ['kysely.UpdateQueryBuilder!', 'write'], ['kysely.DeleteQueryBuilder!', 'delete'],
]);
const handles = new Set(['transaction', 'startTransaction', 'commit', 'rollback', 'savepoint', 'rollbackToSavepoint', 'releaseSavepoint']);
const same = ['withSchema', 'withPlugin', 'withoutPlugins', 'withTables', '$extendTables', '$pickTables', '$omitTables'];

/** Kysely: one row where a query is executed; schema, transactions, controlled transactions, raw SQL. */
export const recogniser: Recogniser = {
  name: 'kysely',
  modules: ['kysely'],
  aliases: {
    'kysely.Transaction!': instance, 'kysely.ControlledTransaction!': instance, 'kysely.QueryCreator!': instance, 'kysely.QueryExecutorProvider!': instance,
    '@prisma/client.PrismaClient!.$kysely': instance,
    ...Object.fromEntries(same.map((method) => [`${instance}.${method}()`, instance])),
    [`${instance}.transaction().setIsolationLevel()`]: `${instance}.transaction()`, [`${instance}.transaction().setAccessMode()`]: `${instance}.transaction()`,
    [`${instance}.startTransaction().setIsolationLevel()`]: `${instance}.startTransaction()`, [`${instance}.startTransaction().setAccessMode()`]: `${instance}.startTransaction()`,
    [`${instance}.transaction().execute(0:0)`]: instance, [`${instance}.connection().execute(0:0)`]: instance, [`${instance}.startTransaction().execute()`]: instance,
    [`${instance}.savepoint().execute()`]: instance,
  },
  onCall(call, link) {
    if (call.path === 'kysely.Kysely' && call.form === 'new') {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library, what: 'Kysely', ...(inClass === undefined ? {} : { inClass }) });
    } else if (call.path === `${instance}.destroy`) link.emit({ kind: 'close', ...call.base, library, method: 'destroy' });
    else if (call.path === `${instance}.executeQuery`) onCompiled(call, link);
    else if (runs.has(call.method)) onRun(call, link);
  },
};

function onRun(call: ExternalCall, link: LinkContext): void {
  const text = /^kysely\.sql(?:\.raw)?\(\)/.test(call.receiver) ? call.on : undefined;
  if (text !== undefined) {
    onSql(call, text, link);
    return;
  }
  const chain = chainOf(call, ({ path }) => path === instance || typed.has(path), link);
  if (chain === undefined || chain.steps.slice(0, -1).some(({ method }) => runs.has(method))) return;
  const [first, second] = chain.steps;
  if (first === undefined) return;
  if (chain.root.path === instance && handles.has(first.method)) onTransaction(call, first, chain, link);
  else if (first.isProperty) {
    if (first.method === 'schema' && second !== undefined) emitDataCall(call, link, 'schema', { library, target: schemaTarget(chain.steps), on: chain.root });
  } else onQuery(call, chain, link);
}

/** `db.transaction().execute(cb)`; a controlled transaction is known by the identity of the handle it gives. */
function onTransaction(call: ExternalCall, first: Step, { root }: Chain, link: LinkContext): void {
  const opens = first.method === 'startTransaction';
  emitDataCall(call, link, 'transaction', { library, method: first.method, on: opens ? { ...root, id: `${call.file}:${call.index}` } : root });
}

function onQuery(call: ExternalCall, { root, steps }: Chain, link: LinkContext): void {
  const main = steps.find(({ method }) => starts.has(method));
  const operation = main === undefined ? typed.get(root.path) : starts.get(main.method);
  if (operation === undefined || (main === undefined && root.path === instance)) return;
  const target = main === undefined ? typedTable(root, link) : tableName(main.args[0]?.items()?.[0] ?? main.args[0]);
  emitDataCall(call, link, operation === 'read' && steps.some((step) => writesInside(step, link)) ? 'write' : operation, { library, target, on: root });
}

/** `SelectQueryBuilder<DB, 'orders', O>`. */
function typedTable(root: ExternalOrigin, link: LinkContext): string | undefined {
  const name = link.typeArgumentNames(root)[1];
  return name === undefined || name === '' ? undefined : name;
}

/** `with('moved', (db) => db.deleteFrom(…))`: a query in front of the main one that changes rows. */
function writesInside({ method, args }: Step, link: LinkContext): boolean {
  if (method !== 'with' && method !== 'withRecursive') return false;
  return (args[1]?.origins() ?? []).some((origin) => origin.is === 'fn' && link.linker.model(origin.file).functions[origin.fn]?.returns
    .some((value) => link.linker.eval(origin.file, value).some((made) => made.is === 'ext' && /\.(?:insertInto|updateTable|deleteFrom|mergeInto)\(\)/.test(made.path))));
}

/** `createIndex('i').on('orders')` is about the table, everything else about what it names first. */
function schemaTarget(steps: readonly Step[]): string | undefined {
  const on = steps.find(({ method }) => method === 'on')?.args[0];
  return tableName(on ?? steps.find(({ method }) => /Table|View/.test(method))?.args[0]);
}

/** `sql\`…\`.execute(db)`. */
function onSql(call: ExternalCall, text: ExternalOrigin, link: LinkContext): void {
  let made: ExternalOrigin | undefined = text;
  while (made !== undefined && !/^kysely\.sql(?:\.raw)?\(\)$/.test(made.path)) made = made.from;
  if (made === undefined) return;
  const sql = taggedSql(made, (hole) => tableHole(hole, link), link) ?? link.argumentsOf(made)[0]?.text().text;
  emitSqlCall(call, link, undefined, { library, sql, sqlAt: link.placeOf(made), on: call.args[0]?.external()[0] });
}

/** `sql.table('orders')`, `sql.ref('id')`. */
function tableHole(hole: ExternalOrigin, link: LinkContext): string | undefined {
  return /^kysely\.sql\.(?:table|ref|id)\(\)$/.test(hole.path) ? link.argumentsOf(hole)[0]?.string() : undefined;
}

/** `db.executeQuery(…)` is given a builder, compiled or not, or text: `CompiledQuery.raw('select …')`. */
function onCompiled(call: ExternalCall, link: LinkContext): void {
  const given = call.args[0]?.external() ?? [];
  for (const origin of given) {
    for (let step: ExternalOrigin | undefined = origin; step !== undefined; step = step.from) {
      const operation = step.site === undefined ? undefined : starts.get(/\.(\w+)\(\)$/.exec(step.path)?.[1] ?? '');
      if (operation === undefined || !step.path.startsWith(instance)) continue;
      emitDataCall(call, link, operation, { library, target: tableName(link.argumentsOf(step)[0]) });
      return;
    }
  }
  const text: Argument | undefined = given.filter(({ path }) => path === 'kysely.CompiledQuery.raw()').map((made) => link.argumentsOf(made)[0])[0];
  emitSqlCall(call, link, text, { library });
}

import type { DataOperation } from '../../facts.ts';
import type { Linker } from '../../resolve/linker.ts';
import { chainOf, isRun, lastArgument, type Chain, type Step } from '../builder-chain.ts';
import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { tableName } from '../table-name.ts';

const instance = 'knex.Knex!';
const builder = 'knex.Knex.QueryBuilder!';
const schema = 'knex.Knex.SchemaBuilder!';
const roots = new Set([instance, builder, schema]);

/** Methods of an instance that start a query; what else an instance offers is not one. */
const starts = /^(?:|select|from|fromRaw|into|table|with\w*|columns?|distinct\w*|\w*[jJ]oin\w*|(?:or|and)?[wW]here\w*|count\w*|min|max|sum\w*|avg\w*|increment|decrement|first|pluck|insert|upsert|update|del|delete|truncate|union\w*|queryBuilder|raw|batchInsert)$/;
/** Calls on a builder that give something else than the builder. */
const ends = new Set(['then', 'catch', 'finally', 'toSQL', 'toString', 'toQuery', 'toNative', 'as']);
/** They run the query when they are called. */
const runs = new Set(['stream', 'pipe', 'asCallback']);
const writes = new Set(['insert', 'update', 'upsert', 'increment', 'decrement', 'batchInsert', 'jsonSet', 'jsonInsert', 'jsonRemove', 'merge']);
const deletes = new Set(['del', 'delete', 'truncate']);
const tables = new Set(['', 'from', 'into', 'table', 'batchInsert']);
const schemaTables = new Set(['createTable', 'createTableIfNotExists', 'createTableLike', 'alterTable', 'table', 'dropTable', 'dropTableIfExists', 'renameTable', 'hasTable', 'hasColumn',
  'createView', 'createViewOrReplace', 'createMaterializedView', 'dropView', 'dropViewIfExists', 'refreshMaterializedView', 'alterView', 'view', 'renameView']);

/** Knex: one row per builder chain that is run, where it stands; transactions, raw SQL, schema and migrations. */
export const recogniser: Recogniser = {
  name: 'knex',
  modules: ['knex'],
  aliases: {
    'knex()': instance, 'knex!': instance, 'knex.knex()': instance, 'knex.Transaction!': instance, 'knex.Knex.Transaction!': instance, 'knex.QueryBuilder!': builder,
    'knex.SchemaBuilder!': schema, 'knex.Knex.QueryInterface!': builder,
    [`${instance}.transaction(0:0)`]: instance, [`${instance}.transaction()`]: instance, [`${instance}.savepoint(0:0)`]: instance, [`${instance}.withUserParams()`]: instance,
    [`${instance}.transactionProvider()()`]: instance, 'knex.Knex.TransactionProvider!()': instance,
  },
  adopt: adoptMigrations,
  onCall(call, link) {
    if (call.path === 'knex' || call.path === 'knex.knex') onCreate(call, link);
    else if (call.receiver === instance && call.method === 'destroy') link.emit({ kind: 'close', ...call.base, library: 'knex', method: 'destroy' });
    else if (isTransaction(call)) onTransaction(call, link);
    else if (call.receiver === `${instance}.migrate` && /^(?:latest|up|down|rollback)$/.test(call.method)) emitDataCall(call, link, 'schema', { library: 'knex', on: call.on?.from });
    else if (call.receiver === `${instance}.seed` && call.method === 'run') emitDataCall(call, link, 'write', { library: 'knex', on: call.on?.from });
    else onBuilder(call, link);
  },
};

function onCreate(call: ExternalCall, link: LinkContext): void {
  const inClass = link.linker.model(call.file).classes[call.cls]?.name;
  link.emit({ kind: 'client', ...call.base, library: 'knex', what: 'knex', ...(inClass === undefined ? {} : { inClass }) });
}

function isTransaction(call: ExternalCall): boolean {
  return call.path === `${instance}.transactionProvider()` || (call.receiver === instance && /^(?:transaction|savepoint|commit|rollback)$/.test(call.method));
}

/** Without a callback the handle is what comes back: its COMMIT is found by the identity of the handle. */
function onTransaction(call: ExternalCall, link: LinkContext): void {
  const opensHandle = call.receiver !== instance || (call.method === 'transaction' && call.args[0]?.fn() === undefined && (call.args[0] === undefined || call.args[0].entries() !== undefined));
  const { callee } = call;
  emitDataCall(call, link, 'transaction', { library: 'knex', ...(opensHandle ? { on: { ...callee, path: instance, id: `${call.file}:${call.index}` } } : {}) });
}

function onBuilder(call: ExternalCall, link: LinkContext): void {
  if (ends.has(call.method)) return;
  const chain = chainOf(call, ({ path }) => roots.has(path), link);
  if (chain === undefined || !isQuery(chain) || !(runs.has(call.method) || isRun(call, chain, isPart, link))) return;
  const { root, steps } = chain;
  const details = { library: 'knex', on: handleOf(steps) ?? root };
  if (isSchema(chain)) emitDataCall(call, link, 'schema', { ...details, target: tableName(steps.find(({ method }) => schemaTables.has(method))?.args[0]) });
  else if (steps[0]?.method === 'raw' && root.path === instance) emitSqlCall(call, link, steps[0].args[0], details);
  else emitDataCall(call, link, operationOf(steps), { ...details, target: tableName(lastArgument(steps, tables)) });
}

function isQuery({ root, steps }: Chain): boolean {
  const [first, second] = steps;
  if (first === undefined || steps.some(({ method }) => ends.has(method)) || steps.slice(0, -1).some(({ method }) => runs.has(method))) return false;
  if (first.isProperty) return first.method === 'schema' && second?.isProperty === false && steps.slice(2).every(({ isProperty }) => !isProperty);
  return (root.path !== instance || starts.test(first.method)) && steps.every(({ isProperty }) => !isProperty);
}

function isSchema({ root, steps }: Chain): boolean {
  return root.path === schema || steps[0]?.isProperty === true;
}

function isPart(callee: ExternalOrigin): boolean {
  return callee.module === 'knex' && callee.path !== `${instance}.transaction` && callee.path !== `${instance}.savepoint`;
}

/** The transaction named by `.transacting(trx)`. */
function handleOf(steps: readonly Step[]): ExternalOrigin | undefined {
  return lastArgument(steps, new Set(['transacting']))?.external()[0];
}

function operationOf(steps: readonly Step[]): DataOperation {
  if (steps.some(({ method }) => writes.has(method))) return 'write';
  return steps.some(({ method }) => deletes.has(method)) ? 'delete' : 'read';
}

/** Knex itself calls `up`, `down` and `seed` of the files in its folders; without types their parameter says nothing. */
function adoptMigrations(linker: Linker, files: readonly string[]): void {
  for (const file of files) {
    if (!/(?:^|\/)(?:migrations?|seeds?)\//.test(file)) continue;
    const { exports, functions } = linker.model(file);
    for (const name of ['up', 'down', 'seed']) {
      const value = exports[name];
      for (const origin of value === undefined ? [] : linker.eval(file, value)) {
        const first = origin.is === 'fn' && origin.file === file ? functions[origin.fn]?.params[0] : undefined;
        if (origin.is === 'fn' && first?.name === 'knex' && first.type === undefined) linker.adopt(file, origin.fn, 0, { is: 'ext', module: 'knex', path: instance, id: `${file}:p${origin.fn}.0` });
      }
    }
  }
}

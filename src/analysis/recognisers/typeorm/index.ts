import type { DataOperation } from '../../facts.ts';
import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { entityName, entityOf } from './entities.ts';
import { mongoOperations, operations, relationTerminals, runnerSchemaMethod, sourceOperations, terminals } from './operations.ts';
import { aliases, builder, entities, entity, instances, manager, model, mongoManager, mongoRepository, relation, repository, runner, source } from './paths.ts';

/** TypeORM 0.2 to 1: repositories (injected, by `getRepository`, custom, tree, Mongo), entity managers, query builders, active record, query runners. */
export const recogniser: Recogniser = {
  name: 'typeorm',
  modules: ['typeorm'],
  aliases,
  instances,
  entities,
  callbacks: [source, manager].map((owner) => `${owner}.transaction()`),
  overrides: [...operations.keys()].map((method) => `${model}.${method}`),
  onCall(call, link) {
    if (call.path === 'typeorm.DataSource' && call.form === 'new') {
      link.emit({ kind: 'client', ...call.base, library: 'typeorm', what: 'DataSource' });
    } else if (call.on !== undefined) onMember(call, call.on, link);
  },
};

function onMember(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const { receiver, method } = call;
  if (receiver.startsWith(builder)) onBuilder(call, on, link);
  else if ((method === 'query' || method === 'sql') && queryable.has(receiver)) emitSqlCall(call, link, call.args[0], { library: 'typeorm' });
  else if (receiver === repository) emit(call, operations.get(method), entityOf(on, link), link);
  else if (receiver === mongoRepository) emit(call, mongoOperations.get(method), entityOf(on, link), link, 'document');
  else if (receiver === mongoManager) emit(call, mongoOperations.get(method), entityName(call.args[0], link), link, 'document');
  else if (receiver === manager) emit(call, method === 'transaction' ? 'transaction' : operations.get(method), method === 'transaction' ? undefined : entityName(call.args[0], link), link);
  else if (receiver === model || receiver === entity) emit(call, operations.get(method), entityOf(call.callee, link), link);
  else if (receiver === source) onSource(call, link);
  else if (receiver === runner) onRunner(call, link);
}

const queryable = new Set([source, manager, runner, repository, model]);

function onSource(call: ExternalCall, link: LinkContext): void {
  if (call.method === 'destroy' || call.method === 'close') link.emit({ kind: 'close', ...call.base, library: 'typeorm', method: call.method });
  else emit(call, call.method === 'transaction' ? 'transaction' : sourceOperations.get(call.method), undefined, link);
}

function onRunner(call: ExternalCall, link: LinkContext): void {
  if (/^(?:start|commit|rollback)Transaction$/.test(call.method)) emit(call, 'transaction', undefined, link);
  else if (call.method === 'stream') emitSqlCall(call, link, call.args[0], { library: 'typeorm' });
  else if (runnerSchemaMethod.test(call.method)) emit(call, 'schema', tableName(call), link);
}

/** `createTable(new Table({ name: 'orders' }))`, `dropTable('orders')`. */
function tableName(call: ExternalCall): string | undefined {
  return call.args[0]?.string() ?? call.args[0]?.callArguments()[0]?.prop('name')?.string();
}

/** The row of a builder chain stands where it runs; what it does is in the chain. */
function onBuilder(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const isRelation = on.path.includes(relation);
  if (!(isRelation ? relationTerminals : terminals).has(call.method)) return;
  let operation = isRelation ? relationTerminals.get(call.method) : terminals.get(call.method);
  let target: string | undefined;
  for (let step: ExternalOrigin | undefined = on; step !== undefined; step = step.from) {
    const verb = /\.(\w+)\(\)$/.exec(step.path)?.[1] ?? '';
    operation ??= chained.get(verb);
    if (naming.has(verb)) target ??= entityName(link.argumentsOf(step)[0], link);
    if (step.path !== builder) continue;
    target ??= ownTarget(step, link);
    break;
  }
  emit(call, operation ?? 'read', target, link);
}

const chained: ReadonlyMap<string, DataOperation> = new Map([
  ['insert', 'write'], ['update', 'write'], ['restore', 'write'], ['delete', 'delete'], ['softDelete', 'delete'],
]);
const naming = new Set(['into', 'from', 'update', 'relation']);

/** `manager.createQueryBuilder(Order, 'o')`; `orders.createQueryBuilder('o')` has only the alias; a parameter has its type. */
function ownTarget(step: ExternalOrigin, link: LinkContext): string | undefined {
  const owner = step.from?.from;
  if (owner?.path === repository || owner?.path === model) return entityOf(owner.path === model ? step : owner, link);
  return entityName(link.argumentsOf(step)[0], link) ?? (link.typeArgumentNames(step)[0] || undefined);
}

function emit(call: ExternalCall, operation: DataOperation | undefined, target: string | undefined, link: LinkContext, store?: 'document'): void {
  if (operation === undefined) return;
  emitDataCall(call, link, operation, { library: 'typeorm', target, on: sessionOf(call.on), ...(store === undefined ? {} : { store }) });
}

/** The manager or data source behind a repository: calls on it share its transaction. */
function sessionOf(on: ExternalOrigin | undefined): ExternalOrigin | undefined {
  if (on?.path !== repository) return on;
  const owner = on.from?.from;
  return owner?.path === source || owner?.path === manager ? owner : on;
}

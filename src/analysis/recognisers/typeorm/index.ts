import type { DataOperation } from '../../facts.ts';
import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';

const repository = 'typeorm.Repository!';
const manager = 'typeorm.EntityManager!';
const source = 'typeorm.DataSource!';
const runner = 'typeorm.QueryRunner!';
const builder = 'typeorm.SelectQueryBuilder!';
const operations: ReadonlyMap<string, DataOperation> = new Map([
  ...['find', 'findBy', 'findOne', 'findOneBy', 'findOneOrFail', 'findOneByOrFail', 'findAndCount', 'findAndCountBy', 'findByIds', 'findOneById', 'count', 'countBy', 'exist', 'exists', 'existsBy',
    'sum', 'average', 'minimum', 'maximum', 'findTrees', 'findDescendants', 'findAncestors'].map((m) => [m, 'read'] as const),
  ...['save', 'insert', 'update', 'upsert', 'increment', 'decrement', 'restore', 'recover'].map((m) => [m, 'write'] as const),
  ...['delete', 'remove', 'softDelete', 'softRemove', 'clear'].map((m) => [m, 'delete'] as const),
]);
const terminals: ReadonlyMap<string, DataOperation | undefined> = new Map([
  ...['getOne', 'getOneOrFail', 'getMany', 'getManyAndCount', 'getRawOne', 'getRawMany', 'getRawAndEntities', 'getCount', 'getExists', 'stream'].map((m) => [m, 'read'] as const),
  ['execute', undefined],
]);

/** TypeORM: repositories (injected, by `getRepository`, custom, tree), entity managers, query builders, active record, query runners. */
export const recogniser: Recogniser = {
  name: 'typeorm',
  modules: ['typeorm'],
  aliases: {
    'typeorm.TreeRepository!': repository, 'typeorm.MongoRepository!': repository, 'typeorm.getRepository()': repository, 'typeorm.getManager()': manager,
    'typeorm.getConnection()': source, 'typeorm.Connection!': source, 'typeorm.createConnection()': source, [`${source}.initialize()`]: source,
    [`${source}.getRepository()`]: repository, [`${source}.getTreeRepository()`]: repository, [`${manager}.getRepository()`]: repository, [`${manager}.withRepository()`]: repository,
    [`${repository}.extend()`]: repository, [`${source}.manager`]: manager, [`${repository}.manager`]: manager, [`${runner}.manager`]: manager, [`${source}.createEntityManager()`]: manager,
    [`${source}.transaction(0:0)`]: manager, [`${source}.transaction(1:0)`]: manager, [`${manager}.transaction(0:0)`]: manager, [`${manager}.transaction(1:0)`]: manager,
    [`${source}.createQueryRunner()`]: runner, [`${repository}.queryRunner`]: runner, [`${manager}.queryRunner`]: runner, [`${manager}.connection`]: source, 'typeorm.getCustomRepository()': repository,
    [`${source}.createQueryBuilder()`]: builder, [`${repository}.createQueryBuilder()`]: builder, [`${manager}.createQueryBuilder()`]: builder, [`${runner}.createQueryBuilder()`]: builder,
    'typeorm.getRepository().createQueryBuilder()': builder,
  },
  onCall(call, link) {
    const on = call.on;
    if (call.path === 'typeorm.DataSource' && call.form === 'new') {
      link.emit({ kind: 'client', ...call.base, library: 'typeorm', what: 'DataSource' });
      return;
    }
    if (on === undefined) return;
    if (call.receiver === source && call.method === 'destroy') link.emit({ kind: 'close', ...call.base, library: 'typeorm', method: 'destroy' });
    else if (isTransaction(call)) emit(call, 'transaction', undefined, link);
    else if ([source, manager, runner, repository].includes(call.receiver) && call.method === 'query') emitSqlCall(call, link, call.args[0], { library: 'typeorm' });
    else if (call.receiver === repository) onRepository(call, on, link);
    else if (call.receiver === manager) onManager(call, link);
    else if (call.receiver === 'typeorm.BaseEntity' || call.receiver === 'typeorm.BaseEntity!') onActiveRecord(call, link);
    else if (terminals.has(call.method) && call.receiver.startsWith(builder)) onBuilder(call, on, link);
  },
};

function isTransaction(call: ExternalCall): boolean {
  if ((call.receiver === source || call.receiver === manager) && call.method === 'transaction') return true;
  return call.receiver === runner && /^(?:start|commit|rollback)Transaction$/.test(call.method);
}

function onRepository(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const operation = operations.get(call.method);
  if (operation !== undefined) emit(call, operation, entityOf(on, link), link);
}

function onManager(call: ExternalCall, link: LinkContext): void {
  const operation = operations.get(call.method);
  if (operation !== undefined) emit(call, operation, className(call.args[0], link), link);
}

function onActiveRecord(call: ExternalCall, link: LinkContext): void {
  const operation = operations.get(call.method);
  const via = call.callee.via;
  if (operation !== undefined && via !== undefined) emit(call, operation, link.linker.model(via.file).classes[via.cls]?.name, link);
}

/** The row of a builder chain stands where it runs; what it does is in the chain. */
function onBuilder(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  let operation: DataOperation = terminals.get(call.method) ?? 'read';
  let target: string | undefined;
  for (let step: ExternalOrigin | undefined = on; step !== undefined; step = step.from) {
    if (/\.(?:insert|update|restore)\(\)$/.test(step.path)) operation = 'write';
    else if (/\.(?:delete|softDelete)\(\)$/.test(step.path)) operation = 'delete';
    if (/\.(?:into|from|update)\(\)$/.test(step.path)) target ??= className(link.argumentsOf(step)[0], link);
    if (step.path === builder) {
      const owner = step.from?.from;
      target ??= className(link.argumentsOf(step)[0], link) ?? (owner?.path === repository ? entityOf(owner, link) : undefined);
      break;
    }
  }
  emit(call, operation, target, link);
}

function emit(call: ExternalCall, operation: DataOperation, target: string | undefined, link: LinkContext): void {
  emitDataCall(call, link, operation, { library: 'typeorm', target });
}

function entityOf(on: ExternalOrigin, link: LinkContext): string | undefined {
  return link.typeArgumentNames(on)[0] ?? className(link.argumentsOf(on)[0], link);
}

function className(argument: Argument | undefined, link: LinkContext): string | undefined {
  for (const origin of argument?.origins() ?? []) if (origin.is === 'cls' || origin.is === 'inst') return link.nameOf(origin);
  return undefined;
}

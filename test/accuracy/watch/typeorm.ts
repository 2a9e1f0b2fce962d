import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Truth, Watched } from '../truth.ts';

interface Class { readonly prototype: object }
type Described = Readonly<Record<string, Watched>>;

const reads = ['find', 'findBy', 'findOne', 'findOneBy', 'findOneOrFail', 'findOneByOrFail', 'findAndCount', 'findAndCountBy', 'count', 'countBy', 'exists', 'existsBy', 'sum', 'average', 'minimum', 'maximum', 'preload'];
const writes = ['save', 'insert', 'update', 'upsert', 'increment', 'decrement', 'restore', 'recover'];
const deletes = ['delete', 'remove', 'softDelete', 'softRemove', 'clear'];
const trees = ['findTrees', 'findRoots', 'findDescendants', 'findDescendantsTree', 'countDescendants', 'findAncestors', 'findAncestorsTree', 'countAncestors'];

/**
 * Watches what the backend's own code calls of TypeORM: repositories, entity managers, active records, query builders, data sources, and the query
 * runner of its driver (`postgres/PostgresQueryRunner`). Before the backend is imported; from the copy the backend itself would load.
 */
export function watchTypeorm(truth: Truth, runner: string): void {
  const require = createRequire(join(truth.root, 'package.json'));
  const typeorm = require('typeorm') as Readonly<Record<string, Class>>;
  const inner = (file: string, name: string): Class => (require(`typeorm/${file}.js`) as Record<string, Class>)[name] ?? fail(name);
  const query = { query: ([text]: readonly unknown[]) => truth.operationOfSql(String(text)) };
  const watch = (target: object, methods: Described): void => {
    truth.watch(target, Object.fromEntries(Object.entries(methods).filter(([name]) => name in target)), 'typeorm', { direct: true });
  };

  const { Repository, TreeRepository, EntityManager, BaseEntity, DataSource } = typeorm as Record<'Repository' | 'TreeRepository' | 'EntityManager' | 'BaseEntity' | 'DataSource', Class>;
  watch(Repository.prototype, { ...entityMethods((_args, self) => (self as { metadata: { name: string } }).metadata.name), ...query });
  watch(TreeRepository.prototype, described(trees, 'read', (_args, self) => (self as { metadata: { name: string } }).metadata.name));
  watch(EntityManager.prototype, { ...entityMethods(([first]) => nameOf(first)), ...query, transaction: 'transaction' });
  watch(BaseEntity, entityMethods((_args, self) => (self as { name: string }).name));
  watch(BaseEntity.prototype, {
    ...described(['save', 'recover'], 'write', (_args, self) => nameOf(self)), ...described(['remove', 'softRemove'], 'delete', (_args, self) => nameOf(self)),
    ...described(['reload'], 'read', (_args, self) => nameOf(self)),
  });
  watch(DataSource.prototype, { ...query, transaction: 'transaction', synchronize: 'schema', runMigrations: 'schema', dropDatabase: 'schema' });
  watch(inner(`driver/${runner}`, runner.split('/').at(-1) ?? '').prototype, {
    ...query, startTransaction: 'transaction', commitTransaction: 'transaction', rollbackTransaction: 'transaction',
    createTable: 'schema', dropTable: 'schema', addColumn: 'schema', hasTable: 'schema', clearTable: 'schema', createIndex: 'schema',
  });

  const builders = ['SelectQueryBuilder', 'InsertQueryBuilder', 'UpdateQueryBuilder', 'DeleteQueryBuilder', 'SoftDeleteQueryBuilder', 'RelationQueryBuilder'].map((name) => [name, inner(`query-builder/${name}`, name).prototype] as const);
  for (const [name, prototype] of builders) {
    if (name === 'SelectQueryBuilder') watch(prototype, described(['getOne', 'getOneOrFail', 'getMany', 'getManyAndCount', 'getRawOne', 'getRawMany', 'getRawAndEntities', 'getCount', 'getExists', 'stream'], 'read', builtFor));
    else if (name === 'RelationQueryBuilder') watch(prototype, { ...described(['loadOne', 'loadMany'], 'read', builtFor), ...described(['add', 'set', 'addAndRemove'], 'write', builtFor), ...described(['remove'], 'delete', builtFor) });
    else watch(prototype, { execute: (args, self) => ({ operation: kindOf(self), ...targeted(builtFor(args, self)) }) });
  }
}

type Target = (args: readonly unknown[], self: unknown) => string | undefined;

function entityMethods(target: Target): Described {
  return { ...described(reads, 'read', target), ...described(writes, 'write', target), ...described(deletes, 'delete', target) };
}

function described(names: readonly string[], operation: string, target: Target): Described {
  return Object.fromEntries(names.map((name) => [name, (args: readonly unknown[], self: unknown) => ({ operation, ...targeted(target(args, self)) })]));
}

function targeted(target: string | undefined): { readonly target?: string } {
  return target === undefined ? {} : { target };
}

/** A class, a name, a schema, an object, or a list of objects. */
function nameOf(value: unknown): string | undefined {
  if (typeof value === 'function') return value.name;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return nameOf(value[0]);
  const { options, constructor } = value as { options?: { name: string }; constructor: { name: string } };
  return options?.name ?? (constructor.name === 'Object' ? undefined : constructor.name);
}

interface Built { readonly expressionMap: { readonly queryType: string; readonly mainAlias?: { readonly hasMetadata: boolean; readonly metadata: { readonly name: string }; readonly tablePath?: string } } }

function builtFor(_args: readonly unknown[], self: unknown): string | undefined {
  const { mainAlias } = (self as Built).expressionMap;
  return mainAlias?.hasMetadata === true ? mainAlias.metadata.name : mainAlias?.tablePath;
}

function kindOf(self: unknown): string {
  const { queryType } = (self as Built).expressionMap;
  return queryType === 'delete' || queryType === 'soft-delete' ? 'delete' : queryType === 'select' ? 'read' : 'write';
}

function fail(name: string): never {
  throw new Error(`TypeORM has no ${name}.`);
}

import type { Frame } from '../frames.ts';
import type { Truth, Watched } from '../truth.ts';

interface Class { readonly prototype: object }
type Named = Readonly<Record<string, string>>;

const library = '@mikro-orm/core';
const entities: Named = {
  find: 'read', findAll: 'read', findOne: 'read', findOneOrFail: 'read', findAndCount: 'read', findByCursor: 'read', count: 'read', populate: 'read', refresh: 'read', lock: 'read', stream: 'read',
  insert: 'write', insertMany: 'write', nativeUpdate: 'write', upsert: 'write', upsertMany: 'write', persistAndFlush: 'write', nativeDelete: 'delete', removeAndFlush: 'delete',
};
const session: Named = { flush: 'write', transactional: 'transaction', begin: 'transaction', commit: 'transaction', rollback: 'transaction' };
const terminals = ['execute', 'getResult', 'getResultList', 'getSingleResult', 'getResultAndCount', 'getCount'];
const schema: Named = { createSchema: 'schema', updateSchema: 'schema', dropSchema: 'schema', refreshDatabase: 'schema', create: 'schema', update: 'schema', drop: 'schema', refresh: 'schema' };

/**
 * Watches what the backend's own code calls of MikroORM 6 and 7: entity managers, repositories, query builders, collections, references, connections,
 * schema and migrations. Takes the driver package (and the one for migrations) as the backend would load it, before the backend is imported.
 */
export function watchMikroOrm(truth: Truth, driver: object, migrations: object = {}): void {
  const classes = { ...driver, ...migrations } as Readonly<Record<string, Class | undefined>>;
  const watch = (name: string, methods: Readonly<Record<string, Watched>>): void => {
    // A method may be inherited, and be watched there already.
    for (let target: unknown = classes[name]?.prototype; typeof target === 'object' && target !== null && target !== Object.prototype; target = Object.getPrototypeOf(target)) {
      const prototype = target;
      truth.watch(prototype, Object.fromEntries(Object.entries(methods).filter(([method]) => Object.hasOwn(prototype, method))), library, { direct: true });
    }
  };
  const about = (methods: Named, target: (args: readonly unknown[], self: unknown) => string | undefined): Record<string, Watched> => Object.fromEntries(Object.entries(methods).map(([name, operation]) => [name, (args, self) => {
    const known = target(args, self);
    return { operation, ...(known === undefined ? {} : { target: known }) };
  }]));
  const sql = ([first]: readonly unknown[]): string | undefined => {
    const text = typeof first === 'object' && first !== null && 'sql' in first ? first.sql : first;
    return typeof text === 'string' ? truth.operationOfSql(text) : undefined; // The library itself also hands over builders.
  };

  const manager = classes['SqlEntityManager'] === undefined ? 'EntityManager' : 'SqlEntityManager';
  watch(manager, { ...about(entities, ([first]) => nameOf(first)), ...session, execute: sql });
  watch(classes['SqlEntityRepository'] === undefined ? 'EntityRepository' : 'SqlEntityRepository', about(entities, (_args, self) => nameOf((self as { entityName: unknown }).entityName)));
  watch('Collection', about({ loadItems: 'read', load: 'read', init: 'read', loadCount: 'read', matching: 'read' }, (_args, self) => (self as { property: { type: string } }).property.type));
  watch('Reference', about({ load: 'read', loadOrFail: 'read', loadProperty: 'read' }, (_args, self) => (self as { unwrap(): object }).unwrap().constructor.name));
  watch('AbstractSqlConnection', { execute: sql, transactional: 'transaction', begin: 'transaction', commit: 'transaction', rollback: 'transaction' });
  watch('SqlSchemaGenerator', schema);
  watch('SchemaGenerator', schema);
  watch('Migrator', { up: 'schema', down: 'schema' });
  watch('Migration', { addSql: sql, execute: sql });
  watch('WrappedEntity', about({ init: 'read', populate: 'read' }, (_args, self) => (self as { entity: object }).entity.constructor.name));
  watchBuilder(truth, classes['QueryBuilder']?.prototype, manager in classes ? (classes[manager] as Class).prototype : undefined);
}

interface Builder { readonly type?: string; readonly mainAlias?: { readonly entityName: unknown } }

/** A builder may be run by `await` alone: then the place that counts is where it was made. */
function watchBuilder(truth: Truth, builder: object | undefined, manager: object | undefined): void {
  if (builder === undefined || manager === undefined) return;
  const row = (self: unknown): { operation: string; target?: string } => {
    const { type, mainAlias } = self as Builder;
    const target = nameOf(mainAlias?.entityName);
    return { operation: type === 'DELETE' || type === 'TRUNCATE' ? 'delete' : type === 'INSERT' || type === 'UPDATE' ? 'write' : 'read', ...(target === undefined ? {} : { target }) };
  };
  truth.watch(builder, Object.fromEntries(terminals.filter((name) => name in builder).map((name) => [name, (_args: readonly unknown[], self: unknown) => row(self)])), library, { direct: true });
  const { then } = builder as { then?: (this: unknown, ...args: unknown[]) => unknown };
  if (then === undefined) return;
  const made = new WeakMap<object, Frame | undefined>();
  for (const name of ['createQueryBuilder', 'qb']) {
    const create = Reflect.get(manager, name) as (this: unknown, ...args: unknown[]) => object;
    Object.assign(manager, { [name](this: unknown, ...args: unknown[]) {
      const site = truth.site({ direct: true });
      const result = Reflect.apply(create, this, args);
      if (site !== undefined) made.set(result, site);
      return result;
    } });
  }
  Object.assign(builder, { then(this: object, ...args: unknown[]) {
    const site = made.get(this);
    if (site !== undefined) truth.call({ library, ...row(this) }, site);
    return Reflect.apply(then, this, args);
  } });
}

/** A class, a schema, a name, an entity, or a list of these. */
function nameOf(value: unknown): string | undefined {
  if (typeof value === 'function') return value.name;
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return nameOf(value[0]);
  if (typeof value !== 'object' || value === null) return undefined;
  const { meta, constructor } = value as { meta?: { className: string }; constructor: { name: string } };
  return meta?.className ?? (constructor.name === 'Object' ? undefined : constructor.name);
}

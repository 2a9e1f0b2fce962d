import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Truth, Watched } from '../truth.ts';

interface Class { readonly prototype: object; readonly name: string }
type Named = Readonly<Record<string, string>>;

const statics: Named = {
  findAll: 'read', findOne: 'read', findByPk: 'read', findAndCountAll: 'read', count: 'read', sum: 'read', min: 'read', max: 'read', findOrBuild: 'read',
  create: 'write', bulkCreate: 'write', findOrCreate: 'write', update: 'write', upsert: 'write', increment: 'write', decrement: 'write', restore: 'write',
  destroy: 'delete', truncate: 'delete', sync: 'schema', drop: 'schema', describe: 'schema',
};
const rows: Named = { save: 'write', update: 'write', increment: 'write', decrement: 'write', restore: 'write', destroy: 'delete', reload: 'read' };
const mixins: Named = { get: 'read', count: 'read', hasSingle: 'read', hasAll: 'read', set: 'write', add: 'write', addMultiple: 'write', create: 'write', remove: 'write', removeMultiple: 'write' };
const tables: Named = {
  createTable: 'schema', dropTable: 'schema', addColumn: 'schema', removeColumn: 'schema', changeColumn: 'schema', addIndex: 'schema', removeIndex: 'schema', addConstraint: 'schema',
  bulkInsert: 'write', bulkUpdate: 'write', bulkDelete: 'delete',
};
/** sequelize-typescript's own names for the methods associations add. */
const byName: Named = { $get: 'read', $count: 'read', $has: 'read', $set: 'write', $add: 'write', $create: 'write' };

/** Watches what the backend's own code calls of Sequelize: models, rows, the methods associations give them, transactions, SQL, migrations. Before the backend is imported. */
export function watchSequelize(truth: Truth): void {
  const require = createRequire(join(truth.root, 'package.json'));
  const { Sequelize, Model, Transaction } = require('sequelize') as Readonly<Record<'Sequelize' | 'Model' | 'Transaction', Class>>;
  watchModel(truth, Model);
  const query = ([first]: readonly unknown[]): string => truth.operationOfSql(typeof first === 'string' ? first : (first as { query: string }).query);
  watch(truth, Sequelize.prototype, { query, transaction: 'transaction', sync: 'schema', drop: 'schema', truncate: 'delete' });
  watch(truth, Transaction.prototype, { commit: 'transaction', rollback: 'transaction' });
  const { QueryInterface } = require('sequelize/lib/dialects/abstract/query-interface') as { QueryInterface: Class };
  watch(truth, QueryInterface.prototype, Object.fromEntries(Object.entries(tables).map(([name, operation]) => [name, ([table]: readonly unknown[]) => ({ operation, target: String(table) })])));
  watchMixins(truth, require('sequelize/lib/associations/helpers') as Helpers);
}

/** The same for the models of sequelize-typescript, which wrap Sequelize's. After {@link watchSequelize}. */
export function watchSequelizeTypescript(truth: Truth): void {
  const { Model } = createRequire(join(truth.root, 'package.json'))('sequelize-typescript') as { Model: Class };
  watchModel(truth, Model);
  watch(truth, Model.prototype, byName);
  watch(truth, Model.prototype, { $remove: ([property], self) => (isManyToMany(self, String(property)) ? 'delete' : 'write') });
}

function watchModel(truth: Truth, model: Class): void {
  watch(truth, model, Object.fromEntries(Object.entries(statics).map(([name, operation]) => [name, (_args: readonly unknown[], self: unknown) => ({ operation, target: (self as Class).name })])));
  watch(truth, model.prototype, Object.fromEntries(Object.entries(rows).map(([name, operation]) => [name, (_args: readonly unknown[], self: unknown) => ({ operation, target: (self as object).constructor.name })])));
}

interface Association { readonly associationType: string; readonly target: Class; readonly accessors: Readonly<Record<string, string>> }
interface Helpers { mixinMethods: (association: Association, prototype: object, methods: readonly string[], aliases?: Named) => void }

/** Associations put `getOrders`, `addOrder` and so on onto the prototype of a model. */
function watchMixins(truth: Truth, helpers: Helpers): void {
  const { mixinMethods } = helpers;
  helpers.mixinMethods = (association, prototype, methods, aliases) => {
    mixinMethods(association, prototype, methods, aliases);
    for (const method of methods) {
      const operation = method.startsWith('remove') && association.associationType === 'BelongsToMany' ? 'delete' : mixins[method];
      const name = association.accessors[method];
      if (operation !== undefined && name !== undefined) watch(truth, prototype, { [name]: () => ({ operation, target: association.target.name }) });
    }
  };
}

function isManyToMany(self: unknown, property: string): boolean {
  const { associations } = (self as { constructor: { associations: Record<string, Association> } }).constructor;
  return associations[property]?.associationType === 'BelongsToMany';
}

function watch(truth: Truth, target: object, methods: Readonly<Record<string, Watched>>): void {
  truth.watch(target, methods, 'sequelize', { direct: true });
}

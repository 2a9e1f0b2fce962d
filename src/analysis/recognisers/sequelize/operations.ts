import type { DataOperation } from '../../facts.ts';

type Operations = ReadonlyMap<string, DataOperation>;

const named = (operation: DataOperation, names: string): [string, DataOperation][] => names.split(' ').map((name) => [name, operation]);

/** Static methods of models; `build` and `bulkBuild` only make objects. */
export const ofModels: Operations = new Map([
  ...named('read', 'findAll findOne findByPk findById findAndCountAll findAndCount findOrBuild count sum min max aggregate'),
  ...named('write', 'create bulkCreate findOrCreate findCreateFind update upsert increment decrement restore'),
  ...named('delete', 'destroy truncate'),
  ...named('schema', 'sync drop describe'),
]);

export const ofRows: Operations = new Map([...named('read', 'reload'), ...named('write', 'save update increment decrement restore'), ...named('delete', 'destroy')]);

/** sequelize-typescript: the association is named in the first argument. */
export const byName: Operations = new Map([...named('read', '$get $count $has'), ...named('write', '$set $add $create $remove')]);

export const ofSequelize: Operations = new Map([
  ...named('schema', 'sync drop createSchema dropSchema dropAllSchemas showAllSchemas'),
  ...named('delete', 'truncate'),
]);

export const ofQueryInterface: Operations = new Map([
  ...named('write', 'bulkInsert bulkUpdate insert update upsert increment'),
  ...named('delete', 'bulkDelete delete'),
  ...named('read', 'select rawSelect'),
  ...named('schema', 'createDatabase dropDatabase createSchema dropSchema dropAllSchemas showAllSchemas createTable dropTable dropAllTables renameTable showAllTables describeTable tableExists'),
  ...named('schema', 'addColumn removeColumn changeColumn renameColumn addIndex removeIndex showIndex addConstraint removeConstraint showConstraint dropAllEnums createFunction dropFunction renameFunction'),
  ...named('schema', 'createTrigger dropTrigger renameTrigger getForeignKeysForTables getForeignKeyReferencesForTable'),
]);

/** Canonical paths of MikroORM: every driver package offers the same names as the core. */
export const library = '@mikro-orm/core';
export const orm = `${library}.MikroORM!`;
export const manager = `${library}.EntityManager!`;
export const repository = `${library}.EntityRepository!`;
export const builder = `${library}.QueryBuilder!`;
export const connection = `${library}.Connection!`;
export const collection = `${library}.Collection!`;
export const reference = `${library}.Reference!`;
export const migration = `${library}.Migration!`;
export const schema = `${library}.SchemaGenerator!`;
export const migrator = `${library}.Migrator!`;

export const packages = /^@mikro-orm\/(?:core|sql|knex|postgresql|mysql|mariadb|sqlite|better-sqlite|libsql|mssql|oracledb|mongodb|migrations|migrations-mongodb)(?:\/|$)/;

const one = ['findOne', 'findOneOrFail', 'create', 'getReference', 'upsert', 'merge', 'map', 'refresh', 'refreshOrFail'];
const many = ['find()', 'findAll()', 'upsertMany()', 'findAndCount().[]', 'findByCursor()'];

export const aliases: Readonly<Record<string, string>> = {
  ...to(orm, ['init()', 'initSync()'].map((step) => `${library}.MikroORM.${step}`)),
  ...to(manager, [
    `${library}.SqlEntityManager!`, `${library}.MongoEntityManager!`, `${orm}.em`, `${repository}.em`, `${repository}.getEntityManager()`, `${library}.RequestContext.getEntityManager()`,
    ...['fork()', 'getContext()', 'persist()', 'remove()', 'clear()', 'transactional(0:0)'].map((step) => `${manager}.${step}`),
  ]),
  ...to(repository, [`${library}.SqlEntityRepository!`, `${library}.MongoEntityRepository!`, `${manager}.getRepository()`, `${manager}.repo()`]),
  ...to(builder, [manager, repository].flatMap((owner) => [`${owner}.createQueryBuilder()`, `${owner}.qb()`])),
  ...to(connection, [`${library}.AbstractSqlConnection!`, `${manager}.getConnection()`, `${manager}.getDriver()`, `${manager}.getDriver().getConnection()`, `${orm}.driver`, `${orm}.getConnection()`]),
  ...to(reference, [`${library}.Ref!`, `${library}.ScalarReference!`, `${library}.LoadedReference!`]),
  ...to(collection, [`${library}.LoadedCollection!`, `${collection}.matching()`]),
  ...to(schema, [`${orm}.schema`, `${orm}.getSchemaGenerator()`]),
  ...to(migrator, [`${orm}.migrator`, `${orm}.getMigrator()`]),
  // Builders of other libraries over the same connection.
  ...to('knex.Knex!', [`${manager}.getKnex()`, `${repository}.getKnex()`, `${connection}.getKnex()`]),
  ...to('kysely.Kysely!', [`${manager}.getKysely()`, `${repository}.getKysely()`]),
};

/** What entity managers and repositories hand out. */
export const entities: readonly string[] = [manager, repository].flatMap((owner) => [
  ...one.map((method) => `${owner}.${method}()`), ...many.flatMap((list) => [`${owner}.${list}[]`, `${owner}.${list}.[]`]),
]);

function to(path: string, others: readonly string[]): Record<string, string> {
  return Object.fromEntries(others.map((other) => [other, path]));
}

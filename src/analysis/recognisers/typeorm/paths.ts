/** Canonical paths of TypeORM. */
export const source = 'typeorm.DataSource!';
export const manager = 'typeorm.EntityManager!';
export const mongoManager = 'typeorm.MongoEntityManager!';
export const repository = 'typeorm.Repository!';
export const mongoRepository = 'typeorm.MongoRepository!';
export const runner = 'typeorm.QueryRunner!';
export const builder = 'typeorm.SelectQueryBuilder!';
export const relation = '.relation()';
/** Active record: the class, and one row of it. */
export const model = 'typeorm.BaseEntity';
export const entity = 'typeorm.BaseEntity!';

const sources = ['typeorm.getConnection()', 'typeorm.createConnection()', 'typeorm.Connection!', 'typeorm.getConnectionManager().get()', `${source}.initialize()`, `${source}.connect()`];
const repositories = ['typeorm.TreeRepository!', 'typeorm.AbstractRepository!.repository', 'typeorm.getCustomRepository()'];
const builders = ['typeorm.QueryBuilder!', 'typeorm.InsertQueryBuilder!', 'typeorm.UpdateQueryBuilder!', 'typeorm.DeleteQueryBuilder!', 'typeorm.SoftDeleteQueryBuilder!'];
const one = ['findOne', 'findOneBy', 'findOneOrFail', 'findOneByOrFail', 'findOneById', 'create', 'save', 'merge', 'preload'];
const many = ['find()', 'findBy()', 'findByIds()', 'create()', 'save()', 'findAndCount().[]', 'findAndCountBy().[]'];

export const aliases: Readonly<Record<string, string>> = {
  ...to(source, sources), ...to(repository, repositories), ...to(builder, builders),
  ...owned(manager, 'manager'),
  ...to(manager, ['typeorm.getManager()', `${source}.createEntityManager()`, `${repository}.manager`, 'typeorm.AbstractRepository!.manager']),
  [`${source}.mongoManager`]: mongoManager, 'typeorm.getMongoManager()': mongoManager, [`${mongoRepository}.manager`]: mongoManager,
  ...owned(runner, 'queryRunner'), [`${source}.createQueryRunner()`]: runner,
  ...to(source, [manager, runner, repository].flatMap((owner) => [`${owner}.connection`, `${owner}.dataSource`])),
  ...to(manager, [source, manager].flatMap((owner) => [`${owner}.transaction(0:0)`, `${owner}.transaction(1:0)`])),
  ...to(repository, [source, manager, 'typeorm', model].flatMap((owner) => ['getRepository', 'getTreeRepository', 'getCustomRepository', 'withRepository'].map((method) => `${owner}.${method}()`))),
  ...to(mongoRepository, [source, manager, mongoManager, 'typeorm'].map((owner) => `${owner}.getMongoRepository()`)),
  [`${repository}.extend()`]: repository,
  // `this` in the methods given to `extend`
  [`${repository}.extend(0:this)`]: repository,
  ...to(builder, [source, manager, runner, repository, model, 'typeorm', 'typeorm.AbstractRepository!'].map((owner) => `${owner}.createQueryBuilder()`)),
  ...to(builder, [repository, 'typeorm.TreeRepository!'].flatMap((owner) => [`${owner}.createDescendantsQueryBuilder()`, `${owner}.createAncestorsQueryBuilder()`])),
};

/** What repositories and entity managers hand out. */
export const entities: readonly string[] = [repository, manager].flatMap((owner) => [
  ...one.map((method) => `${owner}.${method}()`), ...many.flatMap((list) => [`${owner}.${list}[]`, `${owner}.${list}.[]`]),
]);

/** What static methods of an active record hand out. */
export const instances: Readonly<Record<string, string>> = to(entity, [
  ...one.map((method) => `${model}.${method}()`), ...many.flatMap((list) => [`${model}.${list}[]`, `${model}.${list}.[]`]),
]);

function to(path: string, others: readonly string[]): Record<string, string> {
  return Object.fromEntries(others.map((other) => [other, path]));
}

/** `dataSource.manager`, `repository.manager`, … */
function owned(path: string, name: string): Record<string, string> {
  return to(path, [source, manager, repository, runner].map((owner) => `${owner}.${name}`));
}

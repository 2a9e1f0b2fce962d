import type { DataOperation } from '../../facts.ts';

type Operations = ReadonlyMap<string, DataOperation>;

const named = (operation: DataOperation, names: string): [string, DataOperation][] => names.split(' ').map((name) => [name, operation]);

/** What methods of repositories, entity managers and active records do; `create`, `merge`, `hasId` and the like only build objects. */
export const operations: Operations = new Map([
  ...named('read', 'find findBy findOne findOneBy findOneOrFail findOneByOrFail findAndCount findAndCountBy findByIds findOneById count countBy exist existBy exists existsBy sum average minimum maximum preload reload'),
  ...named('read', 'findTrees findRoots findDescendants findDescendantsTree countDescendants findAncestors findAncestorsTree countAncestors'),
  ...named('write', 'save insert update updateAll upsert increment decrement restore recover'),
  ...named('delete', 'delete deleteAll remove softDelete softRemove clear'),
]);

/** What only `MongoRepository` and `MongoEntityManager` have. */
export const mongoOperations: Operations = new Map([
  ...operations,
  ...named('read', 'aggregate aggregateEntity countDocuments createCursor createEntityCursor distinct watch'),
  ...named('write', 'bulkWrite insertMany insertOne updateMany updateOne replaceOne findOneAndReplace findOneAndUpdate'),
  ...named('delete', 'deleteMany deleteOne findOneAndDelete'),
  ...named('schema', 'createCollectionIndex createCollectionIndexes dropCollectionIndex dropCollectionIndexes rename collectionIndexes collectionIndexExists listCollectionIndexes'),
]);

/** Where a query builder runs; `execute` does what the chain says. */
export const terminals: ReadonlyMap<string, DataOperation | undefined> = new Map<string, DataOperation | undefined>([
  ...named('read', 'getOne getOneOrFail getMany getManyAndCount getRawOne getRawMany getRawAndEntities getCount getExists stream'),
  ['execute', undefined],
]);

/** Where a relation builder runs (`.relation(Order, 'lines').of(order).add(line)`). */
export const relationTerminals: Operations = new Map([...named('read', 'loadOne loadMany'), ...named('write', 'add set addAndRemove'), ...named('delete', 'remove')]);

export const sourceOperations: Operations = new Map(named('schema', 'synchronize runMigrations undoLastMigration dropDatabase'));

/** Changes and questions about tables on a query runner. */
export const runnerSchemaMethod = /^(?:create|drop|add|change|rename|clear|has|get|updatePrimaryKeys)(?:Database|Schema|View|Table|Column|Columns|PrimaryKey|PrimaryKeys|UniqueConstraint|CheckConstraint|ExclusionConstraint|ForeignKey|ForeignKeys|Index|Indices|TableComment)?s?$/;

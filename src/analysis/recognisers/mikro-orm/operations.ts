import type { DataOperation } from '../../facts.ts';

type Operations = ReadonlyMap<string, DataOperation>;

const named = (operation: DataOperation, names: string): [string, DataOperation][] => names.split(' ').map((name) => [name, operation]);

/** Methods of entity managers and repositories; `create`, `assign`, `persist`, `remove`, `map` only prepare what `flush` sends. */
export const ofEntities: Operations = new Map([
  ...named('read', 'find findAll findOne findOneOrFail findAndCount findByCursor count countBy stream populate refresh refreshOrFail lock'),
  ...named('write', 'insert insertMany nativeInsert nativeInsertMany nativeUpdate upsert upsertMany persistAndFlush'),
  ...named('delete', 'nativeDelete removeAndFlush'),
  ['aggregate', 'read'],
]);

export const ofManagers: Operations = new Map([...named('write', 'flush tryFlush'), ...named('transaction', 'transactional begin commit rollback'), ['callRoutine', 'raw']]);

/** A repository gives its entity; what it takes first is a condition or an object. */
export const ofCollections: Operations = new Map(named('read', 'load loadItems loadCount init matching'));
export const ofReferences: Operations = new Map(named('read', 'load loadOrFail loadProperty'));

export const ofSchema: Operations = new Map(named('schema', 'create update drop refresh clear execute createSchema updateSchema dropSchema refreshDatabase clearDatabase ensureDatabase createDatabase dropDatabase ensureIndexes createIndexes dropIndexes'));
export const ofMigrator: Operations = new Map(named('schema', 'up down'));

/** Where a query builder runs. */
export const terminals = new Set(['execute', 'run', 'get', 'all', 'getResult', 'getResultList', 'getSingleResult', 'getResultAndCount', 'getCount', 'stream']);
/** What a builder that is only awaited ends in may be anything but these, which give text. */
export const ends = new Set(['getQuery', 'getFormattedQuery', 'getParams', 'toQuery', 'toRaw', 'getKnexQuery', 'getNativeQuery', 'getKnex', 'as', 'then', 'catch', 'finally', 'raw', 'ref']);

export const verbs: Operations = new Map([...named('write', 'insert update insertFrom'), ...named('delete', 'delete truncate')]);

import type { Truth, Watched } from '../truth.ts';

interface Class { readonly prototype: object }
export interface MongoClasses {
  readonly Collection: Class;
  readonly Db: Class;
  readonly MongoClient: Class;
  readonly ClientSession: Class;
  readonly OrderedBulkOperation: Class;
  readonly GridFSBucket: Class;
}

const collection: Readonly<Record<string, string>> = {
  find: 'read', findOne: 'read', distinct: 'read', countDocuments: 'read', estimatedDocumentCount: 'read', watch: 'read', listIndexes: 'read',
  insertOne: 'write', insertMany: 'write', updateOne: 'write', updateMany: 'write', replaceOne: 'write', findOneAndUpdate: 'write', findOneAndReplace: 'write', bulkWrite: 'write',
  deleteOne: 'delete', deleteMany: 'delete', findOneAndDelete: 'delete', createIndex: 'schema', createIndexes: 'schema', dropIndex: 'schema', drop: 'schema',
};

/** Watches MongoDB's driver where the backend's own code calls it. A cursor counts where it is made. */
export function watchMongodb(truth: Truth, mongodb: MongoClasses, { sessions = true } = {}): void {
  const direct = { direct: true } as const;
  watchCollection(truth, mongodb.Collection);
  const first = (operation: string): Watched => ([name]) => ({ operation, target: String(name) });
  truth.watch(mongodb.Db.prototype, {
    command: 'raw', listCollections: 'read', createCollection: first('schema'), dropCollection: first('schema'), dropDatabase: 'schema',
  }, 'mongodb', direct);
  truth.watch(mongodb.MongoClient.prototype, { bulkWrite: 'write' }, 'mongodb', direct);
  truth.watch(Object.getPrototypeOf(mongodb.OrderedBulkOperation.prototype) as object, {
    execute: (_args, self) => ({ operation: 'write', target: (self as { collection: { collectionName: string } }).collection.collectionName }),
  }, 'mongodb', direct);
  const bucket = (operation: string): Watched => (_args, self) => ({ operation, target: (self as { s: { options: { bucketName: string } } }).s.options.bucketName });
  truth.watch(mongodb.GridFSBucket.prototype, { openUploadStream: bucket('write'), openDownloadStream: bucket('read'), find: bucket('read'), delete: bucket('delete'), rename: bucket('write') }, 'mongodb', direct);
  if (sessions) watchMongoSessions(truth, mongodb, 'mongodb');
}

export function watchCollection(truth: Truth, { prototype }: Class): void {
  const named = (operation: string): Watched => (_args, self) => ({ operation, target: (self as { collectionName: string }).collectionName });
  truth.watch(prototype, {
    ...Object.fromEntries(Object.entries(collection).filter(([name]) => name in prototype).map(([name, operation]) => [name, named(operation)])),
    aggregate: ([pipeline], self) => ({
      operation: (pipeline as object[]).some((stage) => '$out' in stage || '$merge' in stage) ? 'write' : 'read', target: (self as { collectionName: string }).collectionName,
    }),
  }, 'mongodb', { direct: true });
}

export function watchMongoSessions(truth: Truth, mongodb: MongoClasses, library: string): void {
  truth.watch(mongodb.ClientSession.prototype, { withTransaction: 'transaction', startTransaction: 'transaction', commitTransaction: 'transaction', abortTransaction: 'transaction' }, library, { direct: true });
}

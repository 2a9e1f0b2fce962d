import type { DataOperation } from '../../facts.ts';
import { emitDataCall, operationsOf } from '../data-call.ts';
import { knownText } from '../known-text.ts';
import { storesResult } from '../mongo-pipeline.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';

const client = 'mongodb.MongoClient!';
const db = 'mongodb.Db!';
const collection = 'mongodb.Db!.collection()';
const session = 'mongodb.ClientSession!';
const bulk = 'mongodb.BulkOperation!';
const bucket = 'mongodb.GridFSBucket!';

const operations: Readonly<Record<string, ReadonlyMap<string, DataOperation>>> = {
  [collection]: operationsOf({
    read: 'find findOne aggregate distinct count countDocuments estimatedDocumentCount watch mapReduce indexes listIndexes indexExists indexInformation listSearchIndexes',
    write: 'insertOne insertMany updateOne updateMany replaceOne findOneAndUpdate findOneAndReplace findAndModify bulkWrite insert update save',
    delete: 'deleteOne deleteMany findOneAndDelete remove',
    schema: 'createIndex createIndexes ensureIndex dropIndex dropIndexes createSearchIndex createSearchIndexes updateSearchIndex dropSearchIndex drop rename',
  }),
  [db]: operationsOf({
    read: 'aggregate listCollections collections watch indexInformation stats', schema: 'createCollection createIndex dropCollection dropDatabase renameCollection', raw: 'command runCursorCommand',
  }),
  [client]: operationsOf({ read: 'watch', write: 'bulkWrite' }),
  [session]: operationsOf({ transaction: 'withTransaction startTransaction commitTransaction abortTransaction' }),
  [bulk]: operationsOf({ write: 'execute' }),
  [bucket]: operationsOf({
    read: 'find openDownloadStream openDownloadStreamByName', write: 'openUploadStream openUploadStreamWithId rename', delete: 'delete', schema: 'drop',
  }),
  [`${db}.admin()`]: operationsOf({ read: 'listDatabases serverStatus', raw: 'command' }),
};

/** MongoDB's own driver: collections wherever they are held, sessions, bulk operations, GridFS. A cursor is one row, where it is made. */
export const recogniser: Recogniser = {
  name: 'mongodb',
  modules: ['mongodb'],
  aliases: {
    'mongodb.MongoClient.connect()': client, [`${client}.connect()`]: client, 'mongodb.MongoClient.connect(1:1)': client, 'mongodb.MongoClient.connect(2:1)': client, 'fastify().mongo.client': client,
    'mongoose.mongo.MongoClient': 'mongodb.MongoClient', 'mongoose.mongo.GridFSBucket': 'mongodb.GridFSBucket', 'mongoose.mongo.Db!': db, 'mongoose.mongo.Collection!': collection,
    [`${client}.db()`]: db, 'fastify().mongo.db': db,
    'mongodb.Collection!': collection,
    [`${client}.startSession()`]: session, [`${client}.withSession(0:0)`]: session, [`${client}.withSession(1:0)`]: session, [`${session}.withTransaction(0:0)`]: session,
    [`${collection}.initializeOrderedBulkOp()`]: bulk, [`${collection}.initializeUnorderedBulkOp()`]: bulk, 'mongodb.OrderedBulkOperation!': bulk, 'mongodb.UnorderedBulkOperation!': bulk,
  },
  onCall(call, link) {
    if (call.path === 'mongodb.MongoClient' || call.path === 'mongodb.MongoClient.connect') onClient(call, link);
    else if (call.receiver === client && call.method === 'close') link.emit({ kind: 'close', ...call.base, library: 'mongodb', method: 'close' });
    else onOperation(call, link);
  },
};

function onClient(call: ExternalCall, link: LinkContext): void {
  const inClass = link.linker.model(call.file).classes[call.cls]?.name;
  link.emit({ kind: 'client', ...call.base, library: 'mongodb', what: 'MongoClient', ...(inClass === undefined ? {} : { inClass }) });
}

function onOperation(call: ExternalCall, link: LinkContext): void {
  const { on } = call;
  const said = operations[call.receiver]?.get(call.method);
  if (on === undefined || said === undefined) return;
  const operation = call.method === 'aggregate' && storesResult(call.args[0]) ? 'write' : said;
  emitDataCall(call, link, operation, { library: 'mongodb', store: 'document', target: targetOf(call, on, link), on });
}

function targetOf(call: ExternalCall, on: ExternalOrigin, link: LinkContext): string | undefined {
  switch (call.receiver) {
    case collection: return knownText(link.argumentsOf(on)[0], link);
    case bulk: return on.from?.from?.path === collection ? knownText(link.argumentsOf(on.from.from)[0], link) : undefined;
    case bucket: return bucketName(link.argumentsOf(on)[1], link);
    case db: return /ollection$|^createIndex$/.test(call.method) ? knownText(call.args[0], link) : undefined;
    default: return undefined;
  }
}

/** `fs` where the options name none; unknown where they cannot be read. */
function bucketName(options: Argument | undefined, link: LinkContext): string | undefined {
  if (options === undefined) return 'fs';
  const named = options.prop('bucketName');
  if (named !== undefined) return knownText(named, link);
  return options.entries()?.open === false ? 'fs' : undefined;
}

import type { DataOperation } from '../../facts.ts';
import { dataCallOf, emitDataCall, operationsOf } from '../data-call.ts';
import { storesResult } from '../mongo-pipeline.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { adoptMembers } from './members.ts';
import { adoptLoadedClasses, emitSchemaRows, isQueryHook, noteSchemas, rememberSchemaRow } from './schemas.ts';
import { targetOf, targetThrough } from './target.ts';
import { aliases, builderOf, connection, document, isModel, modelOf, modules, session } from './words.ts';

const store = { library: 'mongoose', store: 'document' } as const;

const statics = operationsOf({
  read: 'find findOne findById findAndCount exists countDocuments estimatedDocumentCount count distinct aggregate watch populate mapReduce listIndexes diffIndexes listSearchIndexes',
  write: 'create insertMany insertOne update updateOne updateMany replaceOne findOneAndUpdate findByIdAndUpdate findOneAndReplace bulkWrite bulkSave',
  delete: 'deleteOne deleteMany findOneAndDelete findByIdAndDelete findOneAndRemove findByIdAndRemove remove',
  schema: 'syncIndexes createIndexes ensureIndexes cleanIndexes createCollection createSearchIndex createSearchIndexes dropSearchIndex updateSearchIndex',
});
const onDocuments = operationsOf({ write: 'save updateOne replaceOne update', delete: 'deleteOne remove delete', read: 'populate execPopulate' });
const onConnections = operationsOf({
  transaction: 'transaction', write: 'bulkWrite', read: 'aggregate listCollections watch', schema: 'dropDatabase dropCollection createCollection createCollections syncIndexes',
});
/** Methods that are gone since a major version: with a newer Mongoose they are the project's own statics. */
const goneSince: Readonly<Record<string, number>> = { update: 7, remove: 7, mapReduce: 7, count: 8, findOneAndRemove: 8, findByIdAndRemove: 8 };

/** Static methods that a plugin adds, with the package that brings it: without it they are the project's own. */
const plugins: Readonly<Record<string, readonly [operation: DataOperation, ...packages: readonly string[]]>> = {
  paginate: ['read', 'mongoose-paginate-v2', 'mongoose-paginate'], aggregatePaginate: ['read', 'mongoose-aggregate-paginate-v2'], findOrCreate: ['write', 'mongoose-findorcreate'],
  delete: ['delete', 'mongoose-delete'], deleteById: ['delete', 'mongoose-delete'], restore: ['write', 'mongoose-delete', 'soft-delete-plugin-mongoose'],
  softDelete: ['delete', 'soft-delete-plugin-mongoose'], findDeleted: ['read', 'mongoose-delete', 'soft-delete-plugin-mongoose'], findWithDeleted: ['read', 'mongoose-delete'],
};

/** Mongoose models and documents, schemas with methods and statics, injected models (Nest) and typegoose. A query chain is one row, where it starts. */
export const recogniser: Recogniser = {
  name: 'mongoose',
  modules,
  aliases,
  extended: ['mongoose'],
  adopt(linker, files) {
    adoptLoadedClasses(linker, files);
    adoptMembers(linker, files);
  },
  onCall(call, link) {
    noteSchemas(call, link);
    if (call.path === 'mongoose.connect' || call.path === 'mongoose.createConnection') link.emit({ kind: 'client', ...call.base, library: 'mongoose', what: call.method });
    else if (call.path === 'mongoose.disconnect' || call.path === `${connection}.close` || call.path === `${connection}.destroy`) link.emit({ kind: 'close', ...call.base, library: 'mongoose', method: call.method });
    else if (call.receiver === session) onSession(call, link);
    else if (call.receiver === connection || call.receiver === 'mongoose') onConnection(call, link);
    else onModel(call, link);
  },
  finish: emitSchemaRows,
};

function onSession(call: ExternalCall, link: LinkContext): void {
  if (['startTransaction', 'commitTransaction', 'abortTransaction', 'withTransaction'].includes(call.method)) emitDataCall(call, link, 'transaction', store);
}

function onConnection(call: ExternalCall, link: LinkContext): void {
  const operation = call.receiver === connection || call.method === 'syncIndexes' ? onConnections.get(call.method) : undefined;
  if (operation !== undefined) emitDataCall(call, link, operation, { ...store, target: operation === 'schema' ? call.args[0]?.string() : undefined });
}

function onModel(call: ExternalCall, link: LinkContext): void {
  const on = call.on;
  if (on === undefined) return;
  const operation = operationOf(call, on, link);
  if (operation === undefined) return;
  const owner = modelOf(on) ?? builderOf(on) ?? on;
  const row = dataCallOf(call, operation, { ...store, target: owner === on ? targetOf(on, link) : targetThrough(on, owner, link), on: owner });
  if (!rememberSchemaRow(row, owner, link)) link.emit(row);
}

function operationOf(call: ExternalCall, on: ExternalOrigin, link: LinkContext): DataOperation | undefined {
  const { method } = call;
  if (isModel(on)) {
    // Inside a class that extends the model, `this` is a document as well.
    if (method === 'save' && on.via !== undefined) return 'write';
    if (method === 'aggregate' && storesResult(call.args[0])) return 'write';
    const plugin = plugins[method];
    if (plugin === undefined) return isGone(method, call.file, link) ? undefined : statics.get(method);
    return plugin.slice(1).some((name) => link.dependencyRange(call.file, name) !== undefined) ? plugin[0] : undefined;
  }
  if (builderOf(on) !== undefined) return method === 'populate' ? undefined : statics.get(method);
  if (on.path === document ? isQueryHook(on, link) : modelOf(on) === undefined) return undefined;
  // On a query `populate` is a step of the chain, on a document it reads.
  if (method === 'populate' && isQuery(on)) return undefined;
  return onDocuments.get(method);
}

function isGone(method: string, file: string, link: LinkContext): boolean {
  const since = goneSince[method];
  const major = since === undefined ? undefined : /\d+/.exec(link.dependencyRange(file, 'mongoose') ?? '')?.[0];
  return since !== undefined && major !== undefined && Number(major) >= since;
}

/** The value of a query call that nothing has awaited or executed. */
function isQuery(on: ExternalOrigin): boolean {
  return on.awaited !== true && /\(\)$/.test(on.path) && !/\.(?:create|hydrate|exec|save|insertOne)\(\)$/.test(on.path);
}

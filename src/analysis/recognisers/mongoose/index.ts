import type { DataOperation } from '../../facts.ts';
import { emitDataCall } from '../data-call.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';

const model = 'mongoose.model()';
const session = 'mongoose.startSession()';
const statics: ReadonlyMap<string, DataOperation> = new Map([
  ...['find', 'findOne', 'findById', 'exists', 'countDocuments', 'estimatedDocumentCount', 'count', 'distinct', 'aggregate', 'watch'].map((m) => [m, 'read'] as const),
  ...['create', 'insertMany', 'insertOne', 'updateOne', 'updateMany', 'replaceOne', 'findOneAndUpdate', 'findByIdAndUpdate', 'findOneAndReplace', 'bulkWrite', 'bulkSave'].map((m) => [m, 'write'] as const),
  ...['deleteOne', 'deleteMany', 'findOneAndDelete', 'findByIdAndDelete', 'findOneAndRemove', 'findByIdAndRemove', 'remove'].map((m) => [m, 'delete'] as const),
  ...['syncIndexes', 'createIndexes', 'createCollection'].map((m) => [m, 'schema'] as const),
]);
const onDocuments: ReadonlyMap<string, DataOperation> = new Map([['save', 'write'], ['updateOne', 'write'], ['deleteOne', 'delete'], ['remove', 'delete']]);

/** Mongoose models and documents, injected models (Nest) and typegoose. A query chain is one row, where it starts. */
export const recogniser: Recogniser = {
  name: 'mongoose',
  modules: ['mongoose', '@typegoose/typegoose'],
  aliases: {
    'mongoose.Model!': model, 'mongoose.Model': model, 'mongoose.connection.model()': model, 'mongoose.createConnection().model()': model, 'mongoose.Connection!.model()': model,
    '@typegoose/typegoose.getModelForClass()': model, '@typegoose/typegoose.ReturnModelType!': model, 'mongoose.Mongoose!.model()': model, 'mongoose.PaginateModel!': model,
    'mongoose.connection.startSession()': session, 'mongoose.Connection!.startSession()': session, 'mongoose.ClientSession!': session,
    'mongoose.createConnection()': 'mongoose.Connection!', 'mongoose.connection': 'mongoose.Connection!',
  },
  onCall(call, link) {
    if (call.path === 'mongoose.connect' || call.path === 'mongoose.createConnection') link.emit({ kind: 'client', ...call.base, library: 'mongoose', what: call.method });
    else if (call.path === 'mongoose.disconnect' || call.path === 'mongoose.Connection!.close') link.emit({ kind: 'close', ...call.base, library: 'mongoose', method: call.method });
    else if (call.receiver === session) onSession(call, link);
    else if (call.path === 'mongoose.Connection!.transaction') emit(call, 'transaction', undefined, link);
    else onModel(call, link);
  },
};

function onSession(call: ExternalCall, link: LinkContext): void {
  if (['startTransaction', 'commitTransaction', 'abortTransaction', 'withTransaction'].includes(call.method)) emit(call, 'transaction', undefined, link);
}

function onModel(call: ExternalCall, link: LinkContext): void {
  const on = call.on;
  if (on === undefined) return;
  if (isModel(on)) {
    const operation = statics.get(call.method);
    if (operation !== undefined) emit(call, operation, on, link);
    return;
  }
  const operation = onDocuments.get(call.method);
  const root = operation === undefined ? undefined : documentModel(on);
  if (operation !== undefined && root !== undefined) emit(call, operation, root, link);
}

function isModel(origin: ExternalOrigin): boolean {
  return origin.path === model || /^mongoose\.models\.\w+$/.test(origin.path);
}

/** A document is `new Model()` or what an awaited query or `create` gave. */
function documentModel(origin: ExternalOrigin): ExternalOrigin | undefined {
  if (origin.path === `${model}!` && origin.from !== undefined) return origin.from;
  if (origin.path === 'mongoose.Document!' || origin.path === 'mongoose.HydratedDocument!') return origin;
  for (let step: ExternalOrigin | undefined = origin; step !== undefined; step = step.from) {
    if (!isModel(step)) continue;
    const rest = origin.path.slice(step.path.length);
    return /^\.(?:findOne|findById|create|findOneAndUpdate|findByIdAndUpdate)\(\)(?:\.\w+\(\))*$/.test(rest) ? step : undefined;
  }
  return undefined;
}

function emit(call: ExternalCall, operation: DataOperation, on: ExternalOrigin | undefined, link: LinkContext): void {
  emitDataCall(call, link, operation, { library: 'mongoose', store: 'document', target: on === undefined ? undefined : targetOf(on, link), on });
}

function targetOf(on: ExternalOrigin, link: LinkContext): string | undefined {
  const named = /^mongoose\.models\.(\w+)$/.exec(on.path)?.[1];
  if (named !== undefined) return named;
  if (on.via !== undefined) return link.linker.model(on.via.file).classes[on.via.cls]?.name;
  const first = link.argumentsOf(on)[0];
  const text = first?.string();
  if (text !== undefined) return text;
  for (const origin of first?.origins() ?? []) if (origin.is === 'cls') return link.nameOf(origin);
  const typed = link.typeArgumentNames(on)[0];
  return typed === undefined || typed === '' ? undefined : typed.replace(/(?:Document|Doc)$/, '');
}

import type { Frame } from '../frames.ts';
import type { Truth } from '../truth.ts';
import { watchCollection, watchMongoSessions, watchMongodb, type MongoClasses } from './mongodb.ts';

interface Class { readonly prototype: object }
/** What of Mongoose is watched: of the copy the backend loads. */
export interface Mongoose {
  readonly Model: Class;
  readonly Document: Class;
  readonly Query: Class;
  readonly Aggregate: Class;
  readonly Connection: Class;
  /** Mongoose's own wrapper of the driver's collection. */
  readonly Collection: Class;
  readonly mongo: MongoClasses;
  readonly models: Readonly<Record<string, object>>;
}

const queries = ['find', 'findOne', 'findById', 'exists', 'countDocuments', 'estimatedDocumentCount', 'distinct', 'where', 'updateOne', 'updateMany', 'replaceOne', 'findOneAndUpdate',
  'findByIdAndUpdate', 'findOneAndReplace', 'deleteOne', 'deleteMany', 'findOneAndDelete', 'findByIdAndDelete'];
const immediate: Readonly<Record<string, string>> = {
  create: 'write', insertMany: 'write', bulkWrite: 'write', bulkSave: 'write', populate: 'read', syncIndexes: 'schema', createIndexes: 'schema', createCollection: 'schema',
};

/**
 * Watches Mongoose: a query counts where the backend's code made it, once it is executed or opened as a cursor, as what it is by then;
 * the same for aggregations. What needs no query counts where it is called.
 */
export function watchMongoose(truth: Truth, mongoose: Mongoose): void {
  const made = new WeakMap<object, Frame>();
  const remember = (target: object, names: readonly string[]): void => {
    for (const name of names) {
      around(target, name, (result, at) => { if (at !== undefined && typeof result === 'object' && result !== null && !made.has(result)) made.set(result, at); }, () => truth.site({ direct: true }));
    }
  };
  remember(mongoose.Model, [...queries, 'aggregate']);
  remember(mongoose.Model.prototype, ['updateOne', 'deleteOne', 'replaceOne']);
  const executed = (operation: (self: object) => string, target: (self: object) => string | undefined) => (_args: readonly unknown[], self: unknown): undefined => {
    const at = made.get(self as object);
    if (at === undefined) return undefined;
    made.delete(self as object);
    const name = target(self as object);
    truth.call({ library: 'mongoose', operation: operation(self as object), ...(name === undefined ? {} : { target: name }) }, at);
    return undefined;
  };
  const query = executed((self) => operationOfQuery((self as { op: string }).op), (self) => (self as { model: { modelName: string } }).model.modelName);
  truth.watch(mongoose.Query.prototype, { exec: query, cursor: query }, 'mongoose');
  const aggregate = executed((self) => ((self as { pipeline(): object[] }).pipeline().some((stage) => '$out' in stage || '$merge' in stage) ? 'write' : 'read'),
    (self) => (self as { _model?: { modelName: string } })._model?.modelName);
  truth.watch(mongoose.Aggregate.prototype, { exec: aggregate, cursor: aggregate }, 'mongoose');

  const direct = { direct: true } as const;
  truth.watch(mongoose.Model, Object.fromEntries(Object.entries(immediate).map(([name, operation]) => [name, (_args, self) => ({ operation, target: (self as { modelName: string }).modelName })])), 'mongoose', direct);
  // A document of a discriminator is one of its base model: which of the two a query gives, only the data says.
  const ofDocument = (operation: string) => (_args: readonly unknown[], self: unknown) => {
    const { baseModelName, modelName } = (self as { constructor: { baseModelName?: string; modelName: string } }).constructor;
    return { operation, target: baseModelName ?? modelName };
  };
  truth.watch(mongoose.Model.prototype, { save: ofDocument('write') }, 'mongoose', direct);
  truth.watch(mongoose.Document.prototype, { populate: ofDocument('read') }, 'mongoose', direct);
  truth.watch(mongoose.Connection.prototype, { transaction: 'transaction', dropDatabase: 'schema', dropCollection: 'schema', createCollection: 'schema', listCollections: 'read' }, 'mongoose', direct);
  watchMongoSessions(truth, mongoose.mongo, 'mongoose');
  watchMongodb(truth, mongoose.mongo, { sessions: false });
  watchCollection(truth, mongoose.Collection);
}

/** Static methods that plugins put on the models; after the models are made. */
export function watchPlugin(truth: Truth, mongoose: Mongoose, methods: Readonly<Record<string, string>>): void {
  for (const [modelName, model] of Object.entries(mongoose.models)) {
    for (const [name, operation] of Object.entries(methods)) {
      if (name in model) truth.watch(model, { [name]: () => ({ operation, target: modelName }) }, 'mongoose', { direct: true });
    }
  }
}

function operationOfQuery(op: string): string {
  if (/delete|remove/i.test(op)) return 'delete';
  return /update|replace/i.test(op) ? 'write' : 'read';
}

function around(target: object, name: string, after: (result: unknown, at: Frame | undefined) => void, site: () => Frame | undefined): void {
  const original = Reflect.get(target, name) as (...args: unknown[]) => unknown;
  Object.defineProperty(target, name, {
    configurable: true, writable: true, enumerable: false,
    value: function (this: unknown, ...args: unknown[]): unknown {
      const at = site();
      const result = Reflect.apply(original, this, args);
      after(result, at);
      return result;
    },
  });
}

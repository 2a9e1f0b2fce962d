import type { ExternalOrigin } from '../recogniser.ts';

export const model = 'mongoose.model()';
export const document = 'mongoose.Document!';
export const connection = 'mongoose.Connection!';
export const schema = 'mongoose.Schema!';
export const session = 'mongoose.startSession()';

export const modules = ['mongoose', '@typegoose/typegoose', '@nestjs/mongoose', '@m8a/nestjs-typegoose', 'nestjs-typegoose', 'mongoose-delete', 'soft-delete-plugin-mongoose'];

/** Hooks whose `this` is the document. */
export const documentHooks = new Set(['save', 'validate', 'remove', 'init']);

export const aliases: Readonly<Record<string, string>> = {
  ...toOne(model, [
    'mongoose.Model', 'mongoose.Model!', 'mongoose.PaginateModel!', 'mongoose.AggregatePaginateModel!', 'mongoose.Mongoose!.model()', 'mongoose-delete.SoftDeleteModel!', 'soft-delete-plugin-mongoose.SoftDeleteModel!',
    `${connection}.model()`, `${document}.model()`, `${document}.$model()`, `${document}.constructor`, `${model}.discriminator()`, `${model}.useConnection()`, `${model}.byTenant()`,
    '@typegoose/typegoose.getModelForClass()', '@typegoose/typegoose.getDiscriminatorModelForClass()', '@typegoose/typegoose.getModelWithString()', '@typegoose/typegoose.ReturnModelType!', '@typegoose/typegoose.ModelType!',
    '@nestjs/mongoose.InjectModel()', '@m8a/nestjs-typegoose.InjectModel()', 'nestjs-typegoose.InjectModel()',
    `${schema}.statics`, `${schema}.static(1:this)`, `${schema}.static(0:this)`, 'mongoose.Schema(1.statics:this)',
  ]),
  ...toOne(document, [
    'mongoose.HydratedDocument!', 'mongoose.HydratedDocumentFromSchema!', '@typegoose/typegoose.DocumentType!', '@typegoose/typegoose.types.DocumentType!',
    `${schema}.methods`, `${schema}.method(1:this)`, `${schema}.method(0:this)`, `${schema}.pre(1:this)`, `${schema}.post(1:this)`, `${schema}.post(1:0)`, 'mongoose.Schema(1.methods:this)',
  ]),
  ...toOne(schema, ['mongoose.Schema()', '@nestjs/mongoose.SchemaFactory.createForClass()', '@typegoose/typegoose.buildSchema()', `${schema}.clone()`, `${schema}.plugin(0:0)`]),
  ...toOne(session, [`${connection}.startSession()`, `${model}.startSession()`, 'mongoose.ClientSession!', `${connection}.transaction(0:0)`, `${connection}.withSession(0:0)`, 'mongoose.mongo.ClientSession!']),
  ...toOne(connection, [
    'mongoose.connection', 'mongoose.createConnection()', `${connection}.asPromise()`, `${connection}.useDb()`, `${connection}.openUri()`, '@nestjs/mongoose.InjectConnection()', 'mongoose.connect().connection',
    'mongoose.Mongoose!.connection', `${model}.db`, `${document}.db`,
  ]),
  // The driver underneath.
  ...toOne('mongodb.Db!', [`${connection}.db`, `${connection}.getClient().db()`]),
  ...toOne('mongodb.MongoClient!', [`${connection}.getClient()`, `${connection}.client`]),
  ...toOne('mongodb.Db!.collection()', [`${connection}.collection()`, `${model}.collection`, `${document}.collection`]),
};

function toOne(canonical: string, paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map((path) => [path, canonical]));
}

export function isModel(origin: ExternalOrigin): boolean {
  return origin.path === model || /^mongoose\.(?:Connection!\.)?models\.(?:\w+|\[\])$/.test(origin.path);
}

const making = '(?:findOne|findById|create|insertOne|hydrate|findOneAndUpdate|findByIdAndUpdate|findOneAndReplace|findOneAndDelete|findByIdAndDelete|find|insertMany)';
const item = '(?:\\[\\]|\\.\\[\\]|\\.(?:map|forEach|filter|flatMap|eachAsync|at|pop|shift)\\((?:0:0)?\\))';
/** What a query or `create` gave, an item of it, a step of its chain. */
const fromQuery = new RegExp(`^\\.${making}\\(\\)(?:\\.\\w+\\(\\)|${item})*$`);

/** The model of a document: one made by `new`, given by an awaited query or by `create`, or an item of a list of them. */
export function modelOf(origin: ExternalOrigin): ExternalOrigin | undefined {
  if (origin.path === `${model}!` && origin.from !== undefined) return origin.from;
  const root = rootOf(origin);
  return root !== undefined && fromQuery.test(origin.path.slice(root.path.length)) ? root : undefined;
}

/** The model a chain that has no operation yet starts from: `Order.where('total').gt(10)`. */
export function builderOf(origin: ExternalOrigin): ExternalOrigin | undefined {
  const root = rootOf(origin);
  return root !== undefined && /^\.where\(\)(?:\.\w+\(\))*$/.test(origin.path.slice(root.path.length)) ? root : undefined;
}

function rootOf(origin: ExternalOrigin): ExternalOrigin | undefined {
  for (let step = origin.from; step !== undefined; step = step.from) if (isModel(step)) return step;
  return undefined;
}

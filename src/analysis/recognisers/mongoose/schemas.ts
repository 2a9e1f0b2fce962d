import type { DataCall } from '../../facts.ts';
import type { Linker } from '../../resolve/linker.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext } from '../recogniser.ts';
import { document, documentHooks, model, schema } from './words.ts';

interface SchemaRow { readonly row: DataCall; readonly schema: string }
interface SchemaUse { readonly file: string; readonly schema: string; readonly model: string }

function rows(link: LinkContext): SchemaRow[] {
  return link.scratch('mongoose.rows', () => []);
}

/** Which model a schema, by its identity, is for. */
function uses(link: LinkContext): SchemaUse[] {
  return link.scratch('mongoose.schemas', () => []);
}

/** `model('Order', orderSchema)`, `MongooseModule.forFeature([{ name: Order.name, schema: OrderSchema }])`: which model a schema is for. */
export function noteSchemas(call: ExternalCall, link: LinkContext): void {
  if (call.form !== 'call') return;
  if (`${call.path}()` === model || (call.callee.from !== undefined && call.method === 'model')) note(call.args[0], call.args[1], link);
  else if (call.path === `${model}.discriminator`) note(call.args[0], call.args[1], link);
  else if (call.path === '@nestjs/mongoose.MongooseModule.forFeature') for (const item of call.args[0]?.items() ?? []) note(item.prop('name'), item.prop('schema'), link);
}

function note(name: Argument | undefined, given: Argument | undefined, link: LinkContext): void {
  const text = name?.string();
  if (text === undefined || given === undefined) return;
  for (const { path, id } of given.external()) if (path === schema) uses(link).push({ file: given.file, schema: id, model: text });
}

/** Inside statics and methods of a schema `this` is the model or a document: which one is known after all files have been seen. */
export function rememberSchemaRow(row: DataCall, on: ExternalOrigin, link: LinkContext): boolean {
  const made = schemaBehind(on);
  if (made === undefined) return false;
  rows(link).push({ row, schema: made });
  return true;
}

export function emitSchemaRows(link: LinkContext): void {
  for (const { row, schema: id } of rows(link)) {
    const names = new Set(uses(link).filter((use) => use.schema === id).map((use) => use.model));
    const [target] = names;
    link.emit(names.size === 1 && target !== undefined ? { ...row, target } : row);
  }
}

function schemaBehind(on: ExternalOrigin): string | undefined {
  if ((on.path !== model && on.path !== document) || /\.\$?model$/.test(on.from?.path ?? '')) return undefined;
  for (let step: ExternalOrigin | undefined = on.from; step !== undefined; step = step.from) if (step.path === schema) return step.id;
  // `new Schema({}, { statics: { … } })`
  return on.from?.path === 'mongoose.Schema' && on.site !== undefined ? `${on.site.file}:${on.site.call}` : undefined;
}

/** `schema.loadClass(OrderClass)`: statics of the class are called on the model, its methods on documents. */
export function adoptLoadedClasses(linker: Linker, files: readonly string[]): void {
  for (const file of files) {
    const { calls, values } = linker.model(file);
    for (const call of calls) {
      const callee = values[call.callee];
      const given = call.args[0];
      if (callee?.[0] !== 'mem' || callee[2] !== 'loadClass' || given === undefined) continue;
      const on = linker.eval(file, callee[1]).find((origin) => origin.is === 'ext' && origin.path === schema);
      if (on?.is !== 'ext') continue;
      for (const cls of linker.eval(file, given)) {
        if (cls.is === 'cls') linker.adoptBase(cls.file, cls.cls, { is: 'ext', module: 'mongoose', path: model, id: `${on.id}.loadClass`, from: on });
      }
    }
  }
}

/** In `schema.pre('find', function () { … })` `this` is a query; only in hooks such as `save` it is the document. */
export function isQueryHook(on: ExternalOrigin, link: LinkContext): boolean {
  const hook = on.from?.path === `${schema}.pre` || on.from?.path === `${schema}.post`;
  const event = hook ? link.argumentsOf(on)[0]?.string() : undefined;
  return hook && (event === undefined || !documentHooks.has(event));
}

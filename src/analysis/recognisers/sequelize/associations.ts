import type { DataOperation } from '../../facts.ts';
import { emitDataCall } from '../data-call.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext } from '../recogniser.ts';
import { modelName } from './models.ts';
import { byName } from './operations.ts';

const library = 'sequelize';
const operations: Readonly<Record<string, DataOperation>> = { get: 'read', count: 'read', has: 'read', set: 'write', add: 'write', create: 'write', remove: 'write' };
const declared = /^sequelize\.(HasMany|HasOne|BelongsToMany|BelongsTo)(Get|Count|Has|Set|Add|Create|Remove)Associations?Mixin!$/;

/** `declare getOrders: HasManyGetAssociationsMixin<Order>` says what `user.getOrders()` does. */
export function onDeclared(call: ExternalCall, link: LinkContext): boolean {
  const [, kind, verb] = declared.exec(call.path) ?? [];
  if (kind === undefined || verb === undefined) return false;
  emit(call, kind, verb.toLowerCase(), link.typeArgumentNames(call.callee)[0], link);
  return true;
}

/** sequelize-typescript: `user.$get('orders')`, where `@HasMany(() => Order) orders` says the rest. */
export function onNamed(call: ExternalCall, on: ExternalOrigin, link: LinkContext): boolean {
  const operation = byName.get(call.method);
  if (operation === undefined) return false;
  const property = call.args[0]?.string();
  const cls = on.via === undefined ? undefined : link.linker.model(on.via.file).classes[on.via.cls];
  const file = on.via?.file ?? '';
  for (const decorator of property === undefined ? [] : cls?.fields[property]?.decorators ?? []) {
    const made = link.argument(file, decorator);
    const kind = made.external()[0]?.path.match(/^sequelize-typescript\.(HasMany|HasOne|BelongsToMany|BelongsTo)\(\)$/)?.[1];
    if (kind === undefined) continue;
    emit(call, kind, call.method.slice(1), targetOf(made.callArguments()[0], link), link);
    return true;
  }
  emitDataCall(call, link, operation, { library });
  return true;
}

/** The class a decorator is given, in a function or as it is. */
function targetOf(argument: Argument | undefined, link: LinkContext): string | undefined {
  for (const origin of argument?.origins() ?? []) {
    if (origin.is === 'cls') return link.nameOf(origin);
    if (origin.is !== 'fn') continue;
    for (const value of link.linker.model(origin.file).functions[origin.fn]?.returns ?? []) {
      const found = targetOf(link.argument(origin.file, value), link);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Taking a row out of a many-to-many association deletes from the table between. */
function operationOf(kind: string, verb: string): DataOperation | undefined {
  return verb === 'remove' && kind === 'BelongsToMany' ? 'delete' : operations[verb];
}

function emit(call: ExternalCall, kind: string, verb: string, target: string | undefined, link: LinkContext): void {
  const operation = operationOf(kind, verb);
  if (operation !== undefined) emitDataCall(call, link, operation, { library, target });
}

/** `User.hasMany(Order, { as: 'openOrders' })`: names the methods rows of `User` get. */
interface Association { readonly model: string; readonly kind: string; readonly target: string; readonly as?: string }
interface Pending {
  readonly base: ExternalCall['base'];
  readonly method: string;
  readonly receiver: string;
  readonly receiverId: string;
  readonly model: string;
  readonly verb: string;
  readonly name: string;
}

export function noteAssociation(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const kind = /^(hasMany|hasOne|belongsTo|belongsToMany)$/.exec(call.method)?.[1];
  const source = kind === undefined ? undefined : modelName(on, link);
  const first = call.args[0];
  const target = first?.origins().map((origin) => (origin.is === 'ext' ? modelName(origin, link) : link.nameOf(origin))).find((name) => name !== undefined) ?? first?.describe().split('.').at(-1);
  if (kind === undefined || source === undefined || target === undefined) return;
  const as = call.args[1]?.prop('as')?.string();
  associations(link).push({ model: source, kind: kind.charAt(0).toUpperCase() + kind.slice(1), target, ...(as === undefined ? {} : { as }) });
}

/** A method of a row that only an association can have given it: looked up when all are known. */
export function noteMixin(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const [, verb, name] = /^(get|count|has|set|add|create|remove)([A-Z]\w*)$/.exec(call.method) ?? [];
  const model = verb === undefined ? undefined : modelName(on, link);
  if (verb !== undefined && name !== undefined && model !== undefined) pending(link).push({ base: call.base, method: call.method, receiver: on.path, receiverId: on.id, model, verb, name });
}

export function emitMixins(link: LinkContext): void {
  for (const { base, method, receiver, receiverId, model, verb, name } of pending(link)) {
    const found = associations(link).find((item) => item.model === model && names(item).some((one) => one.toLowerCase() === name.toLowerCase()));
    const operation = found === undefined ? undefined : operationOf(found.kind, verb);
    if (found !== undefined && operation !== undefined) link.emit({ kind: 'dataCall', ...base, library, operation, method, target: found.target, receiver, receiverId });
  }
}

function names({ as, target, kind }: Association): readonly string[] {
  const name = as ?? target;
  return kind === 'HasOne' || kind === 'BelongsTo' ? [name] : [name, plural(name), singular(name)];
}

function plural(name: string): string {
  return /[^aeiou]y$/i.test(name) ? `${name.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/i.test(name) ? `${name}es` : `${name}s`;
}

function singular(name: string): string {
  return name.replace(/ies$/i, 'y').replace(/(s|x|ch|sh)es$/i, '$1').replace(/([^s])s$/i, '$1');
}

function associations(link: LinkContext): Association[] {
  return link.scratch('sequelize.associations', () => []);
}

function pending(link: LinkContext): Pending[] {
  return link.scratch('sequelize.pending', () => []);
}

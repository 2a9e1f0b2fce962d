import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Truth } from '../truth.ts';
import { createBuilders } from './built.ts';

interface Query { modelClass(): { readonly name: string }; isFind(): boolean; isInsert(): boolean; isUpdate(): boolean; isDelete(): boolean; isRelate(): boolean; isUnrelate(): boolean }
interface Class { readonly prototype: object }

/** Watches Objection: queries where they run, with the places they were built at, under the name of their model; transactions. */
export function watchObjection(truth: Truth): void {
  const require = createRequire(join(truth.root, 'package.json'));
  const { QueryBuilder, Model } = require('objection') as { QueryBuilder: Class; Model: object };
  const objection = require('objection') as { transaction: { start: unknown } };
  const builders = createBuilders(truth, 'objection');
  const chainable = [...new Set(chainOf(QueryBuilder.prototype).flatMap((prototype) => Object.getOwnPropertyNames(prototype)))]
    .filter((name) => !/^(?:constructor|then|catch|execute|resultSize|has|is|tableName|tableRef|alias|fullId|modelClass|knex|context|internal|child|subquery|parent|query|every|some|indexOf|toKnex|toString|toFind|find(?:Last)?Operation|find(?:All)?Selection|operations|on[A-Z]|_)/.test(name)
      && typeof Object.getOwnPropertyDescriptor(ownerOf(QueryBuilder.prototype, name), name)?.value === 'function');
  builders.follow(QueryBuilder.prototype, chainable);
  before(QueryBuilder.prototype, 'execute', (query) => { builders.ran(query, { operation: operationOf(query), target: query.modelClass().name }); });
  before(QueryBuilder.prototype, 'resultSize', (query) => {
    const place = builders.here();
    if (place !== undefined) truth.call({ library: 'objection', operation: 'read', target: query.modelClass().name }, place);
  });
  const transaction = (): void => {
    const place = builders.here();
    if (place !== undefined) truth.call({ library: 'objection', operation: 'transaction' }, place);
  };
  for (const name of ['transaction', 'startTransaction']) before(Model, name, transaction);
  before(objection, 'transaction', transaction);
}

function operationOf(query: Query): string {
  if (query.isDelete()) return 'delete';
  return query.isInsert() || query.isUpdate() || query.isRelate() || query.isUnrelate() ? 'write' : 'read';
}

function chainOf(prototype: object): object[] {
  const found: object[] = [];
  for (let step: object | null = prototype; step !== null && step !== Object.prototype; step = Object.getPrototypeOf(step) as object | null) found.push(step);
  return found;
}

function ownerOf(prototype: object, name: string): object {
  return chainOf(prototype).find((step) => Object.hasOwn(step, name)) ?? prototype;
}

function before(target: object, name: string, run: (self: Query & object) => void): void {
  const original = Reflect.get(target, name) as (this: object, ...args: unknown[]) => unknown;
  const watched = function (this: Query & object, ...args: unknown[]): unknown {
    run(this);
    return original.apply(this, args);
  };
  Object.defineProperty(target, name, { configurable: true, writable: true, value: Object.assign(watched, original) });
}

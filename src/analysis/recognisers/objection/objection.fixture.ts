// also: close, client
import { Model, transaction, raw, mixin, type AnyQueryBuilder, type QueryBuilder } from 'objection';
import knexFactory from 'knex';
import { BaseModel } from './base';
import { OrderLine } from './lines';
const knex = knexFactory({}); //~ client knex knex
Model.knex(knex);
export class User extends BaseModel {
  static tableName = 'users';
  static modifiers = { active: (builder: AnyQueryBuilder) => builder.where('active', true), named(builder: QueryBuilder<User>) { builder.whereNotNull('name'); } };
  static async recent() { return this.query().orderBy('id').limit(5); } //~ data objection read User
}
export class Order extends mixin(BaseModel, [(Base) => Base]) {
  static get relationMappings() {
    return { lines: { relation: Model.HasManyRelation, modelClass: OrderLine }, user: { relation: Model.BelongsToOneRelation, modelClass: () => User } };
  }
}
export const find = (id: number) => User.query().findById(id).throwIfNotFound(); //~ data objection read User
export async function change(id: number) {
  const user = await User.query().findById(id); //~ data objection read User
  if (user === undefined) return;
  await user.$query().patch({ name: 'Ada' }); //~ data objection write User
  await Order.query() //~ data objection delete Order
    .delete()
    .where('user_id', id);
  const order = await Order.query().insertGraph({ lines: [] }); //~ data objection write Order
  await order.$relatedQuery('lines').insert({ sku: 'a' }); //~ data objection write OrderLine
  await Order.relatedQuery('user').for(1).relate(id); //~ data objection write User
  for (const line of await OrderLine.query().whereIn('order_id', Order.query().select('id'))) await line.$query().delete(); //~ data objection read OrderLine ; data objection delete OrderLine
  await user.$fetchGraph('orders'); //~ data objection read User
}
export async function stepped(open?: boolean) {
  const query = Order.query().select('id', raw('count(*)')); //~ data objection read Order
  if (open === true) query.where('open', true).modify('active');
  const never = Order.query().where('a', 1);
  return [await query, never.toKnexQuery().toString(), await Order.query().resultSize()]; //~ data objection read Order
}
export const pay = () => User.transaction(async (trx) => { //~ data objection transaction
  await User.query(trx).patch({ paid: true }); //~ data objection write User
  await trx('log').insert({}); //~ data knex write log
});
export const old = () => transaction(User.knex(), async (trx) => { //~ data objection transaction
  await Order.query(trx).insert({}); //~ data objection write Order
});
export async function byHand() {
  const trx = await User.startTransaction(); //~ data objection transaction
  await Order.query(trx).update({ open: false }); //~ data objection write Order
  await trx.commit(); //~ data knex transaction
}
export class Users {
  constructor(private readonly model: typeof User) {}
  all() { return this.model.query().withGraphFetched('orders'); } //~ data objection read User
  rename(user: User) { return user.$query().patchAndFetch({ name: 'Eve' }); } //~ data objection write User
}
class Search { static query() { return { findById: (id: number) => id }; } }
export const alike = () => Search.query().findById(1);
// @file src/base.ts
import { Model } from 'objection';
export class BaseModel extends Model {}
// @file src/lines.ts
import { BaseModel } from './base';
export class OrderLine extends BaseModel {
  static tableName = 'order_lines';
}
// @file src/proxies.ts
import * as R from 'ramda';
import { Model } from 'objection';
import { BaseModel } from './base';
import { OrderLine } from './lines';
const Searchable = <T extends new (...args: any[]) => BaseModel>(Base: T) => class extends Base { search() { return []; } };
const Exportable = (Base: any) => {
  class Exported extends Base { export() { return []; } }
  return Exported;
};
const logged = (value: any) => [value];
class TenantModel extends R.pipe(Searchable, Exportable)(BaseModel) {}
class NoModel extends R.pipe(Searchable, logged)(BaseModel) {}
export class Tenant extends TenantModel { static tableName = 'tenants'; }
export class Nothing extends NoModel {}
type Proxy<T> = () => T;
type Late<M> = Proxy<M> | undefined;
type Holder<T> = { model: T; later(): void };
interface Query { query(): { insert(row: unknown): void } }
export class Tenants {
  constructor(
    private readonly model: Proxy<typeof Tenant>, private readonly late: Late<typeof OrderLine>, private readonly holder: Holder<typeof Tenant>, private readonly nothing: Proxy<typeof Nothing>,
    private readonly plain: Proxy<Query>, private readonly list: Proxy<string[]>,
  ) {}
  all() { return this.model().query().where('open', true); } //~ data objection read Tenant
  lines() { return this.late?.().query().findById(1); } //~ data objection read OrderLine
  held() { return this.holder.model.query().findById(1); } //~ data objection read Tenant
  none() { this.plain().query().insert({}); this.list().filter(Boolean); return this.nothing().query().insert({}); }
}

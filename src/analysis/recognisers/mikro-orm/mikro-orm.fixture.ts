// also: close, client
import { Collection, MikroORM, RequestContext, wrap, type EntityManager, type EntityRepository, type Ref } from '@mikro-orm/postgresql';
import { defineEntity, EntitySchema, p } from '@mikro-orm/core';
export class Line { sku = ''; order!: Ref<Order>; }
export class Order { id = 1; total = 0; lines = new Collection<Line>(this); cancel() { this.total = 0; } }
export class User { id = 1; name = ''; }
const Invoice = defineEntity({ name: 'Invoice', properties: { id: p.integer().primary() } });
const couponSchema = new EntitySchema<{ code: string }>({ name: 'Coupon', properties: {} });
const orm = await MikroORM.init({ entities: [Order, User, Invoice, couponSchema] }); //~ client @mikro-orm/core MikroORM
const em = orm.em.fork();
const users = em.getRepository(User);
export const list = () => em.find(Order, { total: { $gt: 1 } }, { limit: 10 }); //~ data @mikro-orm/core read Order
export const one = (id: number) => em.findOneOrFail(Order, id); //~ data @mikro-orm/core read Order
export const page = () => users.findAndCount({}, { limit: 10 }); //~ data @mikro-orm/core read User
export const build = () => em.create(User, { name: 'Ada' });
export const reference = () => em.getReference(User, 1);
export const keep = () => em.persistAndFlush(em.create(User, { name: 'Ada' })); //~ data @mikro-orm/core write User
export const keepNew = () => em.persist(users.create({ name: 'Ada' })).flush(); //~ data @mikro-orm/core write
export async function rename(id: number) {
  const user = await em.findOneOrFail(User, id); //~ data @mikro-orm/core read User
  user.name = 'Bob';
  em.assign(user, { name: 'Eve' });
  await em.flush(); //~ data @mikro-orm/core write
  await em.removeAndFlush(user); //~ data @mikro-orm/core delete User
}
export const native = () => Promise.all([
  em.nativeUpdate(Order, { id: 1 }, { total: 2 }), //~ data @mikro-orm/core write Order
  em.nativeDelete(Order, { total: 0 }), //~ data @mikro-orm/core delete Order
  em.insertMany(Invoice, [{ id: 1 }]), //~ data @mikro-orm/core write Invoice
  em.upsert(couponSchema, { code: 'A' }), //~ data @mikro-orm/core write Coupon
  em.count('Voucher'), //~ data @mikro-orm/core read Voucher
]);
export const pay = () => em.transactional(async (tx) => { //~ data @mikro-orm/core transaction
  const order = await tx.findOneOrFail(Order, 1); //~ data @mikro-orm/core read Order
  order.cancel();
  tx.remove(order);
  await tx.getRepository(User).nativeUpdate({ id: 1 }, { name: 'paid' }); //~ data @mikro-orm/core write User
});
export async function explicit(manager: EntityManager) {
  await manager.begin(); //~ data @mikro-orm/core transaction
  try {
    manager.persist(new User());
    await manager.commit(); //~ data @mikro-orm/core transaction
  } catch (error) {
    await manager.rollback(); //~ data @mikro-orm/core transaction
    throw error;
  }
}
export const raw = () => em.getConnection().execute('SELECT * FROM sales WHERE id = ?', [1]); //~ data @mikro-orm/core read sales
export const direct = () => em.execute('DELETE FROM drafts'); //~ data @mikro-orm/core delete drafts
// query builders
export const query = () => em.createQueryBuilder(Order, 'o').select('*').where({ total: 1 }).getResultList(); //~ data @mikro-orm/core read Order
export const change = async () => { await em.qb(Order).update({ total: 2 }).where({ id: 1 }); }; //~ data @mikro-orm/core write Order
export const remove = () => em.createQueryBuilder(User).delete({ id: 1 }).execute('run'); //~ data @mikro-orm/core delete User
export const text = () => em.createQueryBuilder(User).select('id').getFormattedQuery();
export async function stepwise(open: boolean) {
  const qb = em.createQueryBuilder(Order, 'o');
  qb.select('*').leftJoinAndSelect('o.lines', 'l');
  if (open) qb.andWhere({ open });
  const sub = em.createQueryBuilder(Line).select('id').where({ sku: 'a' });
  qb.andWhere({ id: { $in: sub.getKnexQuery() } });
  const total = await qb.clone().getCount(); //~ data @mikro-orm/core read Order
  return { total, rows: await qb.limit(10).getResult() }; //~ data @mikro-orm/core read Order
}
// collections and references
export async function load(id: number) {
  const order = await em.findOneOrFail(Order, id); //~ data @mikro-orm/core read Order
  await order.lines.loadItems(); //~ data @mikro-orm/core read Line
  order.lines.add(new Line());
  for (const line of await em.find(Line, {})) await line.order.loadOrFail(); //~ data @mikro-orm/core read Line ; data @mikro-orm/core read Order
  await wrap(order).init(); //~ data @mikro-orm/core read Order
  await em.populate(order, ['lines']); //~ data @mikro-orm/core read Order
  return order.lines.count();
}
export const context = (next: () => void) => { RequestContext.create(orm.em, next); };
export const current = () => RequestContext.getEntityManager()?.findAll(User); //~ data @mikro-orm/core read User
export const tables = () => orm.schema.refreshDatabase(); //~ data @mikro-orm/core schema
export const migrate = () => orm.migrator.up(); //~ data @mikro-orm/core schema
export const stop = () => orm.close(); //~ close @mikro-orm/core close
// near misses
const rows = [{ id: 1, load: () => undefined }];
export const first = rows.find((row) => row.id === 1)?.load();
export const other = { find: (_entity: unknown) => rows, flush: () => undefined, persist: (_value: unknown) => other };
other.persist(other.find(Order)).flush();
export const meta = orm.getMetadata().get('Order');
em.clear();
// @file src/repositories.ts
import { EntityRepository } from '@mikro-orm/knex';
import { Order, User } from './mikro-orm';
export class OrderRepository extends EntityRepository<Order> {
  open() { return this.find({ total: { $gt: 0 } }); } //~ data @mikro-orm/core read Order
  top() { return this.createQueryBuilder('o').orderBy({ total: 'desc' }).getSingleResult(); } //~ data @mikro-orm/core read Order
  async add(order: Order) { await this.getEntityManager().persistAndFlush(order); } //~ data @mikro-orm/core write Order
  async drop(order: Order) { this.em.remove(order); await this.em.flush(); } //~ data @mikro-orm/core write
}
class Base<T extends object> extends EntityRepository<T> {
  page() { return this.findAll({ limit: 10 }); } //~ data @mikro-orm/core read
}
export class UserRepository extends Base<User> {
  named(name: string) { return this.findOne({ name }); } //~ data @mikro-orm/core read User
}
// @file src/services.ts
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@mikro-orm/nestjs';
import { EntityManager, EntityRepository } from '@mikro-orm/core';
import { User } from './mikro-orm';
import { OrderRepository } from './repositories';
interface AuditRepository { find(): string[]; flush(): void }
@Injectable()
export class UsersService {
  constructor(
    private readonly em: EntityManager,
    @InjectRepository(User) private readonly users: EntityRepository<User>,
    private readonly orders: OrderRepository,
    private readonly audits: AuditRepository,
  ) {}
  all() { return this.users.findAll(); } //~ data @mikro-orm/core read User
  open() { return [this.orders.open(), this.orders.count()]; } //~ data @mikro-orm/core read Order
  silent() { this.audits.flush(); return this.audits.find(); }
  async add(name: string) {
    const user = this.users.create({ name });
    this.em.persist(user);
    await this.em.flush(); //~ data @mikro-orm/core write
    return user;
  }
}
// @file src/migrations/Migration20240101.ts
import { Migration } from '@mikro-orm/migrations';
export class Migration20240101 extends Migration {
  async up() { this.addSql('create table "orders" ("id" serial primary key)'); } //~ data @mikro-orm/core schema orders
}
// @file src/active-manager.ts
import type { EntityManager, SqlEntityManager } from '@mikro-orm/postgresql';
import type { Context } from 'some-framework';
import { Order, User } from './mikro-orm';
interface Store { find(entity: unknown): unknown[] }
function managerOf<T = unknown>({ manager }: Context): T { return manager as T; }
function storeOf<T>(context: Context): T { return context.store as T; }
export const totals = (context: Context) => managerOf<SqlEntityManager>(context).find(Order, {}); //~ data @mikro-orm/core read Order
export const unknown = (context: Context) => managerOf(context).find(Order, {});
export const stored = (context: Context) => storeOf<Store>(context).find(Order);
class Base {
  constructor(readonly manager: any) {}
  fresh<TManager = unknown>(): TManager { return (this.manager.fork ? this.manager.fork() : this.manager) as unknown as TManager; }
  active<TManager = unknown>({ manager }: Context = {}): TManager { return (manager ?? this.fresh()) as TManager; }
}
function repositoryOf(entity: unknown) {
  class Repository extends Base {
    constructor(...args: unknown[]) {
      super(...arguments);
      return new Proxy(this, { get: (target, name) => target[name] });
    }
    async all(context: Context) {
      const manager = this.active<EntityManager>(context);
      return manager.find(entity, {}); //~ data @mikro-orm/core read
    }
    one(context: Context) { return super.active<EntityManager>(context).findOne(User, 1); } //~ data @mikro-orm/core read User
  }
  return Repository;
}
export const orderRepository = new (repositoryOf(Order))();
export const userRepository = new (repositoryOf(User))();

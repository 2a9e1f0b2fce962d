// also: close, client
import { BaseEntity, DataSource, EntitySchema, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { LineItem } from './line-item';
import { Order, User } from './entities';
export const source = new DataSource({ type: 'postgres' }); //~ client typeorm DataSource
const users = source.getRepository(User);
export const all = () => users.find(); //~ data typeorm read User
export const build = () => users.create({ name: 'Ada' });
export const add = () => users.save(users.create({ name: 'Ada' })); //~ data typeorm write User
export const merged = (user: User) => users.merge(user, { name: 'Ada' });
export const known = (user: User) => users.hasId(user);
export const preloaded = () => users.preload({ id: 1 }); //~ data typeorm read User
export const search = (name: string) => users.createQueryBuilder('u').where('u.name = :name', { name }).getMany(); //~ data typeorm read User
export const text = (name: string) => users.createQueryBuilder('u').where('u.name = :name', { name }).getQuery();
export const touch = () => source.createQueryBuilder().update(Order).set({ seen: true }).execute(); //~ data typeorm write Order
export const pay = () => source.transaction(async (tx) => { //~ data typeorm transaction
  await tx.save(Order, { id: 1 }); //~ data typeorm write Order
  await tx.getRepository(User).delete(1); //~ data typeorm delete User
});
export const strict = () => source.manager.transaction('SERIALIZABLE', (tx) => tx.increment(Order, { id: 1 }, 'total', 5)); //~ data typeorm transaction ; data typeorm write Order
export async function raw(manager: EntityManager) {
  const runner = source.createQueryRunner();
  await runner.startTransaction(); //~ data typeorm transaction
  await runner.manager.query('UPDATE orders SET seen = true'); //~ data typeorm write orders
  await runner.dropTable('drafts'); //~ data typeorm schema drafts
  await manager.findOne(User, {}); //~ data typeorm read User
  await source.sql`SELECT * FROM invoices WHERE id = ${1}`; //~ data typeorm read invoices
  await runner.commitTransaction(); //~ data typeorm transaction
  await runner.release();
}
// builders in steps
export async function list(filter: { open?: boolean; page: number }) {
  const query = users.createQueryBuilder('u');
  query.leftJoinAndSelect('u.orders', 'o');
  if (filter.open) query.andWhere('o.closed = false');
  page(query, filter.page);
  const total = await query.getCount(); //~ data typeorm read User
  return { total, rows: await query.getMany() }; //~ data typeorm read User
}
function page(query: SelectQueryBuilder<User>, at: number): SelectQueryBuilder<User> {
  return query.skip(at * 20).take(20);
}
export const sub = () => source //~ data typeorm read Order
  .createQueryBuilder(Order, 'o')
  .where((qb) => `o.userId IN ${qb.subQuery().select('u.id').from(User, 'u').getQuery()}`)
  .getRawMany();
export const typed = (query: SelectQueryBuilder<Order>) => query.getExists(); //~ data typeorm read Order
export const paged = (query: SelectQueryBuilder<User>) => page(query, 1).getManyAndCount(); //~ data typeorm read User
export const put = () => source.createQueryBuilder().insert().into(Order).values([{ id: 1 }]).orIgnore().execute(); //~ data typeorm write Order
export const wipe = () => source.getRepository(Order).createQueryBuilder().delete().where('id = 1').execute(); //~ data typeorm delete Order
export const link = (order: Order) => source.createQueryBuilder().relation(Order, 'lines').of(order).add(3); //~ data typeorm write Order
export const lines = (order: Order) => source.createQueryBuilder().relation(Order, 'lines').of(order).loadMany(); //~ data typeorm read Order
// objects say which entity they are
export async function move(manager: EntityManager, other: Order) {
  const order = await manager.findOneByOrFail(Order, { id: 1 }); //~ data typeorm read Order
  await manager.save(order); //~ data typeorm write Order
  await manager.remove([other]); //~ data typeorm delete Order
  await manager.save(manager.create(User, { name: 'Ada' })); //~ data typeorm write User
  await manager.find('invoices'); //~ data typeorm read invoices
  await manager.find(invoiceSchema); //~ data typeorm read Invoice
}
const invoiceSchema = new EntitySchema<{ id: number }>({ name: 'Invoice', columns: {} });
export const trees = () => source.getTreeRepository(User).findTrees(); //~ data typeorm read User
export const events = () => source.getMongoRepository(Order).aggregate([]); //~ data typeorm read Order
export const migrate = () => source.runMigrations(); //~ data typeorm schema
export const stop = () => source.destroy(); //~ close typeorm destroy
// near misses
const orders = [{ id: 1, save: () => undefined }];
export const first = orders.find((order) => order.id === 1);
export const quiet = (line: LineItem) => line.save();
export const entityManager = { find: (id: number) => id, save: (id: number) => id, getRepository: () => orders };
export const kept = entityManager.save(entityManager.find(1));
export const none = entityManager.getRepository().find(() => true);
export const session = (req: { session: { save(): void; destroy(): void } }) => { req.session.save(); req.session.destroy(); };
export const names = source.entityMetadatas.find((meta) => meta.name === 'Order');
export const meta = source.getMetadata(Order).name;
// @file src/line-item.ts
export class LineItem { save() { return 1; } }
// @file src/entities.ts
export class Order { id = 1; }
export class User { id = 1; }
// @file src/active-record.ts
import { BaseEntity } from 'typeorm';
abstract class Dated extends BaseEntity { createdAt = new Date(); }
export class Note extends BaseEntity { text = ''; }
export class Memo extends Dated { text = ''; static open() { return this.findBy({ closed: false }); } } //~ data typeorm read Memo
export const notes = () => Note.find(); //~ data typeorm read Note
export const memos = () => Memo.find(); //~ data typeorm read Memo
export const keep = (note: Note) => note.save(); //~ data typeorm write Note
export const make = () => Memo.create({ text: 'a' }).save(); //~ data typeorm write Memo
export const unsaved = () => Memo.create({ text: 'a' });
export async function retire() {
  const note = await Note.findOneByOrFail({ id: 1 }); //~ data typeorm read Note
  note.text = 'b';
  await note.remove(); //~ data typeorm delete Note
  for (const memo of await Memo.findBy({ old: true })) await memo.softRemove(); //~ data typeorm read Memo ; data typeorm delete Memo
  const fresh = new Memo();
  await fresh.save(); //~ data typeorm write Memo
  await fresh.reload(); //~ data typeorm read Memo
  return Note.createQueryBuilder('n').where('n.old').getMany(); //~ data typeorm read Note
}
export const purge = async () => Promise.all((await Memo.find()).map((memo) => memo.remove())); //~ data typeorm read Memo ; data typeorm delete Memo
export const texts = async () => (await Memo.find()).map((memo) => memo.text.search('a')); //~ data typeorm read Memo
// @file src/repositories.ts
import { EntityRepository, Repository, type DataSource, type EntityManager } from 'typeorm';
import { source } from './typeorm';
import { Order, User } from './entities';
export class UserRepository extends Repository<User> {
  constructor(dataSource: DataSource) { super(User, dataSource.createEntityManager()); }
  named(name: string) { return this.findBy({ name }); } //~ data typeorm read User
  async drop(id: number) { await this.createQueryBuilder().delete().whereInIds([id]).execute(); } //~ data typeorm delete User
  ids() { return this.manager.query('SELECT id FROM users'); } //~ data typeorm read users
}
class Crud<T extends object> extends Repository<T> {
  page() { return this.findAndCount({ take: 10 }); } //~ data typeorm read
}
export class OrderRepository extends Crud<Order> {
  mine() { return this.find(); } //~ data typeorm read Order
}
@EntityRepository(Order)
export class OldOrderRepository extends Repository<Order> {
  open() { return this.count(); } //~ data typeorm read Order
}
export const Orders = source.getRepository(Order).extend({
  open() { return this.findBy({ open: true }); }, //~ data typeorm read Order
  openIds() { return this.open(); },
});
export const openOrders = () => Orders.open();
export const count = () => Orders.count(); //~ data typeorm read Order
export const within = (manager: EntityManager) => manager.withRepository(Orders).save({}); //~ data typeorm write Order
export const viaCustom = (users: UserRepository, orders: OrderRepository) => [users.named('Ada'), users.exists(), orders.page(), orders.count()]; //~ data typeorm read User ; data typeorm read Order
// @file src/services.ts
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource, InjectEntityManager, InjectRepository } from '@nestjs/typeorm';
import { DataSource, EntityManager, In, type FindOptionsWhere, type Repository } from 'typeorm';
import { Order, User } from './entities';
interface CartRepository { save(cart: string): void; find(): string[] }
interface OrderGateway { save(order: Order): Promise<void>; find(): Promise<Order[]> }
export class MemoryCarts implements CartRepository { save() { return undefined; } find() { return []; } }
export class TypeOrmOrders implements OrderGateway {
  constructor(@InjectRepository(Order) private readonly orders: Repository<Order>) {}
  async save(order: Order) { await this.orders.save(order); } //~ data typeorm write Order
  find() { return this.orders.find({ where: { id: In([1]) } }); } //~ data typeorm read Order
}
@Injectable()
export class CartsService {
  constructor(private readonly carts: CartRepository, @Inject('orders') private readonly orders: OrderGateway) {}
  keep() { this.carts.save('a'); return this.carts.find(); }
  order() { return this.orders.save({ id: 1 }); }
}
@Injectable()
export class OrdersService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    @InjectDataSource('reports') private readonly reports: DataSource,
    @InjectEntityManager() private readonly manager: EntityManager,
  ) {}
  one(where: FindOptionsWhere<User>) { return this.users.findOne({ where }); } //~ data typeorm read User
  report() { return this.reports.query('SELECT * FROM sales'); } //~ data typeorm read sales
  drop(ids: number[]) { return this.manager.softDelete(Order, ids); } //~ data typeorm delete Order
  both() { return Promise.all([this.users.count(), this.reports.getRepository(Order).sum('total')]); } //~ data typeorm read User ; data typeorm read Order
}
abstract class CrudService<T extends object> {
  constructor(protected readonly repository: Repository<T>) {}
  all() { return this.repository.find(); } //~ data typeorm read User
}
export class UsersService extends CrudService<User> {
  constructor(@InjectRepository(User) users: Repository<User>) { super(users); }
}

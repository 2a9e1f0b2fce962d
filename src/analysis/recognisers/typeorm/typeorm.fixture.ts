// also: close, client
import { BaseEntity, DataSource, Repository, type EntityManager } from 'typeorm';
import { Order, User } from './entities';
export const source = new DataSource({ type: 'postgres' }); //~ client typeorm DataSource
const users = source.getRepository(User);
export const all = () => users.find(); //~ data typeorm read User
export const build = () => users.create({ name: 'Ada' });
export const add = () => users.save(users.create({ name: 'Ada' })); //~ data typeorm write User
export const search = (name: string) => users.createQueryBuilder('u').where('u.name = :name', { name }).getMany(); //~ data typeorm read User
export const touch = () => source.createQueryBuilder().update(Order).set({ seen: true }).execute(); //~ data typeorm write Order
export const pay = () => source.transaction(async (tx) => { //~ data typeorm transaction
  await tx.save(Order, { id: 1 }); //~ data typeorm write Order
  await tx.getRepository(User).delete(1); //~ data typeorm delete User
});
export async function raw(manager: EntityManager) {
  const runner = source.createQueryRunner();
  await runner.startTransaction(); //~ data typeorm transaction
  await runner.manager.query('UPDATE orders SET seen = true'); //~ data typeorm write orders
  await manager.findOne(User, {}); //~ data typeorm read User
  await runner.release();
}
export class OrdersService {
  constructor(private readonly orders: Repository<Order>) {}
  one(id: number) { return this.orders.findOneBy({ id }); } //~ data typeorm read Order
}
export class Note extends BaseEntity { text = ''; }
export const notes = () => Note.find(); //~ data typeorm read Note
export const keep = (note: Note) => note.save(); //~ data typeorm write Note
export interface CartRepository { save(cart: string): void }
export class Carts { constructor(private readonly carts: CartRepository) {} keep() { this.carts.save('a'); } }
export const stop = () => source.destroy(); //~ close typeorm destroy
export const list = [1, 2].find((n) => n > 1);
// @file src/entities.ts
export class Order { id = 1; }
export class User { id = 1; }

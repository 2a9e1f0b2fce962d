// also: close, client
import { DataTypes, Model, Op, Sequelize, type HasManyAddAssociationMixin, type HasManyGetAssociationsMixin, type InferAttributes, type ModelStatic, type Transaction } from 'sequelize';
export const sequelize = new Sequelize('postgres://localhost/shop'); //~ client sequelize Sequelize
export class Order extends Model<InferAttributes<Order>> { declare id: number; declare total: number; describeTotal() { return `${this.total}`; } }
export class User extends Model<InferAttributes<User>> {
  declare id: number;
  declare name: string;
  declare getOrders: HasManyGetAssociationsMixin<Order>;
  declare addOrder: HasManyAddAssociationMixin<Order, number>;
  static open() { return this.findAll({ where: { open: true } }); } //~ data sequelize read User
  async rename(name: string) { this.name = name; await this.save(); } //~ data sequelize write User
}
Order.init({ total: DataTypes.INTEGER }, { sequelize });
User.init({ name: DataTypes.STRING }, { sequelize, modelName: 'User' });
User.hasMany(Order, { as: 'orders' });
const Invoice = sequelize.define('Invoice', { paid: DataTypes.BOOLEAN });
export const list = () => User.findAll({ where: { id: { [Op.gt]: 1 } } }); //~ data sequelize read User
export const page = () => Order.findAndCountAll({ limit: 10 }); //~ data sequelize read Order
export const scoped = () => User.scope('active').findAll(); //~ data sequelize read User
export const bare = () => User.unscoped().count(); //~ data sequelize read User
export const drop = () => Invoice.destroy({ where: { paid: true } }); //~ data sequelize delete Invoice
export const unsaved = () => Invoice.build({ paid: false });
export const kept = () => Invoice.build({ paid: false }).save(); //~ data sequelize write Invoice
export async function edit(id: number) {
  const user = await User.findByPk(id); //~ data sequelize read User
  if (!user) return;
  user.set({ name: 'Ada' });
  await user.save(); //~ data sequelize write User
  await user.rename('Bob');
  await user.getOrders({ limit: 1 }); //~ data sequelize read Order
  await user.addOrder(3); //~ data sequelize write Order
  await user.reload(); //~ data sequelize read User
  const [invoice, created] = await Invoice.findOrCreate({ where: { id } }); //~ data sequelize write Invoice
  if (!created) await invoice.update({ paid: true }); //~ data sequelize write Invoice
  for (const order of await Order.findAll()) await order.increment('total'); //~ data sequelize read Order ; data sequelize write Order
  const { rows } = await Order.findAndCountAll(); //~ data sequelize read Order
  await Promise.all(rows.map((order) => order.destroy())); //~ data sequelize delete Order
  await new User({ name: 'Eve' }).save(); //~ data sequelize write User
}
export const archive = async (orders: Order[]) => { for (const order of orders) await order.destroy(); }; //~ data sequelize delete Order
export const placed = (model: ModelStatic<Order>) => model.bulkCreate([]); //~ data sequelize write Order
export const managed = () => sequelize.transaction(async (transaction) => { //~ data sequelize transaction
  await Order.create({ total: 1 }, { transaction }); //~ data sequelize write Order
  await note(transaction);
});
async function note(transaction: Transaction) {
  await sequelize.query('INSERT INTO audit (what) VALUES (?)', { replacements: ['order'], transaction }); //~ data sequelize write audit
}
export async function unmanaged() {
  const transaction = await sequelize.transaction(); //~ data sequelize transaction
  try {
    await User.update({ name: 'A' }, { where: { id: 1 }, transaction }); //~ data sequelize write User
    await transaction.commit(); //~ data sequelize transaction
  } catch (error) {
    await transaction.rollback(); //~ data sequelize transaction
    throw error;
  }
}
export const report = () => sequelize.query({ query: 'SELECT * FROM sales WHERE day = ?', values: [1] }); //~ data sequelize read sales
export const byName = () => sequelize.models.Coupon.findOne(); //~ data sequelize read Coupon
export const byModel = () => sequelize.model('Voucher').max('value'); //~ data sequelize read Voucher
export const ready = () => sequelize.sync(); //~ data sequelize schema
export const indexes = () => sequelize.getQueryInterface().addIndex('orders', ['total']); //~ data sequelize schema orders
User.beforeCreate(async (user) => { await user.reload(); }); //~ data sequelize read User
export const stop = () => sequelize.close(); //~ close sequelize close
// near misses
const users = [{ id: 1, update: () => undefined, destroy: () => undefined }];
export const first = users.find((user) => user.id === 1)?.update();
export const session = (req: { session: { save(): void; destroy(): void; reload(): void } }) => { req.session.save(); req.session.destroy(); req.session.reload(); };
export const client = { create: (value: object) => value, findAll: () => users };
export const posted = client.create(client.findAll());
export const total = async () => (await Order.findByPk(1))?.describeTotal(); //~ data sequelize read Order
export const changed = async () => (await Order.findByPk(1))?.changed('total'); //~ data sequelize read Order
export const attributes = () => User.getAttributes();
// @file src/models/index.js
const fs = require('fs');
const path = require('path');
const Sequelize = require('sequelize');
const db = {};
const sequelize = new Sequelize('sqlite::memory:'); //~ client sequelize Sequelize
fs.readdirSync(__dirname).filter((file) => file !== 'index.js').forEach((file) => {
  const model = require(path.join(__dirname, file))(sequelize, Sequelize.DataTypes);
  db[model.name] = model;
});
db.sequelize = sequelize;
db.Sequelize = Sequelize;
module.exports = db;
// @file src/models/task.js
const { Model } = require('sequelize');
module.exports = (sequelize, DataTypes) => {
  class Task extends Model {
    static associate(models) { this.belongsTo(models.Board, { foreignKey: 'boardId' }); this.belongsToMany(models.Label, { through: 'TaskLabels' }); }
  }
  Task.init({ title: DataTypes.STRING }, { sequelize, modelName: 'Task' });
  return Task;
};
// @file src/models/board.js
module.exports = (sequelize, DataTypes) => {
  const Board = sequelize.define('Board', { name: DataTypes.STRING });
  Board.associate = (models) => { Board.hasMany(models.Task); };
  return Board;
};
// @file src/tasks.js
const db = require('./models');
const { Task } = require('./models');
exports.all = () => Task.findAll({ include: db.Board }); //~ data sequelize read Task
exports.boards = () => db.Board.findAndCountAll(); //~ data sequelize read Board
exports.raw = () => db.sequelize.query('DELETE FROM tasks'); //~ data sequelize delete tasks
exports.labels = async (id) => {
  const task = await Task.findOne({ where: { id } }); //~ data sequelize read Task
  await task.getBoard(); //~ data sequelize read Board
  await task.removeLabels([1]); //~ data sequelize delete Label
  await task.getWatchers();
  return (await db.Board.findOne()).countTasks(); //~ data sequelize read Board ; data sequelize read Task
};
// @file src/migrations/20240101-create-task.js
module.exports = {
  up: async (queryInterface, Sequelize) => {
    await queryInterface.createTable('tasks', { id: Sequelize.INTEGER }); //~ data sequelize schema tasks
    await queryInterface.bulkInsert('tasks', []); //~ data sequelize write tasks
  },
  async down(queryInterface) {
    await queryInterface.dropTable('tasks'); //~ data sequelize schema tasks
  },
};
// @file src/db/index.ts
import { Sequelize } from 'sequelize';
import makeProduct from './product';
const db: Record<string, any> = {};
db.sequelize = new Sequelize('sqlite::memory:'); //~ client sequelize Sequelize
db.Product = makeProduct(db.sequelize);
export default db;
// @file src/db/product.ts
import { DataTypes, type Sequelize } from 'sequelize';
export default (sequelize: Sequelize) => sequelize.define('Product', { name: DataTypes.STRING });
// @file src/products.ts
import db from './db';
export const all = () => db.Product.findAll(); //~ data sequelize read Product
// @file src/decorated.ts
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel } from '@nestjs/sequelize';
import { BelongsToMany, Column, HasMany, Model, Repository, Sequelize, Table } from 'sequelize-typescript';
@Table
export class Line extends Model<Line> { @Column sku!: string; }
@Table
export class Tag extends Model<Tag> { @Column name!: string; }
@Table
export class Cart extends Model<Cart> {
  @HasMany(() => Line) lines!: Line[];
  @BelongsToMany(() => Tag, 'cart_tags') tags!: Tag[];
}
interface CartRepository { findAll(): Promise<string[]>; create(cart: string): void }
@Injectable()
export class CartsService {
  constructor(
    @InjectModel(Cart) private readonly carts: typeof Cart,
    @InjectModel(Line) private readonly lines: Repository<Line>,
    @InjectConnection() private readonly sequelize: Sequelize,
    private readonly others: CartRepository,
  ) {}
  all() { return this.carts.findAll<Cart>({ include: [Line] }); } //~ data sequelize read Cart
  count() { return this.lines.count(); } //~ data sequelize read Line
  silent() { return this.others.findAll(); }
  async clear(id: number) {
    await this.sequelize.transaction(async (transaction) => { //~ data sequelize transaction
      const cart = await this.carts.findByPk(id, { transaction, rejectOnEmpty: true }); //~ data sequelize read Cart
      await cart.$get('lines'); //~ data sequelize read Line
      await cart.$remove('tags', [1]); //~ data sequelize delete Tag
      await cart.destroy({ transaction }); //~ data sequelize delete Cart
    });
  }
}
// @file src/overridden.ts
import { keyBy } from 'lodash';
import { Model, Table } from 'sequelize-typescript';
import { sequelize } from './sequelize';
class Base extends Model { static rename(name: string) { return name; } }
@Table
export class Board extends Base {
  static async findByPk(id: number) { return this.findOne({ where: { id } }); } //~ data sequelize read Board
  static named(name: string) { return name.toLowerCase(); }
}
export const board = (id: number) => Board.findByPk(id); //~ data sequelize read Board
export const plain = () => [Board.named('a'), Board.rename('b')];
export async function tidy(boards: Board[]) {
  for (const one of boards.filter((item) => item.id > 1).sort()) await one.save(); //~ data sequelize write Board
  for (const one of sorted(await Board.findAll())) await one.reload(); //~ data sequelize read Board ; data sequelize read Board
  await keyBy(boards, 'id')[1]?.destroy(); //~ data sequelize delete Board
  const made = await sequelize.transaction(async (transaction) => Board.create({}, { transaction })); //~ data sequelize transaction ; data sequelize write Board
  await made.update({}); //~ data sequelize write Board
}
function sorted<T>(items: T[]): T[] { return [...items].sort(); }
// @file src/memory-carts.ts
export class MemoryCarts { findAll() { return Promise.resolve(['a']); } create(cart: string) { return cart; } }
export const made = new MemoryCarts().create('a');

// also: close, client
import mongoose, { Schema, model, type Model } from 'mongoose';
import { User } from './user';
await mongoose.connect('mongodb://localhost/shop'); //~ client mongoose connect
const Order = model('Order', new Schema({}));
export const list = (userId: string) => Order.find({ userId }).populate('customer').sort({ at: -1 }).limit(10).lean().exec(); //~ data mongoose read Order
export const add = (total: number) => Order.create({ total }); //~ data mongoose write Order
export async function rename(id: string) {
  const user = await User.findById(id); //~ data mongoose read User
  if (!user) return;
  await user.save(); //~ data mongoose write User
  const fresh = new User({});
  await fresh.save(); //~ data mongoose write User
}
export const drop = (id: string) => User.findByIdAndDelete(id); //~ data mongoose delete User
export async function pay() {
  const session = await mongoose.startSession();
  await session.withTransaction(async () => { //~ data mongoose transaction
    await Order.updateOne({}, {}, { session }); //~ data mongoose write Order
  });
}
export class OrdersService {
  constructor(private readonly orders: Model<InvoiceDocument>) {}
  all() { return this.orders.find(); } //~ data mongoose read Invoice
}
interface InvoiceDocument { total: number }
export const stop = () => mongoose.disconnect(); //~ close mongoose disconnect
const users = [{ id: 1 }];
export const one = users.find((user) => user.id === 1);
export const login = (req: { session: { save(): void } }) => { req.session.save(); };
export const local = { find: () => [], deleteOne: () => 1 };
export const notOurs = () => local.find() && local.deleteOne();
export type OrderModel = Model<InvoiceDocument>;
export const schemaOnly = new Schema({ total: Number }).index({ total: 1 });
const byUser = new Map<string, string>();
export const cached = (id: string) => byUser.get(id) ?? byUser.delete(id);

// Steps that are no operation, chains that only later say what they do, pipelines that store their result.
export const later = () => Order.where('total').gt(10).findOne(); //~ data mongoose read Order
export const nothingYet = () => Order.where('total').gt(10);
export const report = () => Order.aggregate([{ $match: {} }, { $group: { _id: '$userId' } }]); //~ data mongoose read Order
export const store = () => Order.aggregate([{ $match: {} }, { $out: 'totals' }]); //~ data mongoose write Order
export const bulk = () => Order.bulkWrite([{ insertOne: { document: {} } }]); //~ data mongoose write Order
export const indexes = () => Order.syncIndexes(); //~ data mongoose schema Order
export async function touchAll() {
  const found = await Order.find({ seen: false }); //~ data mongoose read Order
  for (const order of found) await order.save(); //~ data mongoose write Order
  await Promise.all(found.map(async (order) => { await order.deleteOne(); })); //~ data mongoose delete Order
  await Promise.all(found.map((order) => order.save())); //~ data mongoose write Order
  await found[0].save(); //~ data mongoose write Order
  for await (const order of Order.find().cursor()) { //~ data mongoose read Order
    await order.populate('customer'); //~ data mongoose read Order
  }
  const first = await Order.findOne(); //~ data mongoose read Order
  await first.populate('lines'); //~ data mongoose read Order
  const query = Order.findOne(); //~ data mongoose read Order
  return query.populate('lines');
}
export async function charge(id: string) {
  const session = await Order.startSession();
  session.startTransaction(); //~ data mongoose transaction
  try {
    await Order.create([{ id }], { session }); //~ data mongoose write Order
    await session.commitTransaction(); //~ data mongoose transaction
  } catch (error) {
    await session.abortTransaction(); //~ data mongoose transaction
    throw error;
  } finally {
    await session.endSession();
  }
}
export const looked = () => mongoose.model<InvoiceDocument>('Invoice').countDocuments(); //~ data mongoose read Invoice
export const guarded = () => (mongoose.models.Refund || model('Refund', new Schema({}))).exists({}); //~ data mongoose read Refund
const archive = mongoose.createConnection('mongodb://localhost/archive'); //~ client mongoose createConnection
const Archived = archive.model('Archived', new Schema({}));
export const old = () => Archived.estimatedDocumentCount(); //~ data mongoose read Archived
export const other = () => archive.useDb('tenant-1').model('Tenant').findOne(); //~ data mongoose read Tenant
export const wipe = () => archive.dropDatabase(); //~ data mongoose schema
export const both = () => archive.transaction(async (session) => { //~ data mongoose transaction
  await Archived.deleteMany({}, { session }); //~ data mongoose delete Archived
});
const GiftOrder = Order.discriminator('GiftOrder', new Schema({}));
export const gifts = () => GiftOrder.distinct('total'); //~ data mongoose read GiftOrder
export const ready = () => archive.asPromise();
export const leave = () => archive.close(); //~ close mongoose close
// @file src/user.ts
import mongoose from 'mongoose';
const schema = new mongoose.Schema({});
export const User = mongoose.model('User', schema);
// @file src/customer.ts
import mongoose, { Schema, type HydratedDocument, type Model, type Types } from 'mongoose';
import { lowercase } from './lowercase.plugin';
interface ICustomer { email: string }
interface CustomerModel extends Model<ICustomer> { isTaken(email: string): Promise<boolean> }
const customerSchema = new Schema<ICustomer, CustomerModel>({ email: String }, {
  statics: {
    byEmail(email: string) { return this.findOne({ email }); }, //~ data mongoose read Customer
    label() { return this.modelName; },
  },
  methods: {
    async forget() { await this.deleteOne(); }, //~ data mongoose delete Customer
  },
});
customerSchema.plugin(lowercase);
customerSchema.statics.isTaken = async function (email: string, except?: Types.ObjectId) {
  return !!(await this.findOne({ email, _id: { $ne: except } })); //~ data mongoose read Customer
};
customerSchema.statics['oldest'] = function () { return this.findOne().sort({ _id: 1 }); }; //~ data mongoose read Customer
customerSchema.static('count', function () { return this.estimatedDocumentCount(); }); //~ data mongoose read Customer
customerSchema.method('orders', function () { return this.model('Order').find({ customer: this._id }); }); //~ data mongoose read Order
customerSchema.statics.arrows = () => this.findOne({});
customerSchema.methods.remember = function (this: HydratedDocument<ICustomer>) {
  return this.save(); //~ data mongoose write Customer
};
customerSchema.static('countAll', function () { return this.countDocuments(); }); //~ data mongoose read Customer
customerSchema.method('reload', function () { return this.model('Customer').findById(this._id); }); //~ data mongoose read Customer
customerSchema.pre('save', async function () {
  const same = await this.constructor.findOne({ email: this.email }); //~ data mongoose read Customer
  if (same) throw new Error('taken');
});
customerSchema.pre(/^find/, function (next) { this.populate('orders'); next(); });
customerSchema.query.active = function () { return this.where({ active: true }); };
customerSchema.post('save', async function (doc) {
  await doc.populate('orders'); //~ data mongoose read Customer
});
class CustomerClass {
  static newest() { return this.findOne().sort({ _id: -1 }); } //~ data mongoose read Customer
  async upgrade() { this.level = 2; await this.save(); } //~ data mongoose write Customer
  level = 1;
  get isGold() { return this.level > 1; }
}
customerSchema.loadClass(CustomerClass);
export const Customer = mongoose.model<ICustomer, CustomerModel>('Customer', customerSchema);
export const ownStatic = () => Customer.count();
export const byModel = (customers: CustomerModel) => customers.find(); //~ data mongoose read Customer
export async function byInterface(customers: CustomerModel, customer: HydratedDocument<ICustomer>) {
  const made = new customers({ email: 'a' });
  await made.save(); //~ data mongoose write Customer
  await customers.isTaken('a');
  await customer.save(); //~ data mongoose write Customer
}
export const byDocument = (customer: HydratedDocument<ICustomer>) => customer.save(); //~ data mongoose write Customer
export const plain = (customer: ICustomer & { save(): void }) => customer.save();
// @file src/lowercase.plugin.ts
import type { Schema } from 'mongoose';
export function lowercase(schema: Schema) {
  schema.statics.findLower = function (email: string) { return this.findOne({ email: email.toLowerCase() }); }; //~ data mongoose read
}
// @file src/base.repository.ts
import { type Document, type Model } from 'mongoose';
import { Customer } from './customer';
import { User } from './user';
export abstract class BaseRepository<T extends Document> {
  constructor(protected readonly model: Model<T>) {}
  all() { return this.model.find(); } //~ data mongoose read
}
export class UsersRepository extends BaseRepository<Document> {
  constructor() { super(User); }
}
export class CustomersRepository extends BaseRepository<Document> {
  constructor() { super(Customer); }
  one(id: string) { return this.model.findById(id); } //~ data mongoose read
  active() { return this.all(); }
}
export interface OrderRepository { find(): string[]; save(order: string): void }
export class Orders {
  constructor(private readonly orders: OrderRepository) {}
  all() { return this.orders.find(); }
}
// @file src/stores.js
const { User } = require('./user');
const { Customer } = require('./customer');
class Store {
  constructor(model) { this.model = model; }
  all() { return this.model.find(); } //~ data mongoose read
}
class UserStore extends Store { constructor() { super(User); } async first() { const [user] = await this.all(); await user.save(); } } //~ data mongoose write
class CustomerStore extends Store { constructor() { super(Customer); } }
class Counter {
  constructor(model) { this.model = model; }
  count() { return this.model.countDocuments(); } //~ data mongoose read User
}
class UserCounter extends Counter { constructor() { super(User); } }
module.exports = { UserStore, CustomerStore, UserCounter };
// @file src/cats.service.ts
import { Injectable } from '@nestjs/common';
import { InjectConnection, InjectModel, MongooseModule, Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import type { Connection, HydratedDocument, Model } from 'mongoose';
@Schema()
export class Cat { @Prop() name = ''; }
export type CatDocument = HydratedDocument<Cat>;
export const CatSchema = SchemaFactory.createForClass(Cat);
CatSchema.statics.oldest = function () { return this.findOne().sort({ age: -1 }); }; //~ data mongoose read Cat
export const feature = MongooseModule.forFeature([{ name: Cat.name, schema: CatSchema }]);
@Injectable()
export class CatsService {
  @InjectModel('Toy') private readonly toys: any;
  constructor(@InjectModel(Cat.name) private readonly cats: Model<CatDocument>, @InjectModel('Owner') private readonly owners, @InjectConnection() private readonly connection: Connection) {}
  async add(dto: object) {
    const cat = new this.cats(dto);
    return cat.save(); //~ data mongoose write Cat
  }
  owner(id: string) { return this.owners.findById(id); } //~ data mongoose read Owner
  toy() { return this.toys.findOne(); } //~ data mongoose read Toy
  async rename(cat: CatDocument) { await cat.save(); } //~ data mongoose write Cat
  async move() {
    const session = await this.connection.startSession();
    await session.withTransaction(async () => { await this.cats.updateMany({}, {}); }); //~ data mongoose transaction ; data mongoose write Cat
  }
}
// @file src/typegoose.ts
import { getModelForClass, prop, type DocumentType, type ReturnModelType } from '@typegoose/typegoose';
class Ticket {
  @prop() title?: string;
  static async open(this: ReturnModelType<typeof Ticket>) { return this.find({ open: true }); } //~ data mongoose read Ticket
  async close(this: DocumentType<Ticket>) { return this.save(); } //~ data mongoose write Ticket
}
const TicketModel = getModelForClass(Ticket);
export const tickets = () => TicketModel.paginate({}); //~ data mongoose read Ticket
export const ticket = (id: string) => TicketModel.findById(id).orFail(); //~ data mongoose read Ticket
// @file package.json
// { "dependencies": { "mongoose": "^9.0.0", "mongoose-paginate-v2": "^1.9.0" } }

// also: close, client
import mongoose, { Schema, model, type Model } from 'mongoose';
import { User } from './user';
await mongoose.connect('mongodb://localhost/shop'); //~ client mongoose connect
const Order = model('Order', new Schema({}));
export const list = (userId: string) => Order.find({ userId }).sort({ at: -1 }).limit(10).exec(); //~ data mongoose read Order
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
// @file src/user.ts
import mongoose from 'mongoose';
const schema = new mongoose.Schema({});
export const User = mongoose.model('User', schema);

// also: close, client
import { GridFSBucket, MongoClient, type ClientSession, type Collection, type Db } from 'mongodb';
import { orders } from './collections';
import { OrderStore } from './store';
export const client = new MongoClient('mongodb://localhost'); //~ client mongodb MongoClient
const db = client.db('shop');
export const list = (userId: string) => orders.find({ userId }).sort({ at: -1 }).limit(10).toArray(); //~ data mongodb read orders
export const one = (id: string) => db.collection('orders').findOne({ id }); //~ data mongodb read orders
export const add = (total: number) => db.collection<{ total: number }>('orders').insertOne({ total }); //~ data mongodb write orders
export const totals = () => orders.aggregate([{ $group: { _id: '$userId' } }]).toArray(); //~ data mongodb read orders
export const keepTotals = () => orders.aggregate([{ $group: { _id: '$userId' } }, { $merge: { into: 'totals' } }]).toArray(); //~ data mongodb write orders
export const drop = (id: string) => orders.deleteOne({ id }); //~ data mongodb delete orders
export const prepare = () => orders.createIndex({ userId: 1 }); //~ data mongodb schema orders
export const ping = () => db.command({ ping: 1 }); //~ data mongodb raw
export async function each() {
  const cursor = orders.find({}); //~ data mongodb read orders
  for await (const order of cursor) await orders.updateOne({ _id: order._id }, { $set: { seen: true } }); //~ data mongodb write orders
}
export const pay = () => client.withSession(async (session) => session.withTransaction(async () => { //~ data mongodb transaction
  await orders.updateOne({}, {}, { session }); //~ data mongodb write orders
}));
export async function charge(session: ClientSession) {
  session.startTransaction(); //~ data mongodb transaction
  await session.commitTransaction(); //~ data mongodb transaction
}
export const batch = async () => {
  const bulk = orders.initializeOrderedBulkOp();
  bulk.insert({ total: 1 });
  bulk.find({ total: 1 }).delete();
  await bulk.execute(); //~ data mongodb write orders
};
const files = new GridFSBucket(db, { bucketName: 'invoices' });
export const upload = () => files.openUploadStream('may.pdf'); //~ data mongodb write invoices
export const store = new OrderStore(client);
export const stop = () => client.close(); //~ close mongodb close
const list2 = [{ id: 1 }];
export const found = list2.find((order) => order.id === 1);
export const counts = new Map<string, number>();
export const seen = (id: string) => counts.delete(id);
export const query = { find: { id: 1 } };
export const cursorOnly = (names: { find(): { toArray(): string[] } }) => names.find().toArray();
export const byName = (database: Db) => database.collection('audit').countDocuments(); //~ data mongodb read audit
export const unknownName = (database: Db, name: string) => database.collection(name).findOne({}); //~ data mongodb read
export const later = (database: Db) => database.collection('audit');
export class Dynamic {
  constructor(private readonly audit: Collection<{ at: Date }>, private readonly log: { insertOne(entry: object): void }) {}
  add(entry: { at: Date }) {
    this.log.insertOne(entry);
    return this.audit.insertOne(entry); //~ data mongodb write
  }
}
// @file src/collections.ts
import { client } from './mongodb';
export const orders = client.db('shop').collection('orders');
// @file src/store.ts
import type { Collection, Db, MongoClient } from 'mongodb';
import { names } from './names';
export class OrderStore {
  private readonly lines: Collection<{ sku: string }>;
  private readonly db: Db;
  #archive?: Collection;
  constructor(client: MongoClient) {
    this.db = client.db();
    this.lines = this.db.collection(names.lines);
    this.#archive = this.db.collection('archive');
  }
  bySku(sku: string) { return this.lines.find({ sku }).toArray(); } //~ data mongodb read order_lines
  keep(line: object) { return this.#archive?.insertOne(line); } //~ data mongodb write archive
  all() { return Promise.all([this.lines.countDocuments(), this.db.collection('refunds').distinct('reason')]); } //~ data mongodb read order_lines ; data mongodb read refunds
}
// @file src/names.ts
export const names = { lines: 'order_lines' } as const;
// @file src/legacy.js
const { MongoClient } = require('mongodb');
let db;
exports.connect = async (url) => {
  const client = await MongoClient.connect(url); //~ client mongodb MongoClient
  db = client.db();
};
const getDb = () => db;
exports.find = (id) => getDb().collection('users').findOne({ id }); //~ data mongodb read users
MongoClient.connect('mongodb://localhost', (error, client) => { //~ client mongodb MongoClient
  client.db().collection('users').updateMany({}, {}); //~ data mongodb write users
});
// @file src/holder.ts
import { MongoClient, type Collection } from 'mongodb';
export const collections: { games?: Collection; players?: Collection } = {};
export async function connect() {
  const client = new MongoClient('mongodb://localhost'); //~ client mongodb MongoClient
  collections.games = client.db().collection('games');
}
// @file src/games.ts
import { collections } from './holder';
export const games = () => collections.games?.find({}).toArray(); //~ data mongodb read games
const shelf: { games?: { find(): string[] } } = {};
shelf.games = { find: () => [] };
export const borrowed = () => shelf.games?.find();
// @file src/promises.js
const { MongoClient } = require('mongodb');
class Wrapped {
  constructor(collection) { this._collection = collection; }
  find() { return this._collection.find({}); } //~ data mongodb read
}
class Adapter {
  connect() {
    this.connecting = MongoClient.connect('mongodb://localhost').then((client) => { //~ client mongodb MongoClient
      this.database = client.db();
      return this.database;
    }).catch((error) => Promise.reject(error));
    return this.connecting;
  }
  collection(name) {
    return this.connect().then(() => this.database.collection(name)).then((raw) => new Wrapped(raw)).catch((error) => { throw error; });
  }
  one(name) { return this.collection(name).then((wrapped) => wrapped._collection.findOne({})); } //~ data mongodb read
  all(name) { return this.collection(name).then((wrapped) => wrapped.find()); }
  drop() { return this.connect().then((database) => database.dropDatabase()); } //~ data mongodb schema
}
const adapter = new Adapter();
adapter.one('users');
adapter.all('orders');
module.exports = adapter;

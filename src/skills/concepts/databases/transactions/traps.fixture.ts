// state: demonstrated
import Database from 'better-sqlite3';
import mongoose from 'mongoose';
import express from 'express';
const app = express();
const db = new Database('shop.db');
const Order = mongoose.model('Order');
const Stock = mongoose.model('Stock');
const insert = db.prepare('INSERT INTO orders (id) VALUES (?)');
const stock = db.prepare('UPDATE stock SET count = count - 1 WHERE sku = ?');
const place = db.transaction((id: string) => { insert.run(id); stock.run(id); }); //~ evidence demonstrated
app.post('/orders', async (req, res) => {
  place(String(req.body.id));
  const session = await mongoose.startSession();
  await session.withTransaction(async () => { //~ evidence demonstrated
    await Order.create([{}], { session });
    await Stock.updateOne({}, {}, { session });
  });
  res.end();
});
declare const unknown: any;
export const silent = () => unknown.$transaction(async (tx: any) => { await tx.a.create({}); await unknown.b.create({}); });

// state: demonstrated
import express from 'express';
import { Readable } from 'node:stream';
const app = express();
const load = async (id: string) => { await Promise.resolve(); return id; };
app.get('/', async (_req, res) => {
  const [user, orders] = await Promise.all([load('1'), load('2')]); //~ evidence demonstrated
  const stream = Readable.from(['a']);
  stream.forEach(async (row) => { await load(row); });
  await Promise.all([load('1')]);
  res.json({ user, orders });
});

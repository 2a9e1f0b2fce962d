// state: demonstrated
import express from 'express';
import Redis from 'ioredis';
import { find } from './store';
const app = express();
const redis = new Redis();
app.get('/orders', async (_req, res) => { await redis.set('orders', '[]', 'EX', 60); res.json([]); }); //~ evidence demonstrated
app.post('/orders', (_req, res) => { res.status(201).json({}); });
app.get('/orders/:id', (req, res) => { res.json(find(req.params.id)); });
app.delete('/orders/:id', (_req, res) => { res.sendStatus(204); });
// @file src/store.ts
export class NotFoundError extends Error {}
export function find(id: string) {
  if (id === '') throw new NotFoundError('no such order');
  return { id };
}

// state: exemplary
import express from 'express';
import { LRUCache } from 'lru-cache';
import { Pool } from 'pg';
const app = express();
const cache = new LRUCache<string, object>({ max: 500, ttl: 60_000 });
const pool = new Pool();
const keys = { product: (id: string) => `p:${id}`, user: (id: string) => `u:${id}`, order: (id: string) => `o:${id}` };
async function product(id: string) {
  const known = cache.get(keys.product(id)); //~ evidence exemplary
  if (known) return known;
  const { rows } = await pool.query('SELECT * FROM products WHERE id = $1', [id]);
  cache.set(keys.product(id), rows);
  return rows;
}
async function user(id: string) {
  const known = cache.get(keys.user(id)); //~ evidence exemplary
  if (known) return known;
  const { rows } = await pool.query('SELECT * FROM users WHERE id = $1', [id]);
  cache.set(keys.user(id), rows);
  return rows;
}
async function order(id: string) {
  const known = cache.get(keys.order(id)); //~ evidence exemplary
  if (known) return known;
  const { rows } = await pool.query('SELECT * FROM orders WHERE id = $1', [id]);
  cache.set(keys.order(id), rows);
  return rows;
}
app.get('/:id', async (req, res) => { res.json([await product(req.params.id), await user(req.params.id), await order(req.params.id)]); });
app.delete('/:id', (req, res) => {
  cache.delete(keys.product(req.params.id));
  cache.delete(keys.user(req.params.id));
  cache.delete(keys.order(req.params.id));
  res.end();
});

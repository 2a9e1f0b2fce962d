// state: seen
import express from 'express';
import Redis from 'ioredis';
import { Pool } from 'pg';
const app = express();
const redis = new Redis();
const pool = new Pool();
const priceCache = new Map<string, number>(); //~ information unbounded-cache
export async function product(tenantId: string, id: string) {
  const known = await redis.get(`product:${id}`); //~ evidence seen ; information cache-key-misses-scope
  if (known) return known;
  const row = await pool.query('SELECT * FROM products WHERE tenant = $1 AND id = $2', [tenantId, id]);
  await redis.set(`product:${id}`, JSON.stringify(row.rows)); //~ warning cache-without-lifetime
  return row.rows;
}
app.get('/products/:id', async (req, res) => {
  const price = priceCache.get(String(req.params.id));
  if (price === undefined) priceCache.set(String(req.params.id), 1);
  await redis.setex(`seen:${req.params.id}`, 3600000, '1'); //~ information lifetime-in-wrong-unit
  await redis.setex(`week:${req.params.id}`, 604800, '1');
  res.json({ keys: await redis.keys('product:*'), product: await product('t', String(req.params.id)) }); //~ warning keys-in-request
});

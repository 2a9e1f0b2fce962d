// state: demonstrated
import express from 'express';
import Redis from 'ioredis';
import { Pool } from 'pg';
const app = express();
const redis = new Redis();
const pool = new Pool();
const productKey = (tenant: string, id: string) => `product:${tenant}:${id}`;
async function product(tenant: string, id: string) {
  const known = await redis.get(productKey(tenant, id)); //~ evidence demonstrated
  if (known !== null) return JSON.parse(known);
  const row = await pool.query('SELECT * FROM products WHERE id = $1', [id]);
  await redis.set(productKey(tenant, id), JSON.stringify(row.rows), 'EX', 60);
  return row.rows;
}
app.get('/products/:id', async (req, res) => { res.json(await product('t', req.params.id)); });
app.put('/products/:id', async (req, res) => {
  await pool.query('UPDATE products SET name = $1', [req.body.name]);
  await redis.del(productKey('t', req.params.id));
  res.end();
});

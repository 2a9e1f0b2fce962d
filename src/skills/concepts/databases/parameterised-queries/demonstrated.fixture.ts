// state: demonstrated
import { Pool } from 'pg';
import express from 'express';
const app = express();
const pool = new Pool();
const columns: Record<string, string> = { name: 'name', price: 'price_cents' };
const TABLE = 'products';
app.get('/products', async (req, res) => {
  const ids = String(req.query.ids).split(',');
  const sort = columns[String(req.query.sort)] ?? 'name';
  const sql = `SELECT * FROM ${TABLE} WHERE id IN (${ids.map((_, i) => `$${i + 1}`).join(',')}) ORDER BY ${sort} LIMIT ${Number(req.query.limit)}`;
  const found = await pool.query(sql, ids); //~ evidence demonstrated
  const one = await pool.query({ text: 'SELECT * FROM products WHERE id = $1', values: [ids[0]] }); //~ evidence demonstrated
  res.json({ found, one });
});
const apollo = { query: (text: string) => text };
export const graph = (id: string) => apollo.query(`query { user(id: ${id}) }`);

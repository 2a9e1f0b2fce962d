// state: not-seen
import express from 'express';
import { Pool } from 'pg';
const app = express();
const pool = new Pool();
app.get('/products', async (req, res) => {
  const byId = new Map<string, string>();
  byId.set(String(req.query.id), 'x');
  res.json(await pool.query('SELECT * FROM products'));
});

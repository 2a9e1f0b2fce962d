// state: not-seen
import { Pool } from 'pg';
import express from 'express';
const app = express();
const pool = new Pool();
app.post('/orders', async (req, res) => {
  await pool.query('INSERT INTO orders (id) VALUES ($1)', [req.body.id]); //~ question writes-without-transaction
  await pool.query('UPDATE stock SET count = count - 1 WHERE sku = $1', [req.body.sku]);
  res.end();
});

// state: exemplary
import { Pool } from 'pg';
import express from 'express';
const app = express();
const pool = new Pool();
app.post('/orders', async (req, res) => {
  await pool.query('INSERT INTO orders (id) VALUES ($1)', [req.body.id]); //~ evidence exemplary
  await pool.query('UPDATE stock SET count = count - $1 WHERE sku = $2', [req.body.count, req.body.sku]); //~ evidence exemplary
  await pool.query('DELETE FROM carts WHERE id = $1', [req.body.cart]); //~ evidence exemplary
  await pool.query('SELECT * FROM orders WHERE id = $1', [req.body.id]); //~ evidence exemplary
  await pool.query('SELECT * FROM customers WHERE id = $1', [req.body.customer]); //~ evidence exemplary
  res.end();
});

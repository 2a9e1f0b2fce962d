// state: not-applicable
import { Pool } from 'pg';
import express from 'express';
const app = express();
const pool = new Pool();
app.post('/orders', async (req, res) => {
  await pool.query('INSERT INTO orders (id) VALUES ($1)', [req.body.id]);
  res.end();
});

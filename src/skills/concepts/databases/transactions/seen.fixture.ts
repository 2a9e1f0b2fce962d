// state: seen
import { Pool } from 'pg';
import express from 'express';
const app = express();
const pool = new Pool();
app.post('/transfers', async (req, res) => {
  await pool.query('BEGIN'); //~ evidence seen ; warning transaction-wrong-handle
  await pool.query('UPDATE accounts SET balance = balance - $1', [req.body.amount]);
  await pool.query('UPDATE ledgers SET total = total + $1', [req.body.amount]);
  await pool.query('COMMIT'); //~ warning transaction-wrong-handle
  res.end();
});

// state: demonstrated
import { Pool } from 'pg';
import express from 'express';
const app = express();
const pool = new Pool();
app.post('/transfers', async (req, res) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN'); //~ evidence demonstrated
    await client.query('UPDATE accounts SET balance = balance - $1', [req.body.amount]);
    await client.query('UPDATE ledgers SET total = total + $1', [req.body.amount]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  res.end();
});

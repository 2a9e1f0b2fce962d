// state: seen
import { Pool } from 'pg';
import express from 'express';
const app = express();
const pool = new Pool();
app.get('/invoices/:id', async (req, res) => {
  const found = await pool.query('SELECT * FROM invoices WHERE id = $1', [req.params.id]); //~ evidence seen
  const lines = await pool.query(`SELECT * FROM lines WHERE invoice_id = '${req.params.id}'`); //~ warning sql-text-from-values
  res.json({ found, lines });
});

// state: not-seen
import express from 'express';
import { Pool } from 'pg';
const app = express();
const pool = new Pool();
app.get('/health', (_req, res) => { res.json({ ok: true }); });
app.get('/visits', async (_req, res) => {
  await pool.query('UPDATE visits SET count = count + 1'); //~ information get-that-writes
  res.json({ error: null });
});
app.get('/fail', (req, res) => {
  if (!req.query.id) { res.json({ error: 'id is missing' }); return; } //~ information error-with-success-status
  if (req.query.id === '2') { res.status(404); res.json({ error: 'no such item' }); return; }
  res.status(400).json({ error: 'bad' });
});
app.post('/orders/:id/cancel', (_req, res) => { res.end(); });

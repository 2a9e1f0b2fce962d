// state: not-seen
import { Pool } from 'pg';
import express from 'express';
const app = express();
const pool = new Pool();
app.get('/ready', async (_req, res) => { await pool.query('SELECT 1'); res.end(); });

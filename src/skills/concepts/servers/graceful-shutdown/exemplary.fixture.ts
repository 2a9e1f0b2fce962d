// state: exemplary
import express from 'express';
import { Pool } from 'pg';
const pool = new Pool();
const app = express();
let isReady = true;
app.get('/ready', (_req, res) => { res.sendStatus(isReady ? 200 : 503); });
const server = app.listen(3000);
function shutdown() {
  isReady = false;
  setTimeout(() => { process.exit(1); }, 10_000).unref();
  server.close(() => { void pool.end(); });
}
process.on('SIGTERM', shutdown); //~ evidence exemplary

// state: demonstrated
import http from 'node:http';
import { Pool } from 'pg';
const pool = new Pool();
const server = http.createServer().listen(3000);
async function shutdown() {
  await new Promise<void>((done) => { server.close(() => { done(); }); });
  await pool.end();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void shutdown()); //~ evidence demonstrated
// @file Dockerfile
// FROM node:24
// CMD ["node", "dist/server.js"]

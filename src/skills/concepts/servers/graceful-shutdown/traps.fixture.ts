// state: seen
import express from 'express';
import { stopWorkers } from './workers';
const app = express();
app.get('/restart', (_req, res) => {
  if (res.headersSent) process.exit(1); //~ warning exit-in-request
  res.end();
});
app.listen(3000);
process.on('SIGTERM', () => { stopWorkers(() => process.exit(0)); }); //~ evidence seen
// @file src/workers.ts
const workers: { terminate(): void }[] = [];
export function stopWorkers(done: () => void) { for (const worker of workers) worker.terminate(); done(); }
// @file scripts/import.ts
process.on('SIGINT', () => process.exit(130));

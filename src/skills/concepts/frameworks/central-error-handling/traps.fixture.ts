// state: demonstrated
import express from 'express';
import { logger } from './logger';
interface Failure extends Error { status?: number }
const app = express();
app.get('/orders', (_req, res) => { res.json([]); });
export function finish() {
  app.use(convert); //~ evidence demonstrated
  app.use(answer); //~ evidence demonstrated
}
function convert(error: Failure, req: express.Request, res: express.Response, _next: express.NextFunction) {
  const known = error instanceof SyntaxError ? Object.assign(error, { status: 400 }) : error;
  answer(known, req, res, _next);
}
function answer(error: Failure, _req: express.Request, res: express.Response, _next: express.NextFunction) {
  const status = error.status ?? 500;
  logger[status >= 500 ? 'error' : 'warn']('request failed', { error });
  res.status(status).json({ title: 'failed' });
}
app.get('/metrics', (_req, res) => { res.end(); });
// @file src/logger.ts
export const logger = { error: (..._: unknown[]) => undefined, warn: (..._: unknown[]) => undefined };

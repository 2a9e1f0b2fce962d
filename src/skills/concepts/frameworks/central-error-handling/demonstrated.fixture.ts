// state: demonstrated
import express from 'express';
import { onError } from './errors';
const app = express();
app.get('/', (_req, res) => { res.end(); });
app.use(onError); //~ evidence demonstrated
// @file src/errors.ts
import type { NextFunction, Request, Response } from 'express';
export class NotFound extends Error {}
export function onError(error: Error & { status?: number }, _req: Request, res: Response, _next: NextFunction) {
  console.error(error);
  if (process.env.NODE_ENV !== 'production') { res.status(500).json({ stack: error.stack }); return; }
  res.status(error.status ?? 500).json({ title: error instanceof NotFound ? error.message : 'Something went wrong' });
}

// state: exemplary
import express, { type NextFunction, type Request, type Response } from 'express';
const app = express();
app.get('/', (_req, res) => { res.end(); });
app.use((_req, res) => { res.status(404).json({ title: 'Not found' }); });
app.use((error: Error & { status?: number }, _req: Request, res: Response, _next: NextFunction) => { //~ evidence exemplary
  const id = crypto.randomUUID();
  console.error(id, error);
  res.status(error.status ?? 500).json({ title: 'Something went wrong', id });
});

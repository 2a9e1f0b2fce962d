import express from 'express';
import type { Store } from './store.js';

export function reportRoutes(store: Store): express.Router {
  const router = express.Router();

  router.get('/turnover', async (req, res) => {
    res.json({ cents: store.list().reduce((cents, order) => cents + order.cents, 0) });
  });

  router.get('/open', async (req, res) => {
    res.json({ open: store.list().filter((order) => order.status === 'open').length });
  });

  router.get('/archive/:year', async (req, res) => {
    res.json(store.archive(req.params.year));
  });

  // Ten thousand rows on a bad day, so they are sent as they come.
  router.get('/export', async (req, res) => {
    res.type('text/csv').write('id,customer,cents\n');
    for await (const row of store.rows()) res.write(row);
    res.end();
  });

  return router;
}

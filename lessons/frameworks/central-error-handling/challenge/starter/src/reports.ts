import express from 'express';
import type { Store } from './store.js';

export function reportRoutes(store: Store): express.Router {
  const router = express.Router();

  router.get('/turnover', async (req, res) => {
    try {
      res.json({ cents: store.list().reduce((cents, order) => cents + order.cents, 0) });
    } catch (err: any) {
      console.log(err);
      res.status(500).json(err);
    }
  });

  router.get('/open', async (req, res) => {
    try {
      res.json({ open: store.list().filter((order) => order.status === 'open').length });
    } catch (err: any) {
      console.log(err);
      res.status(200).json({ open: 0, error: err.message });
    }
  });

  router.get('/archive/:year', async (req, res) => {
    try {
      res.json(store.archive(req.params.year));
    } catch (err: any) {
      console.log('archive failed');
      res.status(500).send(err.stack);
    }
  });

  // Ten thousand rows on a bad day, so they are sent as they come.
  router.get('/export', async (req, res) => {
    try {
      res.type('text/csv').write('id,customer,cents\n');
      for await (const row of store.rows()) res.write(row);
      res.end();
    } catch (err: any) {
      console.log(err);
      res.status(500).json({ error: err.message });
    }
  });

  return router;
}

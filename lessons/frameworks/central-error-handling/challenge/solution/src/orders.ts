import express from 'express';
import type { Store } from './store.js';

/** Express 5 passes what an async handler throws to the error handler, so no route needs a catch. */
export function orderRoutes(store: Store): express.Router {
  const router = express.Router();

  router.get('/', async (req, res) => {
    res.json(store.list());
  });

  router.get('/:id', async (req, res) => {
    res.json(store.find(req.params.id));
  });

  router.get('/:id/customer', async (req, res) => {
    res.json({ customer: store.find(req.params.id).customer });
  });

  router.get('/:id/receipt', async (req, res) => {
    const order = store.find(req.params.id);
    res.type('text/plain').send(`${order.customer}: ${order.cents} cents, ${order.status}`);
  });

  router.get('/:id/balance', async (req, res) => {
    res.json({ cents: store.balance(req.params.id) });
  });

  router.post('/', async (req, res) => {
    res.status(201).json(store.create({ ...req.body, status: 'open' }));
  });

  router.patch('/:id', async (req, res) => {
    res.json(store.rename(req.params.id, req.body.customer));
  });

  router.delete('/:id', async (req, res) => {
    store.remove(req.params.id);
    res.sendStatus(204);
  });

  router.post('/:id/pay', async (req, res) => {
    res.json(store.settle(req.params.id, 'paid'));
  });

  router.post('/:id/cancel', async (req, res) => {
    res.json(store.settle(req.params.id, 'cancelled'));
  });

  return router;
}

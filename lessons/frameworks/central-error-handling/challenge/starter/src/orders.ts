import express from 'express';
import { ConflictError, NotFoundError } from './errors.js';
import type { Store } from './store.js';

export function orderRoutes(store: Store): express.Router {
  const router = express.Router();

  router.get('/', async (req, res) => {
    try {
      res.json(store.list());
    } catch (err: any) {
      console.log(err);
      res.status(500).json({ error: err.message });
    }
  });

  router.get('/:id', async (req, res) => {
    try {
      res.json(store.find(req.params.id));
    } catch (err: any) {
      if (err instanceof NotFoundError) {
        res.status(404).json({ error: err.message });
      } else {
        console.log(err);
        res.status(500).json({ error: err.message });
      }
    }
  });

  router.get('/:id/customer', async (req, res) => {
    try {
      res.json({ customer: store.find(req.params.id).customer });
    } catch (err: any) {
      console.log(err);
      res.status(500).json({ error: err.message });
    }
  });

  router.get('/:id/receipt', async (req, res) => {
    try {
      const order = store.find(req.params.id);
      res.type('text/plain').send(`${order.customer}: ${order.cents} cents, ${order.status}`);
    } catch (err: any) {
      res.status(404).send('Not found');
    }
  });

  router.get('/:id/balance', async (req, res) => {
    try {
      res.json({ cents: store.balance(req.params.id) });
    } catch (err: any) {
      console.log(err.message);
      res.status(err.status || 500).json({ error: err.message });
    }
  });

  router.post('/', async (req, res) => {
    try {
      res.status(201).json(store.create({ ...req.body, status: 'open' }));
    } catch (err: any) {
      if (err instanceof ConflictError) {
        res.status(409).json({ error: err.message });
      } else {
        res.status(500).json({ error: err.message, stack: err.stack });
      }
    }
  });

  router.patch('/:id', async (req, res) => {
    try {
      res.json(store.rename(req.params.id, req.body.customer));
    } catch (err: any) {
      console.log(err);
      res.status(500).json({ error: err.message });
    }
  });

  router.delete('/:id', async (req, res) => {
    try {
      store.remove(req.params.id);
      res.sendStatus(204);
    } catch (err: any) {
      console.log(err);
      res.status(500).json({ error: 'could not delete' });
    }
  });

  router.post('/:id/pay', async (req, res) => {
    try {
      res.json(store.settle(req.params.id, 'paid'));
    } catch (err: any) {
      if (err instanceof NotFoundError) {
        res.status(404).json({ error: err.message });
      } else {
        console.log(err);
        res.status(500).json({ error: err.message });
      }
    }
  });

  router.post('/:id/cancel', async (req, res) => {
    try {
      res.json(store.settle(req.params.id, 'cancelled'));
    } catch (err: any) {
      console.log(err);
      res.status(400).json({ error: err.message });
    }
  });

  return router;
}

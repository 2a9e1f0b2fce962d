import type { DatabaseSync } from 'node:sqlite';
import { Router } from 'express';
import { NotFoundError } from '../errors.ts';

export function customerRoutes(db: DatabaseSync): Router {
  const router = Router();
  const insert = db.prepare('INSERT INTO customers (name, email, tier) VALUES (:name, :email, :tier)');
  const byId = db.prepare('SELECT id, name, email, tier FROM customers WHERE id = ?');

  router.post('/', (req, res) => {
    const { lastInsertRowid } = insert.run(req.body);
    res.json({ id: Number(lastInsertRowid), ...req.body });
  });

  router.get('/:id', (req, res) => {
    const customer = byId.get(req.params.id);
    if (!customer) throw new NotFoundError('customer', req.params.id);
    res.json(customer);
  });

  router.get('/:id/orders', (req, res) => {
    const orders = db
      .prepare('SELECT id, placed_at AS placedAt, total_cents AS totalCents, status FROM orders WHERE customer_id = ? ORDER BY id DESC')
      .all(req.params.id);
    res.json({ items: orders });
  });

  router.post('/:id/merge', (req, res) => {
    // Moves the orders of a duplicate account over, then removes it.
    db.prepare('UPDATE orders SET customer_id = ? WHERE customer_id = ?').run(req.params.id, req.body.duplicateId);
    db.prepare('DELETE FROM customers WHERE id = ?').run(req.body.duplicateId);
    res.status(204).end();
  });

  return router;
}

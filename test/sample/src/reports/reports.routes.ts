import type { DatabaseSync } from 'node:sqlite';
import { Router } from 'express';

interface CustomerRow { readonly id: number; readonly name: string }
interface OrderRow { readonly customerId: number; readonly totalCents: number }
interface LineRow { readonly productId: number; readonly quantity: number }

export function reportRoutes(db: DatabaseSync): Router {
  const router = Router();

  router.get('/customers', (_req, res) => {
    const customers = db.prepare('SELECT id, name FROM customers').all() as unknown as CustomerRow[];
    const orders = db.prepare('SELECT customer_id AS customerId, total_cents AS totalCents FROM orders').all() as unknown as OrderRow[];

    const rows = [];
    for (const customer of customers) {
      let spent = 0;
      for (const order of orders) {
        if (order.customerId === customer.id) spent += order.totalCents;
      }
      rows.push({ ...customer, spent });
    }
    res.json({ items: rows });
  });

  router.get('/best-sellers', (_req, res) => {
    const lines = db.prepare('SELECT product_id AS productId, quantity FROM order_lines').all() as unknown as LineRow[];

    // One pass: sold per product, then the ten best.
    const sold = new Map<number, number>();
    for (const { productId, quantity } of lines) sold.set(productId, (sold.get(productId) ?? 0) + quantity);
    const best = [...sold].sort(([, a], [, b]) => b - a).slice(0, 10);
    res.json({ items: best.map(([productId, quantity]) => ({ productId, quantity })) });
  });

  return router;
}

import { Router } from 'express';
import { z } from 'zod';
import type { OrderService } from './orders.service.ts';

const newOrder = z.strictObject({
  customerId: z.number().int().positive(),
  lines: z.array(z.strictObject({ productId: z.number().int().positive(), quantity: z.number().int().min(1).max(50) })).min(1).max(30),
});

export function orderRoutes(orders: OrderService): Router {
  const router = Router();

  router.post('/', (req, res) => {
    const { customerId, lines } = newOrder.parse(req.body);
    const order = orders.place(customerId, lines);
    res.status(201).location(`/api/v1/orders/${order.id}`).json(order);
  });

  router.get('/:id', (req, res) => {
    res.json(orders.get(Number(req.params.id)));
  });

  router.post('/:id/shipment', async (req, res) => {
    res.status(201).json(await orders.ship(Number(req.params.id)));
  });

  return router;
}

import type { DatabaseSync } from 'node:sqlite';
import express, { Router } from 'express';
import { customerRoutes } from './customers/customers.routes.ts';
import { errorHandler, notFound } from './errors.ts';
import { feedRoutes } from './feeds/feed.routes.ts';
import { orderRoutes } from './orders/orders.routes.ts';
import type { OrderService } from './orders/orders.service.ts';
import { productRoutes } from './products/products.routes.ts';
import type { ProductStore } from './products/products.store.ts';
import { reportRoutes } from './reports/reports.routes.ts';

export interface Services {
  readonly db: DatabaseSync;
  readonly products: ProductStore;
  readonly orders: OrderService;
}

export function createApp({ db, products, orders }: Services): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.json({ limit: '100kb' }));

  const api = Router();
  api.use('/products', productRoutes(products));
  api.use('/customers', customerRoutes(db));
  api.use('/orders', orderRoutes(orders));
  api.use('/reports', reportRoutes(db));

  app.get('/health', (_req, res) => {
    res.json({ status: 'ok' });
  });
  app.use('/api/v1', api);
  app.use('/feeds', feedRoutes(products));
  app.use(notFound);
  app.use(errorHandler);
  return app;
}

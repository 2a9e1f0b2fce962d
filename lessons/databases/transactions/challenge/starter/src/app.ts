import express, { type Express } from 'express';
import type { Pool } from 'pg';
import { checkout } from './checkout.js';
import { CartNotOpen, OutOfStock } from './errors.js';
import type { Mailer } from './mailer.js';

export interface Dependencies {
  readonly pool: Pool;
  readonly mailer: Mailer;
}

export function createApp({ pool, mailer }: Dependencies): Express {
  const app = express();
  app.use(express.json({ limit: '10kb' }));

  app.post('/carts/:id/checkout', async (request, response) => {
    const { paymentReference } = request.body as { paymentReference: string };
    try {
      response.status(201).json(await checkout(pool, mailer, Number(request.params.id), paymentReference));
    } catch (error) {
      if (error instanceof CartNotOpen) response.status(404).json({ error: 'no-open-cart' });
      else if (error instanceof OutOfStock) response.status(409).json({ error: 'out-of-stock', sku: error.sku });
      else {
        console.error('checkout failed', error);
        response.status(500).json({ error: 'checkout-failed' });
      }
    }
  });

  return app;
}

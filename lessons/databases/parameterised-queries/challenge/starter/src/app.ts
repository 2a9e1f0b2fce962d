import express, { type Express } from 'express';
import type { Pool } from 'pg';
import { BadSearch, searchProducts, type ProductSearch } from './search.js';

export function createApp(pool: Pool): Express {
  const app = express();

  app.get('/tenants/:tenant/products', async (request, response) => {
    const { searchParams } = new URL(request.originalUrl, 'http://shop.example');
    try {
      response.json(await searchProducts(pool, toSearch(request.params.tenant, searchParams)));
    } catch (error) {
      if (error instanceof BadSearch) {
        response.status(400).json({ error: error.message });
        return;
      }
      console.error('product search failed', error);
      response.status(500).json({ error: 'search-failed' });
    }
  });

  return app;
}

/** `?text=mug&sku=a&sku=b&maxPriceCents=2000&sort=price&direction=desc`; everything is optional, and everything is what somebody typed. */
function toSearch(tenant: string, params: URLSearchParams): ProductSearch {
  return {
    tenant,
    text: params.get('text') ?? undefined,
    skus: params.has('sku') ? params.getAll('sku') : undefined,
    maxPriceCents: params.get('maxPriceCents') ?? undefined,
    sort: params.get('sort') ?? undefined,
    direction: params.get('direction') ?? undefined,
  };
}

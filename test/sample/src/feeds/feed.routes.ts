import { Router } from 'express';
import type { Product, ProductStore } from '../products/products.store.ts';

/** The product feed that price comparison sites read. */
export function feedRoutes(products: ProductStore): Router {
  const router = Router();

  router.get('/products.xml', (_req, res) => {
    const items = products.list(100, 0).map(item).join('');
    res.type('application/xml').send(`<?xml version="1.0" encoding="UTF-8"?><products>${items}</products>`);
  });

  return router;
}

function item(product: Product): string {
  return `<product id="${product.id}"><name>${product.name}</name><origin>${product.origin}</origin></product>`;
}

import { Router } from 'express';
import { NotFoundError } from '../errors.ts';
import type { Product, ProductStore } from '../products/products.store.ts';

/** XML for machines: the product feed that price comparison sites read, and one label for the printer in the shop. */
export function feedRoutes(products: ProductStore): Router {
  const router = Router();

  router.get('/products.xml', (_req, res) => {
    const entries = products.list(100, 0).map(entry).join('');
    res.type('application/xml').send(`<?xml version="1.0" encoding="UTF-8"?><products>${entries}</products>`);
  });

  router.get('/labels/:id', (req, res) => {
    const product = products.find(Number(req.params.id));
    if (!product) throw new NotFoundError('product', req.params.id);
    res.type('application/xml').send(`<?xml version="1.0" encoding="UTF-8"?><label><name>${product.name}</name><origin>${product.origin}</origin></label>`);
  });

  return router;
}

function entry(product: Product): string {
  return `<product id="${product.id}"><name>${product.name}</name><origin>${product.origin}</origin></product>`;
}

import { Router } from 'express';
import { z } from 'zod';
import { NotFoundError } from '../errors.ts';
import type { ProductStore } from './products.store.ts';

const idParam = z.object({ id: z.coerce.number().int().positive() });

const page = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.coerce.number().int().min(0).default(0),
});

const newProduct = z.strictObject({
  name: z.string().trim().min(1).max(80),
  origin: z.string().trim().min(1).max(60),
  priceCents: z.number().int().positive(),
  stock: z.number().int().min(0),
});

export function productRoutes(products: ProductStore): Router {
  const router = Router();

  router.get('/', (req, res) => {
    const { limit, after } = page.parse(req.query);
    res.json({ items: products.list(limit, after) });
  });

  router.get('/search', (req, res) => {
    res.json({ items: products.search(String(req.query.q ?? '')) });
  });

  router.post('/', (req, res) => {
    const product = products.insert(newProduct.parse(req.body));
    res.status(201).location(`/api/v1/products/${product.id}`).json(product);
  });

  router
    .route('/:id')
    .get((req, res) => {
      const { id } = idParam.parse(req.params);
      const product = products.find(id);
      if (!product) throw new NotFoundError('product', id);
      res.json(product);
    })
    .patch((req, res) => {
      const { id } = idParam.parse(req.params);
      const product = products.update(id, newProduct.partial().parse(req.body));
      if (!product) throw new NotFoundError('product', id);
      res.json(product);
    })
    .delete((req, res) => {
      const { id } = idParam.parse(req.params);
      if (!products.delete(id)) throw new NotFoundError('product', id);
      res.status(204).end();
    });

  return router;
}

import type { Origin, Product } from './origin.js';
import type { Store } from './store.js';

/** Prices hardly ever change, so an hour is fine. */
const ttlMs = 3_600_000;

/** Products for the shop's pages: read all the time, changed now and then. */
export class Catalogue {
  readonly #origin: Origin;
  readonly #store: Store;

  constructor(origin: Origin, store: Store) {
    this.#origin = origin;
    this.#store = store;
  }

  async get(tenantId: string, productId: string): Promise<Product | undefined> {
    const key = `product:${productId}`;
    const cached = await this.#store.get(key);
    if (cached !== undefined) return (JSON.parse(cached) as Product | null) ?? undefined;
    const product = await this.#load(tenantId, productId);
    await this.#store.set(key, JSON.stringify(product ?? null), ttlMs);
    return product;
  }

  async changePrice(tenantId: string, productId: string, priceCents: number): Promise<void> {
    await this.#store.delete(`product:${productId}`);
    await this.#origin.changePrice(tenantId, productId, priceCents);
  }

  /** A page without one product is better than no page. */
  async #load(tenantId: string, productId: string): Promise<Product | undefined> {
    try {
      return await this.#origin.fetchProduct(tenantId, productId);
    } catch {
      return undefined;
    }
  }
}

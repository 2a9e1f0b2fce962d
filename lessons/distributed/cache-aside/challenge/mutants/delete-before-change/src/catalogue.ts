// Mistake: the key is deleted first, so a reader can put the old value back before the change has happened.
import type { Origin, Product } from './origin.js';
import type { Store } from './store.js';

/** Bounds how old a product may look after a change made elsewhere; leaves the load some of the promised second. */
const ttlMs = 800;

/** Products for the shop's pages: read all the time, changed now and then. */
export class Catalogue {
  readonly #origin: Origin;
  readonly #store: Store;
  /** Loads under way, so that readers of a cold product share one. */
  readonly #loading = new Map<string, Promise<Product | undefined>>();

  constructor(origin: Origin, store: Store) {
    this.#origin = origin;
    this.#store = store;
  }

  async get(tenantId: string, productId: string): Promise<Product | undefined> {
    const key = productKey(tenantId, productId);
    const hit = await this.#store.get(key).catch(() => undefined); // a cache that is down is only a miss
    if (hit !== undefined) return JSON.parse(hit) as Product;
    return this.#loading.get(key) ?? this.#load(key, tenantId, productId);
  }

  async changePrice(tenantId: string, productId: string, priceCents: number): Promise<void> {
    const key = productKey(tenantId, productId);
    this.#loading.delete(key);
    await this.#store.delete(key).catch(() => undefined);
    await this.#origin.changePrice(tenantId, productId, priceCents);
    this.#loading.delete(key);
  }

  #load(key: string, tenantId: string, productId: string): Promise<Product | undefined> {
    const isCurrent = (): boolean => this.#loading.get(key) === loading;
    const loading: Promise<Product | undefined> = this.#origin.fetchProduct(tenantId, productId)
      .then(async (product) => {
        // A change made meanwhile has forgotten this load: what it read may be old, so nobody else may get it.
        if (product && isCurrent()) await this.#store.set(key, JSON.stringify(product), ttlMs).catch(() => undefined);
        return product;
      })
      .finally(() => {
        if (isCurrent()) this.#loading.delete(key);
      });
    this.#loading.set(key, loading);
    return loading;
  }
}

/** Ids are any text, so joining them with a separator could make two products one. */
function productKey(tenantId: string, productId: string): string {
  return `product:v1:${JSON.stringify([tenantId, productId])}`;
}

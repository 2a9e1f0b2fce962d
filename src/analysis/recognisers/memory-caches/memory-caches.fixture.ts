import { LRUCache } from 'lru-cache';
import NodeCache from 'node-cache';
import type { Cache } from 'cache-manager';
const prices = new LRUCache<string, number>({ max: 500, ttl: 60_000 });
const endless = new LRUCache<string, number>({ max: 500 });
const plain = new NodeCache();
export const one = (sku: string) => prices.get(`price:${sku}`); //~ cache lru-cache get ttl=store
export const two = (sku: string) => prices.set(`price:${sku}`, 1); //~ cache lru-cache set ttl=store
export const three = (sku: string) => endless.set(sku, 1, { ttl: 10 }); //~ cache lru-cache set ttl=call
export const four = (sku: string) => endless.set(sku, 1); //~ cache lru-cache set ttl=none
export const five = (sku: string) => plain.del(sku); //~ cache node-cache delete ttl=none
export class Prices {
  constructor(private readonly cache: Cache) {}
  read(sku: string) { return this.cache.get(sku); } //~ cache cache-manager get ttl=unknown
}
const set = new Set<string>();
set.delete('a');

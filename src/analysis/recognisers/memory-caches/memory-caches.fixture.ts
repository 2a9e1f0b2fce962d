import { LRUCache } from 'lru-cache';
import NodeCache from 'node-cache';
import type { Cache } from 'cache-manager';
import { createCache } from 'cache-manager';
import { CACHE_MANAGER, Cache as NestCache } from '@nestjs/cache-manager';
import { Inject } from '@nestjs/common';
import Keyv from 'keyv';
import QuickLRU from 'quick-lru';
import Memcached from 'memcached';
import memjs from 'memjs';
import shelf from 'memory-cache';
import { LRUCache as OurCache, stock } from './stock';
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
export class Stock {
  @Inject(CACHE_MANAGER) private readonly second!: NestCache;
  constructor(@Inject(CACHE_MANAGER) private readonly cache: NestCache) {}
  read(sku: string) { return this.cache.wrap(sku, () => stock.get(sku), 5000); } //~ cache cache-manager get ttl=call
  write(sku: string) { return this.second.set(sku, 1); } //~ cache cache-manager set ttl=unknown
}
const managed = createCache({ ttl: 1000 });
export const six = (sku: string) => managed.set(sku, 1); //~ cache cache-manager set ttl=store
const keyv = new Keyv('redis://localhost');
export const seven = (sku: string) => keyv.set(sku, 1, 60 * 1000); //~ cache keyv set ttl=call
export const eight = (sku: string) => keyv.get(sku); //~ cache keyv get ttl=none
const quick = new QuickLRU<string, number>({ maxSize: 100, maxAge: 1000 });
export const nine = (sku: string) => quick.set(sku, 1); //~ cache quick-lru set ttl=store
const memcached = new Memcached('localhost:11211');
export const ten = (sku: string) => memcached.set(sku, 1, 600, (error) => { if (error) throw error as Error; }); //~ cache memcached set ttl=call
export const never = (sku: string) => memcached.set(sku, 1, 0, () => undefined); //~ cache memcached set ttl=none
export const asked = (sku: string) => memcached.get(sku, () => undefined); //~ cache memcached get ttl=none
const client = memjs.Client.create();
export const eleven = (sku: string) => client.set(sku, '1', { expires: 60 }); //~ cache memjs set ttl=call
export const twelve = (sku: string) => client.replace(sku, '1', () => undefined); //~ cache memjs set ttl=none
shelf.put('warm', true, 1000); //~ cache memory-cache set ttl=call
shelf.get('warm'); //~ cache memory-cache get ttl=none
// Look-alikes: a set, a map, a class and an object of our own, a method that is no cache operation, a type.
const set = new Set<string>();
set.delete('a');
const map = new Map<string, number>();
map.set('a', 1);
const ours = new OurCache();
ours.get('a');
stock.get('a');
prices.has('a');
plain.on('expired', () => undefined);
export const typed = (cache: { get(key: string): NestCache }) => cache.get('a');
// @file src/stock.ts
export const stock = { get: (sku: string) => sku };
export class LRUCache { get(key: string) { return key; } }

import type { CacheUse } from '../../facts.ts';
import { cacheKey } from '../cache-key.ts';
import type { ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const lru = 'lru-cache.LRUCache!';
const nodeCache = 'node-cache!';
const manager = 'cache-manager.Cache!';
const keyv = 'keyv!';
const operations: ReadonlyMap<string, CacheUse['operation']> = new Map([
  ['get', 'get'], ['peek', 'get'], ['fetch', 'get'], ['wrap', 'get'], ['mget', 'get'], ['set', 'set'], ['mset', 'set'],
  ['del', 'delete'], ['delete', 'delete'], ['clear', 'delete'], ['reset', 'delete'], ['flushAll', 'delete'],
]);
/** Constructor option that gives every entry a lifetime, and its unit. */
const storeTtl: Readonly<Record<string, readonly string[]>> = { [lru]: ['ttl', 'maxAge'], [nodeCache]: ['stdTTL'], [manager]: ['ttl'], [keyv]: ['ttl'] };

/** In-process caches and cache-manager (Nest's CACHE_MANAGER included). */
export const recogniser: Recogniser = {
  name: 'memory-caches',
  modules: ['lru-cache', 'node-cache', 'cache-manager', '@nestjs/cache-manager', 'keyv'],
  aliases: {
    'lru-cache!': lru, 'lru-cache.default!': lru, 'node-cache.NodeCache!': nodeCache, 'cache-manager.caching()': manager, 'cache-manager.createCache()': manager,
    'cache-manager.multiCaching()': manager, '@nestjs/cache-manager.Cache!': manager, 'keyv.Keyv!': keyv,
  },
  onCall(call, link) {
    const lifetimes = storeTtl[call.receiver];
    const operation = operations.get(call.method);
    if (lifetimes === undefined || operation === undefined) return;
    link.emit({
      kind: 'cache', ...call.base, library: call.callee.module, operation, method: call.method, ...cacheKey(call.args[0], link),
      ttl: timeToLive(call, lifetimes, link), receiverId: call.on?.id ?? '',
    });
  },
};

function timeToLive(call: ExternalCall, lifetimes: readonly string[], link: LinkContext): CacheUse['ttl'] {
  const options = call.args[2];
  if (options !== undefined) {
    const entries = options.entries();
    if (entries === undefined) return 'call';
    if (options.prop('ttl') !== undefined) return 'call';
  }
  if (call.on?.site === undefined) return 'unknown';
  const made = link.argumentsOf(call.on).find((arg) => arg.entries() !== undefined);
  if (made === undefined) return call.receiver === manager ? 'unknown' : 'none';
  if (lifetimes.some((name) => made.prop(name) !== undefined)) return 'store';
  return made.entries()?.open === true ? 'unknown' : 'none';
}

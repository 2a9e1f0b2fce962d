import type { CacheUse } from '../../facts.ts';
import { cacheKey } from '../cache-key.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

/** Names of the option that gives entries a lifetime: where the store is made (`stored`), and in the call that sets one; other third arguments are the lifetime itself. */
interface Store { readonly stored: readonly string[]; readonly perCall: string }

const manager = 'cache-manager.Cache!';
const stores: Readonly<Record<string, Store>> = {
  'lru-cache.LRUCache!': { stored: ['ttl', 'maxAge'], perCall: 'ttl' },
  'node-cache!': { stored: ['stdTTL'], perCall: 'ttl' },
  [manager]: { stored: ['ttl'], perCall: 'ttl' },
  'keyv!': { stored: ['ttl'], perCall: 'ttl' },
  'cacheable.Cacheable!': { stored: ['ttl'], perCall: 'ttl' },
  'quick-lru!': { stored: ['maxAge'], perCall: 'maxAge' },
  '@isaacs/ttlcache!': { stored: ['ttl'], perCall: 'ttl' },
  'memory-cache': { stored: [], perCall: 'time' },
  'memcached!': { stored: [], perCall: 'lifetime' },
  'memjs.Client!': { stored: ['expires'], perCall: 'expires' },
};
const operations: ReadonlyMap<string, CacheUse['operation']> = new Map([
  ...['get', 'peek', 'fetch', 'wrap', 'mget', 'gets', 'getMulti', 'getMany', 'getOrSet'].map((m) => [m, 'get'] as const),
  ...['set', 'mset', 'put', 'add', 'replace', 'setMany'].map((m) => [m, 'set'] as const),
  ...['del', 'delete', 'clear', 'reset', 'flushAll', 'deleteMany', 'mdel', 'flush'].map((m) => [m, 'delete'] as const),
]);

/** In-process caches, memcached clients, Keyv and cache-manager (Nest's CACHE_MANAGER included). */
export const recogniser: Recogniser = {
  name: 'memory-caches',
  modules: ['lru-cache', 'node-cache', 'cache-manager', '@nestjs/cache-manager', 'keyv', 'cacheable', 'quick-lru', '@isaacs/ttlcache', 'memory-cache', 'memcached', 'memjs'],
  aliases: {
    'lru-cache!': 'lru-cache.LRUCache!', 'lru-cache.default!': 'lru-cache.LRUCache!', 'node-cache.NodeCache!': 'node-cache!',
    'cache-manager.caching()': manager, 'cache-manager.createCache()': manager, 'cache-manager.multiCaching()': manager, 'cache-manager.MemoryCache!': manager,
    '@nestjs/cache-manager.Cache!': manager, 'keyv.Keyv!': 'keyv!', 'cacheable.CacheableMemory!': 'cacheable.Cacheable!', '@isaacs/ttlcache.TTLCache!': '@isaacs/ttlcache!',
    'memory-cache.Cache!': 'memory-cache', 'memcached()': 'memcached!', 'memjs.Client.create()': 'memjs.Client!', 'memjs.default.Client.create()': 'memjs.Client!',
  },
  onCall(call, link) {
    const store = stores[call.receiver];
    const operation = operations.get(call.method);
    if (store === undefined || operation === undefined) return;
    link.emit({
      kind: 'cache', ...call.base, library: call.callee.module, operation, method: call.method, ...cacheKey(call.args[0], link),
      ttl: timeToLive(call, store, link), receiverId: call.on?.id ?? '',
    });
  },
};

function timeToLive(call: ExternalCall, store: Store, link: LinkContext): CacheUse['ttl'] {
  const given = call.args[2];
  if (given !== undefined && given.fn() === undefined && isLifetime(given, store)) return 'call';
  if (call.on?.site === undefined) return call.receiver === 'memory-cache' ? 'none' : 'unknown';
  const made = link.argumentsOf(call.on).find((arg) => arg.entries() !== undefined);
  if (made === undefined) return call.receiver === manager ? 'unknown' : 'none';
  if (store.stored.some((name) => made.prop(name) !== undefined)) return 'store';
  return made.entries()?.open === true ? 'unknown' : 'none';
}

/** A number, a text (`'1h'`) or an option; 0 means for ever. */
function isLifetime(given: Argument, { perCall }: Store): boolean {
  return given.entries() === undefined ? given.literal() !== 0 : given.prop(perCall) !== undefined;
}

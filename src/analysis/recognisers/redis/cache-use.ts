import type { CacheUse } from '../../facts.ts';
import { cacheKey } from '../cache-key.ts';
import type { Argument, ExternalCall, LinkContext } from '../recogniser.ts';

const operations: ReadonlyMap<string, CacheUse['operation']> = new Map([
  ...['get', 'mget', 'hget', 'hgetall', 'getex', 'getBuffer', 'hGet', 'hGetAll', 'mGet', 'getEx'].map((m) => [m, 'get'] as const),
  ...['set', 'setex', 'psetex', 'setnx', 'mset', 'hset', 'hmset', 'setEx', 'pSetEx', 'setNX', 'mSet', 'hSet'].map((m) => [m, 'set'] as const),
  ...['del', 'unlink', 'hdel', 'hDel', 'expire', 'pexpire'].map((m) => [m, 'delete'] as const),
  ['keys', 'scan'], ['KEYS', 'scan'],
]);

/** The commands a cache is made of, with key and lifetime. */
export function emitCacheUse(call: ExternalCall, link: LinkContext): void {
  const operation = operations.get(call.method);
  if (operation === undefined || call.args.length === 0) return;
  link.emit({
    kind: 'cache', ...call.base, library: call.callee.module, operation, method: call.method, ...cacheKey(call.args[0], link),
    ...timeToLive(call), receiverId: call.on?.id ?? '',
  });
}

function timeToLive(call: ExternalCall): Pick<CacheUse, 'ttl' | 'ttlValue'> {
  const method = call.method.toLowerCase();
  if (method === 'setex') return given(call.args[1], 's');
  if (method === 'psetex') return given(call.args[1], 'ms');
  if (method !== 'set') return { ttl: method.startsWith('h') || method.startsWith('m') || method === 'setnx' ? 'unknown' : 'none' };
  const options = call.args[2];
  if (options === undefined) return { ttl: 'none' };
  const entries = options.entries();
  if (entries !== undefined) {
    for (const [name, unit] of [['EX', 's'], ['PX', 'ms']] as const) {
      const value = options.prop(name);
      if (value !== undefined) return given(value, unit);
    }
    if (options.prop('expiration') !== undefined || options.prop('EXAT') !== undefined || options.prop('PXAT') !== undefined) return { ttl: 'call' };
    return { ttl: entries.open ? 'unknown' : 'none' };
  }
  const words = call.args.slice(2).map((arg) => String(arg.literal() ?? '').toUpperCase());
  const at = words.findIndex((word) => /^(?:EX|PX|EXAT|PXAT|KEEPTTL)$/.test(word));
  if (at >= 0) return given(call.args[at + 3], words[at] === 'EX' ? 's' : 'ms');
  return { ttl: words.every((word) => word === 'NX' || word === 'XX') ? 'none' : 'unknown' };
}

function given(argument: Argument | undefined, unit: 's' | 'ms'): Pick<CacheUse, 'ttl' | 'ttlValue'> {
  const amount = argument?.literal();
  return { ttl: 'call', ...(typeof amount === 'number' ? { ttlValue: { amount, unit } } : {}) };
}

import type { Truth } from '../truth.ts';

const words = (text: string): readonly string[] => text.split(/\s+/);
/** Commands of the backends here, as Redis documents them; what also is a use of a cache counts twice: once as data, once as that. */
const operations: Readonly<Record<string, readonly string[]>> = {
  read: words('get mget hget hgetall hGetAll exists ttl lrange smembers sMembers sismember zrange zRange zrevrange keys scan scanIterator dbsize llen xlen strlen'),
  write: words('set setex setEx setnx mset incr decr incrby decrby hset hSet hincrby hIncrBy expire pexpire lpush rpush sadd sAdd zadd zAdd zincrby zIncrBy xadd'),
  delete: words('del unlink hdel hDel lpop blpop srem zrem getdel flushdb'),
  raw: words('eval evalsha sendCommand call'),
};
const cacheUses: Readonly<Record<string, string>> = {
  get: 'get', mget: 'get', hget: 'get', hgetall: 'get', hGetAll: 'get', set: 'set', setex: 'set', setEx: 'set', setnx: 'set', mset: 'set', hset: 'set', hSet: 'set',
  del: 'delete', unlink: 'delete', hdel: 'delete', hDel: 'delete', expire: 'delete', pexpire: 'delete', keys: 'scan',
};

interface Class { readonly prototype: object }

/** Watches ioredis: commands the backend's own code sends, and batches where they are executed. */
export function watchIoredis(truth: Truth, { Redis, Pipeline }: { readonly Redis: Class; readonly Pipeline: Class }): void {
  watchCommands(truth, Redis.prototype, 'ioredis');
  truth.watch(Redis.prototype, { publish: ([channel]) => ({ operation: 'produce', target: String(channel) }), subscribe: ([channel]) => ({ operation: 'consume', target: String(channel) }) }, 'ioredis', { direct: true });
  truth.watch(Pipeline.prototype, { exec: (_args, self) => strongest((self as { _queue: readonly { name: string }[] })._queue.map(({ name }) => name)) }, 'ioredis', { direct: true });
  // What `multi` gives has an `exec` of its own.
  const holder = Redis.prototype as { multi: (...args: unknown[]) => object };
  const { multi } = holder;
  holder.multi = function (...args) {
    const made = multi.apply(this, args);
    truth.watch(made, { exec: 'transaction' }, 'ioredis', { direct: true });
    return made;
  };
}

/** Watches one client of node-redis: the class behind it depends on its configuration. */
export function watchNodeRedis(truth: Truth, client: object): void {
  watchCommands(truth, client, 'redis');
  const { Multi } = client as { Multi: Class };
  truth.watch(Multi.prototype, { exec: 'transaction', execAsPipeline: (_args, self) => strongest(commandsOf(self)) }, 'redis', { direct: true });
  const noted = new WeakMap<object, string[]>();
  const commandsOf = (self: unknown): readonly string[] => noted.get(self as object) ?? [];
  truth.watch(Multi.prototype, Object.fromEntries(Object.values(operations).flat().filter((name) => name in Multi.prototype).map((name) => [name, (_args, self) => {
    noted.set(self as object, [...commandsOf(self), name]);
    return undefined;
  }])), 'redis');
}

function watchCommands(truth: Truth, prototype: object, library: string): void {
  for (const [operation, names] of Object.entries(operations)) {
    for (const name of names) {
      if (!(name in prototype)) continue;
      const cache = cacheUses[name];
      truth.watch(prototype, { [name]: operation }, library, { direct: true });
      if (cache !== undefined) truth.watch(prototype, { [name]: `cache ${cache}` }, library, { direct: true });
    }
  }
}

function strongest(names: readonly string[]): string {
  const said = names.map((name) => Object.entries(operations).find(([, list]) => list.includes(name))?.[0]);
  return ['raw', 'delete', 'write', 'read'].find((operation) => said.includes(operation)) ?? 'raw';
}

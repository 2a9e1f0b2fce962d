import { createServer, type Socket } from 'node:net';

/** A reply: text in angle brackets is a simple string, `null` nothing, an Error an error. */
type Reply = string | number | null | Error | readonly Reply[];
type Entry = string | Map<string, string> | Set<string> | string[];
type Command = (store: Map<string, Entry>, ...args: string[]) => Reply;

export interface RedisStore { readonly host: string; readonly port: number; readonly url: string }

const ok = '<OK>';

/**
 * A small Redis in memory, enough for the backends here: protocol version 2, one database, no expiry that anybody could wait for.
 * `EVAL` and `EVALSHA` run nothing and answer `1`: what scripts do is not looked at.
 */
export async function startRedis(): Promise<RedisStore> {
  const store = new Map<string, Entry>();
  const subscribers = new Map<string, Set<Socket>>();
  const server = createServer((socket) => { serve(socket, store, subscribers); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { host: '127.0.0.1', port: address.port, url: `redis://127.0.0.1:${address.port}` };
}

function serve(socket: Socket, store: Map<string, Entry>, subscribers: Map<string, Set<Socket>>): void {
  let pending = Buffer.alloc(0);
  let queue: string[][] | undefined;
  const answer = (words: readonly string[]): Reply => {
    const [name = '', ...args] = words;
    const command = name.toLowerCase();
    if (command === 'multi') {
      queue = [];
      return ok;
    }
    if (command === 'exec') {
      const list = queue ?? [];
      queue = undefined;
      return list.map((item) => answer(item));
    }
    if (queue !== undefined) {
      queue.push([...words]);
      return '<QUEUED>';
    }
    if (command === 'subscribe') {
      const [channel = ''] = args;
      subscribers.set(channel, (subscribers.get(channel) ?? new Set()).add(socket));
      return ['subscribe', channel, 1];
    }
    if (command === 'publish') {
      const [channel = '', message = ''] = args;
      const listening = subscribers.get(channel) ?? new Set();
      for (const one of listening) one.write(encode(['message', channel, message]));
      return listening.size;
    }
    const run = commands[command];
    return run === undefined ? new Error(`ERR unknown command '${name}'`) : run(store, ...args);
  };
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (let read = decode(pending); read !== undefined; read = decode(pending)) {
      pending = pending.subarray(read.end);
      socket.write(encode(answer(read.words)));
    }
  });
}

/** One command (`*2\r\n$3\r\nGET\r\n…`) at the head of a buffer; undefined while it is not complete. */
function decode(buffer: Buffer): { readonly words: string[]; readonly end: number } | undefined {
  let at = 0;
  const line = (): string | undefined => {
    const end = buffer.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const text = buffer.toString('utf8', at, end);
    at = end + 2;
    return text;
  };
  const head = line();
  if (head === undefined) return undefined;
  const words: string[] = [];
  for (let count = Number(head.slice(1)); count > 0; count--) {
    const size = line();
    if (size === undefined) return undefined;
    const length = Number(size.slice(1));
    if (at + length + 2 > buffer.length) return undefined;
    words.push(buffer.toString('utf8', at, at + length));
    at += length + 2;
  }
  return { words, end: at };
}

function encode(reply: Reply): string {
  if (reply === null) return '$-1\r\n';
  if (reply instanceof Error) return `-${reply.message}\r\n`;
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply !== 'string') return `*${reply.length}\r\n${reply.map(encode).join('')}`;
  return /^<.*>$/.test(reply) ? `+${reply.slice(1, -1)}\r\n` : `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`;
}

function text(store: Map<string, Entry>, key: string): string | null {
  const value = store.get(key);
  return typeof value === 'string' ? value : null;
}

function kept<T extends Entry>(store: Map<string, Entry>, key: string, kind: abstract new (...args: never[]) => T, made: () => T): T {
  const known = store.get(key);
  if (known instanceof kind) return known;
  const value = made();
  store.set(key, value);
  return value;
}

const hash = (store: Map<string, Entry>, key: string): Map<string, string> => kept<Map<string, string>>(store, key, Map, () => new Map());
const members = (store: Map<string, Entry>, key: string): Set<string> => kept<Set<string>>(store, key, Set, () => new Set());
const list = (store: Map<string, Entry>, key: string): string[] => kept<string[]>(store, key, Array, () => []);

function add(store: Map<string, Entry>, key: string, amount: number): number {
  const sum = Number(text(store, key) ?? 0) + amount;
  store.set(key, String(sum));
  return sum;
}

function remove(store: Map<string, Entry>, keys: readonly string[]): number {
  return keys.filter((key) => store.delete(key)).length;
}

/** Sorted sets are hashes of scores. */
function ranked(store: Map<string, Entry>, key: string, from: string, to: string, direction: 1 | -1): string[] {
  const sorted = [...hash(store, key)].sort((a, b) => direction * (Number(a[1]) - Number(b[1])));
  return sorted.slice(Number(from), to === '-1' ? undefined : Number(to) + 1).map(([member]) => member);
}

const commands: Readonly<Record<string, Command>> = {
  ping: () => '<PONG>', select: () => ok, client: () => ok, auth: () => ok, quit: () => ok, config: () => ok, script: () => ok, watch: () => ok, unwatch: () => ok,
  info: () => 'redis_version:7.4.0\r\nloading:0\r\nmaxmemory_policy:noeviction\r\n',
  eval: () => '1', evalsha: () => '1',
  get: (store, key = '') => text(store, key), mget: (store, ...keys) => keys.map((key) => text(store, key)), strlen: (store, key = '') => text(store, key)?.length ?? 0,
  set: (store, key = '', value = '') => { store.set(key, value); return ok; },
  setex: (store, key = '', ...[, value = '']) => { store.set(key, value); return ok; },
  setnx: (store, key = '', value = '') => { if (store.has(key)) return 0; store.set(key, value); return 1; },
  mset: (store, ...pairs) => { for (let i = 0; i < pairs.length; i += 2) store.set(pairs[i] ?? '', pairs[i + 1] ?? ''); return ok; },
  getdel: (store, key = '') => { const value = text(store, key); store.delete(key); return value; },
  incr: (store, key = '') => add(store, key, 1), decr: (store, key = '') => add(store, key, -1), incrby: (store, key = '', amount = '1') => add(store, key, Number(amount)), decrby: (store, key = '', amount = '1') => add(store, key, -Number(amount)),
  del: (store, ...keys) => remove(store, keys), unlink: (store, ...keys) => remove(store, keys), exists: (store, ...keys) => keys.filter((key) => store.has(key)).length,
  expire: (store, key = '') => (store.has(key) ? 1 : 0), pexpire: (store, key = '') => (store.has(key) ? 1 : 0), ttl: (store, key = '') => (store.has(key) ? 60 : -2), type: (store, key = '') => `<${store.has(key) ? 'string' : 'none'}>`,
  keys: (store) => [...store.keys()], scan: (store) => ['0', [...store.keys()]], flushdb: (store) => { store.clear(); return ok; }, dbsize: (store) => store.size,
  hset: (store, key = '', ...pairs) => { for (let i = 0; i < pairs.length; i += 2) hash(store, key).set(pairs[i] ?? '', pairs[i + 1] ?? ''); return pairs.length / 2; },
  hget: (store, key = '', field = '') => hash(store, key).get(field) ?? null, hgetall: (store, key = '') => [...hash(store, key)].flat(), hdel: (store, key = '', field = '') => (hash(store, key).delete(field) ? 1 : 0),
  hincrby: (store, key = '', field = '', amount = '1') => { const sum = Number(hash(store, key).get(field) ?? 0) + Number(amount); hash(store, key).set(field, String(sum)); return sum; },
  sadd: (store, key = '', ...values) => { for (const value of values) members(store, key).add(value); return values.length; },
  smembers: (store, key = '') => [...members(store, key)], sismember: (store, key = '', value = '') => (members(store, key).has(value) ? 1 : 0), srem: (store, key = '', value = '') => (members(store, key).delete(value) ? 1 : 0),
  lpush: (store, key = '', ...values) => list(store, key).unshift(...values), rpush: (store, key = '', ...values) => list(store, key).push(...values),
  lrange: (store, key = '', from = '0', to = '-1') => list(store, key).slice(Number(from), to === '-1' ? undefined : Number(to) + 1), lpop: (store, key = '') => list(store, key).shift() ?? null, ltrim: () => ok,
  blpop: (store, key = '') => { const value = list(store, key).shift(); return value === undefined ? null : [key, value]; },
  bzpopmin: () => null,
  zadd: (store, key = '', ...pairs) => { for (let i = 0; i < pairs.length; i += 2) hash(store, key).set(pairs[i + 1] ?? '', pairs[i] ?? ''); return pairs.length / 2; },
  zrange: (store, key = '', from = '0', to = '-1') => ranked(store, key, from, to, 1), zrevrange: (store, key = '', from = '0', to = '-1') => ranked(store, key, from, to, -1),
  zincrby: (store, key = '', amount = '1', member = '') => { const sum = Number(hash(store, key).get(member) ?? 0) + Number(amount); hash(store, key).set(member, String(sum)); return String(sum); },
  zrem: (store, key = '', member = '') => (hash(store, key).delete(member) ? 1 : 0),
  xadd: () => '1-1', xlen: () => 0,
};

// also: close, client, queue
import Redis, { type ChainableCommander, type Redis as RedisType } from 'ioredis';
import { createClient, type RedisClientType } from 'redis';
import { Queue } from 'bullmq';
const redis = new Redis(); //~ client ioredis Redis
const client = createClient(); //~ client redis Redis
const queue = new Queue('mail'); //~ queue bullmq queue mail
const userKey = (id: string) => `user:${id}`;
export const read = (id: string) => redis.get(userKey(id)); //~ cache ioredis get ttl=none ; data ioredis read
export const write = (id: string, value: string) => redis.set(userKey(id), value, 'EX', 60); //~ cache ioredis set ttl=call ; data ioredis write
export const forget = (id: string) => redis.del(userKey(id)); //~ cache ioredis delete ttl=none ; data ioredis delete
export const forever = (id: string, value: string) => redis.set(`user:${id}`, value); //~ cache ioredis set ttl=none ; data ioredis write
export const scan = () => redis.keys('user:*'); //~ cache ioredis scan ttl=none ; data ioredis read
export const modern = (id: string, value: string) => client.set(id, value, { EX: 30 }); //~ cache redis set ttl=call ; data redis write
export const setex = (id: string, value: string) => client.setEx(id, 30, value); //~ cache redis set ttl=call ; data redis write
export class Sessions {
  constructor(private readonly redis: RedisType) {}
  read(id: string) { return this.redis.get(id); } //~ cache ioredis get ttl=none ; data ioredis read
}
export const add = () => queue.add('welcome', {}); //~ queue bullmq produce mail
const index = new Map<string, string>();
export const local = (id: string) => index.get(id) ?? index.set(id, 'x');
export const stop = () => redis.quit(); //~ close ioredis quit

// Everything that is no cache is still a data call.
export const count = (id: string) => redis.incr(`visits:${id}`); //~ data ioredis write
export const top = () => redis.zrevrange('scores', 0, 9, 'WITHSCORES'); //~ data ioredis read
export const scores = () => client.zRangeWithScores('scores', 0, 9); //~ data redis read
export const next = () => redis.blpop('jobs', 0); //~ data ioredis delete
export const loud = () => client.HGETALL('settings'); //~ data redis read
export const script = (key: string) => redis.eval('return redis.call("get", KEYS[1])', 1, key); //~ data ioredis raw
export const bytes = (id: string) => redis.getBuffer(id); //~ cache ioredis get ttl=none ; data ioredis read
export const settings = (id: string) => client.json.set(id, '$', {}); //~ data redis write
export const search = (text: string) => client.ft.search('idx:orders', text); //~ data redis read
export async function walk() {
  for await (const keys of client.scanIterator({ MATCH: 'user:*' })) await client.unlink(keys); //~ data redis read ; data redis delete ; cache redis delete ttl=none
}
export const ready = () => redis.status === 'ready' && redis.on('error', () => undefined);

// Pub/sub is a queue, not data.
export const announce = (id: string) => redis.publish('order.paid', id); //~ queue ioredis produce order.paid
export const listen = () => client.subscribe('order.paid', (message) => message); //~ queue redis consume order.paid

// Commands of a pipeline or a transaction are sent by exec: that is the row.
export const both = (a: string, b: string) => redis.pipeline().get(a).get(b).exec(); //~ data ioredis read
export async function fill(ids: string[]) {
  const pipeline = redis.pipeline();
  for (const id of ids) pipeline.set(userKey(id), '1');
  pipeline.get('users');
  await pipeline.exec(); //~ data ioredis write
}
export const move = (a: string, b: string) => redis.multi().decr(a).incr(b).exec(); //~ data ioredis transaction
export const moved = (a: string, b: string) => client.multi().decr(a).incr(b).exec(); //~ data redis transaction
export const sent = (a: string) => client.multi().get(a).execAsPipeline(); //~ data redis read
const send = async (batch: ChainableCommander) => batch.exec(); //~ data ioredis delete
export async function helped(a: string) {
  const reads = redis.pipeline();
  reads.get(a);
  await send(reads);
  const deletes = redis.pipeline();
  deletes.del(a);
  await send(deletes);
}
export const never = () => redis.pipeline().set('a', '1');
export function given(commands: ChainableCommander) { commands.del('a'); }
export const look = /order-(\d+)/.exec('order-1');
// @file src/limits.ts
import { createClient, type RedisClientType } from 'redis';
export const client: RedisClientType = createClient({ url: 'redis://localhost' }); //~ client redis Redis
export const connect = async () => { await client.connect(); };
export class Limits {
  #redis: RedisClientType;
  constructor(redis: RedisClientType) { this.#redis = redis; }
  async hit(key: string) {
    const hits = await this.#redis.incr(key); //~ data redis write
    if (hits === 1) await this.#redis.expire(key, 60); //~ data redis write ; cache redis delete ttl=none
    return hits;
  }
}
// @file src/nest.ts
import { InjectRedis } from '@nestjs-modules/ioredis';
import type Redis from 'ioredis';
export class Counters {
  constructor(@InjectRedis() private readonly redis: Redis, @InjectRedis() private readonly other) {}
  add(name: string) { return this.redis.hincrby('counters', name, 1); } //~ data ioredis write
  all() { return this.other.hgetall('counters'); } //~ data ioredis read ; cache ioredis get ttl=unknown
}
// @file src/look-alikes.ts
interface Store { get(key: string): string; set(key: string, value: string): void; publish(topic: string): void }
export const remember = (store: Store) => { store.set('a', store.get('a')); store.publish('a'); };
export class Bus { publish(topic: string) { return topic; } subscribe(topic: string) { return this.publish(topic); } }
new Bus().publish('order.paid');
export const params = (url: URL) => url.searchParams.get('page') ?? url.searchParams.delete('page');

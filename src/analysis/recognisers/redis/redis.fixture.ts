// also: close, client
import Redis, { type Redis as RedisType } from 'ioredis';
import { createClient } from 'redis';
import { Queue } from 'bullmq';
const redis = new Redis(); //~ client ioredis Redis
const client = createClient(); //~ client redis Redis
const queue = new Queue('mail');
const userKey = (id: string) => `user:${id}`;
export const read = (id: string) => redis.get(userKey(id)); //~ cache ioredis get ttl=none
export const write = (id: string, value: string) => redis.set(userKey(id), value, 'EX', 60); //~ cache ioredis set ttl=call
export const forget = (id: string) => redis.del(userKey(id)); //~ cache ioredis delete ttl=none
export const forever = (id: string, value: string) => redis.set(`user:${id}`, value); //~ cache ioredis set ttl=none
export const scan = () => redis.keys('user:*'); //~ cache ioredis scan ttl=none
export const modern = (id: string, value: string) => client.set(id, value, { EX: 30 }); //~ cache redis set ttl=call
export const setex = (id: string, value: string) => client.setEx(id, 30, value); //~ cache redis set ttl=call
export class Sessions {
  constructor(private readonly redis: RedisType) {}
  read(id: string) { return this.redis.get(id); } //~ cache ioredis get ttl=none
}
export const add = () => queue.add('welcome', {});
const index = new Map<string, string>();
export const local = (id: string) => index.get(id) ?? index.set(id, 'x');
export const stop = () => redis.quit(); //~ close ioredis quit

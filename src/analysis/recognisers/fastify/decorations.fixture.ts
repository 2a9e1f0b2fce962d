import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type RouteHandlerMethod } from 'fastify';
import fp from 'fastify-plugin';
import postgres from '@fastify/postgres';
import mongodb from '@fastify/mongodb';
import redis from '@fastify/redis';
import { Pool, type PoolClient } from 'pg';
import { OrdersRepository } from './orders-repository';
import { controller } from './controller';
import analytics from './analytics';
declare module 'fastify' {
  interface FastifyInstance { warehouse: Pool; orders: OrdersRepository; settings: { get: (name: string) => string } }
  interface FastifyRequest { tenantDb: PoolClient }
}
const app = Fastify();
const pool = new Pool();
await app.register(postgres, { connectionString: 'postgres://localhost/orders' });
await app.register(mongodb, { url: 'mongodb://localhost/orders' });
await app.register(redis, { host: 'localhost' });
await app.register(fp(async (fastify) => {
  fastify.decorate('db', pool).decorate('orders', new OrdersRepository(pool));
  fastify.decorate('clock', { query: () => Date.now() });
  fastify.decorateRequest('sessionDb', { getter() { return pool; } });
}));
await app.register(analytics);
app.addHook('onRequest', async function (request) {
  await this.db.query('SELECT 1'); //~ data pg read
  request.tenantDb = await pool.connect();
});
app.get('/orders', async (request, reply) => { //~ route GET /orders
  await request.server.db.query('SELECT * FROM orders'); //~ data pg read orders
  await request.tenantDb.query('SELECT * FROM orders'); //~ data pg read orders
  await request.sessionDb.query('DELETE FROM sessions'); //~ data pg delete sessions
  await reply.server.db.query('SELECT * FROM customers'); //~ data pg read customers
  app.clock.query('SELECT 1');
  app.settings.get('orders');
  return app.orders.list();
});
app.get('/pg', async function (request, reply) { //~ route GET /pg
  await this.pg.query('SELECT * FROM invoices'); //~ data pg read invoices
  const client = await this.pg.connect();
  await client.query('INSERT INTO invoices (id) VALUES (1)'); //~ data pg write invoices
  return app.pg.transact(async (tx) => tx.query('UPDATE invoices SET paid = true')); //~ data pg transaction ; data pg write invoices
});
app.put('/pg', { pg: { transact: true } }, async (request) => request.pg.query('UPDATE invoices SET paid = false')); //~ route PUT /pg ; data pg write invoices
app.route({ //~ route GET /mongo
  method: 'GET', url: '/mongo',
  preHandler: async (request) => { await request.server.db.query('SELECT * FROM tenants'); }, //~ data pg read tenants
  handler: async function (request) {
    await request.tenantDb.query('SELECT * FROM lines'); //~ data pg read lines
    return this.redis.get('orders'); //~ cache ioredis get ttl=none ; data ioredis read
  },
});
export const listOrders: RouteHandlerMethod = async function (request, reply) {
  return request.server.warehouse.query('SELECT * FROM stock'); //~ data pg read stock
};
app.get('/stock', listOrders); //~ route GET /stock
app.get('/controller', controller.list); //~ route GET /controller
// @file src/orders-repository.ts
import type { Pool } from 'pg';
export class OrdersRepository {
  constructor(private readonly pool: Pool) {}
  list() { return this.pool.query('SELECT * FROM orders'); } //~ data pg read orders
}
// @file src/analytics.ts
import fp from 'fastify-plugin';
import { Pool } from 'pg';
export default fp(async (fastify) => {
  const events = new Pool({ database: 'events' });
  fastify.decorate('events', events);
  fastify.addHook('onClose', async () => { await events.end(); });
  fastify.register(async (scope) => {
    scope.post('/events', async () => scope.events.query('INSERT INTO events (name) VALUES (1)')); //~ route POST /events ; data pg write events
  });
});
// @file src/controller.ts
import type { FastifyReply, FastifyRequest } from 'fastify';
export const controller = {
  async list(request: FastifyRequest, reply: FastifyReply) {
    return reply.send(await request.server.events.query('SELECT * FROM events')); //~ data pg read events
  },
};
// @file src/look-alikes.ts
export interface Server { db: { query: (text: string) => string } }
export const rows = (server: Server) => server.db.query('SELECT * FROM orders');
class Registry {
  readonly members = new Map<string, unknown>();
  decorate(name: string, value: unknown) { this.members.set(name, value); return this; }
}
export const registry = new Registry().decorate('db', 1);

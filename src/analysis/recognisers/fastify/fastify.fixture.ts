// also: server
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import AutoLoad from '@fastify/autoload';
import { join } from 'node:path';
import { orders } from './orders';
import shared from './shared';
const app = Fastify({ logger: true }); //~ server fastify app
app.get('/health', async () => ({ ok: true })); //~ route GET /health
app.register(orders, { prefix: '/api/orders' });
app.register(shared, { prefix: '/ignored' });
app.register(async (admin) => {
  admin.register(orders, { prefix: '/orders' });
  admin.delete('/cache', { preHandler: [] }, async () => undefined); //~ route DELETE /admin/cache
}, { prefix: '/admin' });
app.register(import('./users.js'), { prefix: '/users' });
app.register(AutoLoad, { dir: join(import.meta.dirname, 'routes'), options: { prefix: '/auto' } });
app.route({ method: ['GET', 'POST'], url: '/both', schema: { body: {} }, handler: async () => undefined }); //~ route GET /both ; route POST /both
app.setErrorHandler((_error, _request, reply) => { reply.send(); }); //~ server fastify errorHandler
const local = { get: (_path: string, _handler: () => void) => undefined };
local.get('/nothing', () => undefined);
export const lost: FastifyPluginAsync = async (instance) => {
  instance.get('/lost', async () => undefined); //~ route GET /lost unresolved
};
export const wrapped = fp(async (instance: FastifyInstance) => { instance.decorate('now', () => 1); });
app.listen({ port: 3000 }); //~ server fastify listen
export const stop = () => app.close(); //~ server fastify close
// @file src/orders.ts
import type { FastifyInstance } from 'fastify';
export async function orders(fastify: FastifyInstance) {
  fastify.get<{ Params: { id: string } }>('/:id', async () => undefined); //~ route GET /api/orders/:id ; route GET /admin/orders/:id
  fastify.post('/', { schema: { body: { type: 'object' } } }, async () => undefined); //~ route POST /api/orders ; route POST /admin/orders
}
// @file src/shared.ts
import fp from 'fastify-plugin';
export default fp(async (fastify) => {
  fastify.get('/shared', async () => undefined); //~ route GET /shared
});
// @file src/users.ts
import type { FastifyPluginAsync } from 'fastify';
const users: FastifyPluginAsync = async (fastify) => {
  fastify.get('/', async () => []); //~ route GET /users
};
export default users;
// @file src/routes/things/index.js
module.exports = async function (fastify, opts) {
  fastify.get('/:id', async function () { return 1; }); //~ route GET /auto/things/:id
};

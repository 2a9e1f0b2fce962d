import { buildApp } from './build-app';
const app = await buildApp();
app.get('/version', { constraints: { version: '1.2.0' } }, async () => '1'); //~ route GET /version
await app.listen({ port: 3000 });
// @file src/build-app.ts
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { ApiServer } from './api-server';
import { addRoutes, addTables } from './routes';
import { invoices, statements } from './invoices';
import authentication from './plugins/authentication';
import * as tenants from './tenants/index.js';
import { commented, resource } from './resource';
import { paths, Paths, apiPrefix, type Settings } from './paths';
export async function buildApp(settings: Settings = { prefix: '/v1', health: true }): Promise<FastifyInstance> {
  const app = fastify({ exposeHeadRoutes: true }).withTypeProvider<TypeBoxTypeProvider>();
  await app.register(authentication, { prefix: '/never' });
  app.register(invoices, { prefix: `${apiPrefix}/invoices`, archive: '/archive' });
  app.register(invoices, () => ({ prefix: '/legacy/invoices' }));
  app.register(statements, settings);
  app.register(tenants.plugin, Object.assign({}, settings, { prefix: Paths.Tenants }));
  app.register(async (scope, options) => {
    scope.get(paths.orders.list, async () => []); //~ route GET /deep/orders
    scope.register(async (inner) => {
      inner.put('', async () => undefined); //~ route PUT /deep/orders/lines
      inner.patch('/:line', async () => undefined); //~ route PATCH /deep/orders/lines/:line
    }, { ...options, prefix: '/orders/lines' });
  }, { prefix: 'deep' });
  app.register(import('./events'), { prefix: '/events' });
  app.register((await import('./events.js')).default, { prefix: '/more-events' });
  app.register(require('./events'), { prefix: '/required-events' });
  app.register(unknownPlugin(), { prefix: '/nothing' });
  app.register(resource('brands'), { prefix: '/catalogue' });
  app.register(resource('colours'), { prefix: '/palette' });
  commented(app, '/blog', 'posts');
  commented(app, '/shop', 'products');
  addRoutes(app);
  addTables({ server: app, base: '/tables' });
  new ApiServer(app).start();
  app.all('/proxy/*', async () => undefined); //~ route ALL /proxy/*
  app.head('/probe', async () => undefined).options('/probe', async () => undefined); //~ route HEAD /probe ; route OPTIONS /probe
  app.route({ method: app.supportedMethods, url: '/everything', handler: async () => undefined }); //~ route ALL /everything
  app.get('/files/:name(^\\d+).png', { handler: async (request: FastifyRequest, reply: FastifyReply) => reply.send(request.id) }); //~ route GET /files/:name.png
  app.get(`${process.env.ADMIN_PATH}/metrics`, async () => ''); //~ route GET /${}/metrics unresolved
  app.register(invoiceExport, { prefix: process.env.EXPORT_PATH });
  app.register(invoiceImport, { prefix: process.env.IMPORT_PATH ?? '/import' });
  app.route({ method: process.env.METHOD ?? verb(), url: '/by-verb', handler: async () => undefined }); //~ route ALL /by-verb unresolved
  return app;
}
async function invoiceExport(instance: FastifyInstance) {
  instance.post('/csv', async () => undefined); //~ route POST /${}/csv unresolved
}
async function invoiceImport(instance: FastifyInstance) {
  instance.post('/csv', async () => undefined); //~ route POST /import/csv
}
declare function unknownPlugin(): never;
declare function verb(): string;
// @file src/resource.ts
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
export function resource(name: string): FastifyPluginAsync {
  return async (fastify) => {
    fastify.get(`/${name}`, async () => []); //~ route GET /catalogue/brands ; route GET /palette/colours
    fastify.register(async (images) => {
      images.get('/', async () => [name]); //~ route GET /catalogue/brands/:id/images ; route GET /palette/colours/:id/images
    }, { prefix: `/${name}/:id/images` });
  };
}
export function commented(app: FastifyInstance, prefix: string, thing: string): void {
  app.register(async (scope) => {
    scope.get(`/${thing}`, async () => []); //~ route GET /blog/posts ; route GET /shop/products
    scope.get('/comments', async () => []); //~ route GET /blog/comments ; route GET /shop/comments
  }, { prefix });
}
// @file src/paths.ts
export const apiPrefix = '/api';
export enum Paths { Tenants = '/tenants', Users = '/users' }
export const paths = { orders: { list: '/orders', one: '/orders/:id' } } as const;
export interface Settings { prefix: string; health: boolean }
// @file src/plugins/authentication.ts
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
async function authentication(fastify: FastifyInstance) {
  fastify.post('/sessions', async () => undefined); //~ route POST /sessions
  fastify.register(async (scope) => {
    scope.delete('/', async () => undefined); //~ route DELETE /sessions/current
  }, { prefix: '/sessions/current' });
}
export default fp(authentication, { name: 'authentication' });
// @file src/invoices.ts
import type { FastifyInstance, FastifyPluginOptions } from 'fastify';
export async function invoices(fastify: FastifyInstance, options: FastifyPluginOptions) {
  fastify.get('/', async () => []); //~ route GET /api/invoices ; route GET /
  fastify.register(lines, { prefix: '/:id/lines' });
}
async function lines(fastify: FastifyInstance) {
  fastify.get('/', async () => []); //~ route GET /api/invoices/:id/lines ; route GET /:id/lines
}
export const statements = async function (fastify: FastifyInstance, { prefix }: { prefix: string }) {
  fastify.get('/statements', async () => []); //~ route GET /v1/statements
  fastify.get(`${prefix}/links`, async () => []); //~ route GET /v1/v1/links
};
// @file src/tenants/index.ts
export { default as plugin } from './plugin';
// @file src/tenants/plugin.ts
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
const plugin: FastifyPluginAsyncTypebox = async (app) => {
  const routes = [
    { method: 'GET', url: '/', handler: async () => [] }, //~ route GET /tenants
    { method: ['POST', 'PUT'], url: '/:id', handler: async () => [] }, //~ route POST /tenants/:id ; route PUT /tenants/:id
  ] as const;
  for (const route of routes) app.route({ ...route, schema: {} });
  for (const name of ['plans', 'quotas']) {
    for (const verb of ['get', 'post'] as const) app[verb](`/:id/${name}`, async () => undefined); //~ route GET /tenants/:id/plans ; route GET /tenants/:id/quotas ; route POST /tenants/:id/plans ; route POST /tenants/:id/quotas
  }
};
export default plugin;
// @file src/events.js
module.exports = function (fastify, _options, done) {
  fastify.get('/', (_request, reply) => { reply.send([]); }); //~ route GET /events ; route GET /more-events ; route GET /required-events
  done();
};
// @file src/routes.ts
import type { FastifyInstance } from 'fastify';
import { shelves } from './shelves';
import { ordersTable, usersTable } from './tables';
const modules = [{ prefix: '/books', routes: books }, { prefix: '/films', routes: films }];
export function addRoutes(server: FastifyInstance) {
  modules.forEach((item) => server.register(item.routes, { prefix: item.prefix }));
  for (const [prefix, plugin] of Object.entries({ '/shelves': shelves })) server.register(plugin, { prefix });
  server.get<{ Params: { id: string } }>('/books-of/:id', async () => undefined); //~ route GET /books-of/:id
}
function books(app: FastifyInstance, _: unknown, done: () => void) {
  app.get('/', async () => []); //~ route GET /books
  done();
}
async function films(app: FastifyInstance) {
  app.get('/', async () => []); //~ route GET /films
}
export function addTables({ server, base }: { server: FastifyInstance; base: string }) {
  [...ordersTable, ...usersTable].forEach((route) => { server.route({ ...route, url: base + route.url }); });
}
// @file src/tables.ts
import type { RouteOptions } from 'fastify';
export const ordersTable: RouteOptions[] = [
  { method: 'GET', url: '/orders', handler: async () => [] }, //~ route GET /tables/orders
  { method: 'DELETE', url: '/orders/:id', handler: async () => [] }, //~ route DELETE /tables/orders/:id
];
export const usersTable: RouteOptions[] = [{ method: 'GET', url: '/users', handler: async () => [] }]; //~ route GET /tables/users
// @file src/shelves.ts
import type { FastifyPluginCallback } from 'fastify';
export const shelves: FastifyPluginCallback = (app, _options, done) => {
  app.get('/:shelf', async () => []); //~ route GET /shelves/:shelf
  done();
};
// @file src/api-server.ts
import type { FastifyInstance } from 'fastify';
export class ApiServer {
  private readonly path = '/status';
  constructor(private readonly app: FastifyInstance) {}
  start() {
    this.app.register(this.routes.bind(this), { prefix: '/ops' });
    this.app.register((scope, _options, done) => { this.admin(scope); done(); }, { prefix: '/admin' });
  }
  async routes(scope: FastifyInstance) {
    scope.get(this.path, this.status); //~ route GET /ops/status
    scope.get(`${this.path}/:service`, this.status.bind(this)); //~ route GET /ops/status/:service
  }
  private admin(scope: FastifyInstance) {
    scope.post('/restart', { onRequest: [] }, () => undefined); //~ route POST /admin/restart
  }
  private status = async () => 'ok';
}
// @file src/never-registered.ts
import type { FastifyInstance } from 'fastify';
export async function reports(fastify: FastifyInstance) {
  fastify.get('/reports', async () => []); //~ route GET /reports unresolved
}
// @file src/not-routes.ts
import type { FastifyInstance } from 'fastify';
import Fastify from 'fastify';
import axios from 'axios';
import { got } from './got';
export const probes = new Map<string, () => void>();
probes.get('/probe');
const client = axios.create({ baseURL: 'https://example.test' });
export const fetched = client.get('/orders', { timeout: 1000 }); //~ outbound axios deadline=yes
export interface Fake { get: (path: string, handler: () => void) => void; route: (options: { method: string; url: string; handler: () => void }) => void }
const fake: Fake = { get: () => undefined, route: () => undefined };
fake.get('/fake', () => undefined);
fake.route({ method: 'GET', url: '/fake', handler: () => undefined });
export function describeApp(instance: FastifyInstance) {
  instance.hasRoute({ method: 'GET', url: '/orders' });
  instance.inject({ method: 'GET', url: '/orders' });
  instance.inject().get('/orders');
  instance.printRoutes();
  return instance.findRoute({ method: 'GET', url: '/orders' });
}
export class Router {
  get(path: string, handler: () => void) { return [path, handler]; }
  register(plugin: () => void, options: { prefix: string }) { return [plugin, options]; }
}
const router = new Router();
router.get('/local', () => undefined);
router.register(() => undefined, { prefix: '/local' });
got.get('/orders', () => undefined);
export const app = Fastify();
app.get('/no-handler');
app.addHook('onRoute', (route) => { probes.get(route.url); });
// @file src/got.ts
export const got = { get: (url: string, options: unknown) => [url, options] };

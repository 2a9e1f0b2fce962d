// also: server
import Hapi, { type Request, type ResponseToolkit, type Server, type ServerRoute } from '@hapi/hapi';
import { Pool } from 'pg';
import invoices from './invoices';
import * as reports from './reports';
import { customers } from './customers';
import { routes as orders } from './orders';
import tenants from './tenants.js';
import { apiPrefix, paths } from './paths';
import { buildRoutes, route, Versions } from './build-routes';
declare module '@hapi/hapi' {
  interface ServerApplicationState { db: Pool }
}
const server: Server = Hapi.server({ port: 3000 }); //~ server hapi app
server.app.db = new Pool();
server.decorate('request', 'replica', new Pool());
server.method('countOrders', async () => server.app.db.query('SELECT count(*) FROM orders')); //~ data pg read orders
server.route({ method: 'GET', path: '/', handler: () => 'ok' }); //~ route GET /
server.route([
  { method: 'get', path: '/health', handler: health }, //~ route GET /health
  { method: ['PUT', 'PATCH'], path: `${paths.users}/{id}`, options: { handler: health, validate: { payload: {} } } }, //~ route PUT /users/:id ; route PATCH /users/:id
  { method: '*', path: '/{any*}', handler: (request, h) => h.response().code(404) }, //~ route ALL /:any
  { method: 'GET', path: '/files/{name}.{extension?}', config: () => ({ handler: health }) }, //~ route GET /files/:name.:extension
  { method: 'GET', path: '/tiles/{coordinates*2}', handler: { file: 'tile.png' } }, //~ route GET /tiles/:coordinates
]);
const unsettled: ServerRoute[] = [...orders, ...[{ method: 'GET', path: '/prices', handler: health }]]; //~ route GET /prices
server.route(unsettled);
server.route(([] as ServerRoute[]).concat(reports.daily, [reports.weekly]));
Object.values(customers).forEach((customer) => server.route(customer));
for (const version of Versions) server.route({ method: 'GET', path: `/${version}/status`, handler: health }); //~ route GET /v1/status ; route GET /v2/status
server.route(buildRoutes('/products'));
server.route(buildRoutes('/brands').map((item) => ({ ...item, path: `/shop${item.path}` })));
server.route([route('/colours'), route('/sizes')]);
await server.register(tenants);
await server.register([
  { plugin: invoices, options: { currency: 'eur' }, routes: { prefix: apiPrefix } },
  { plugin: require('./exports') },
  { plugin: await import('./class-plugin') },
], { routes: { prefix: '/never-for-those-with-their-own' } });
await server.register({ plugin: invoices, routes: { prefix: process.env.LEGACY_PREFIX } });
server.route({ method: 'GET', path: `${process.env.OPS}/metrics`, handler: health }); //~ route GET /${}/metrics unresolved
server.route(unknownRoutes()); //~ route ALL /${} unresolved
server.ext('onPreResponse', (request, h) => h.continue); //~ server hapi errorHandler
await server.start(); //~ server hapi listen
export const stop = () => server.stop(); //~ server hapi close
async function health(request: Request, h: ResponseToolkit) {
  await request.server.app.db.query('SELECT * FROM audit'); //~ data pg read audit
  await request.replica.query('SELECT * FROM stock'); //~ data pg read stock
  await h.request.server.methods.countOrders();
  return h.response('ok');
}
declare function unknownRoutes(): ServerRoute[];
// @file src/paths.ts
export const apiPrefix = '/api/v1';
export const paths = { users: '/users' };
// @file src/orders.ts
import type { ServerRoute } from '@hapi/hapi';
export const routes: ServerRoute[] = [
  { method: 'GET', path: '/orders', handler: async (request) => request.server.app.db.query('SELECT * FROM orders') }, //~ route GET /orders ; data pg read orders
  { method: 'POST', path: '/orders', options: { auth: 'session', pre: [{ method: async (request) => request.replica.query('SELECT * FROM customers'), assign: 'customer' }], handler: () => 1 } }, //~ route POST /orders ; data pg read customers
];
// @file src/reports.ts
export const daily = [{ method: 'GET', path: '/reports/daily', handler: () => [] }]; //~ route GET /reports/daily
export const weekly = { method: 'GET', path: '/reports/weekly', handler: () => [] }; //~ route GET /reports/weekly
// @file src/customers.ts
export const customers = {
  list: { method: 'GET', path: '/customers', handler: () => [] }, //~ route GET /customers
  create: { method: 'POST', path: '/customers', handler: () => [] }, //~ route POST /customers
};
// @file src/build-routes.ts
import type { ServerRoute } from '@hapi/hapi';
export const Versions = ['v1', 'v2'] as const;
export function buildRoutes(path: string): ServerRoute[] {
  return [
    { method: 'GET', path, handler: () => [] }, //~ route GET /products ; route GET /shop/brands
    { method: 'GET', path: `${path}/{id}`, handler: () => [] }, //~ route GET /products/:id ; route GET /shop/brands/:id
  ];
}
export const route = (path: string): ServerRoute => ({ method: 'GET', path, handler: () => [] }); //~ route GET /colours ; route GET /sizes
// @file src/invoices.ts
import type { Plugin, Server } from '@hapi/hapi';
import { lines } from './lines';
const plugin: Plugin<{ currency: string }> = {
  name: 'invoices',
  multiple: true,
  register: async (server: Server, options) => {
    server.route({ method: 'GET', path: '/', handler: () => [] }); //~ route GET /api/v1 ; route GET /${} unresolved
    server.route({ method: 'GET', path: `/invoices-in-${options.currency}`, handler: () => [] }); //~ route GET /api/v1/invoices-in-eur ; route GET /${}/invoices-in-eur unresolved
    await server.register(lines, { routes: { prefix: '/invoices/{id}' } });
    await server.register({ plugin: lines, routes: { prefix: '/all' } });
  },
};
export default plugin;
// @file src/lines.ts
import type { Server } from '@hapi/hapi';
export const lines = {
  pkg: { name: 'lines', version: '1.0.0' },
  multiple: true,
  register(server: Server) {
    server.route({ method: 'GET', path: '/lines', handler: () => [] }); //~ route GET /api/v1/invoices/:id/lines ; route GET /${}/invoices/:id/lines unresolved ; route GET /all/lines
  },
};
// @file src/tenants.js
const { tenantRoutes } = require('./tenant-routes');
exports.plugin = {
  name: 'tenants',
  async register(server, options) {
    tenantRoutes(server);
    server.expose('db', server.app.db);
    server.route({ method: 'DELETE', path: '/tenants/{tenant}', handler: async (request) => request.server.plugins.tenants.db.query('DELETE FROM tenants') }); //~ route DELETE /tenants/:tenant ; data pg delete tenants
  },
};
// @file src/tenant-routes.js
exports.tenantRoutes = (server) => {
  server.route({ method: 'GET', path: '/tenants', handler: () => [] }); //~ route GET /tenants
};
// @file src/exports.js
exports.name = 'exports';
exports.register = function (server) {
  server.route({ method: 'GET', path: '/exports', handler: () => [] }); //~ route GET /never-for-those-with-their-own/exports
};
// @file src/class-plugin.ts
import type { Server } from '@hapi/hapi';
class ClassPlugin {
  readonly name = 'class';
  readonly path = '/class';
  async register(server: Server) {
    server.route([{ method: 'GET', path: this.path, handler: this.list.bind(this) }]); //~ route GET /never-for-those-with-their-own/class
  }
  private list() { return []; }
}
export default new ClassPlugin();
// @file src/never-registered.ts
import type { Server } from '@hapi/hapi';
export const archive = {
  name: 'archive',
  register: (server: Server) => { server.route({ method: 'GET', path: '/archive', handler: () => [] }); }, //~ route GET /archive unresolved
};
// @file src/not-routes.ts
import Hapi, { type ServerRoute } from '@hapi/hapi';
import { request as send } from 'node:http';
export const described: ServerRoute[] = [{ method: 'GET', path: '/described', handler: () => [] }];
export const wreck = { request: (options: { method: string; path: string }) => send(options) }; //~ outbound node:http deadline=unknown
export async function look(server: Hapi.Server) {
  await server.inject({ method: 'GET', url: '/orders' });
  server.match('get', '/orders');
  server.lookup('orders');
  server.table();
  return server.info.uri;
}
class Planner {
  route(stop: { method: string; path: string }) { return stop.path; }
  register(plugin: unknown) { return plugin; }
}
const server = new Planner();
server.route({ method: 'GET', path: '/by-train' });
server.register({ name: 'train', register: () => undefined });

// also: server
import Koa from 'koa';
import Router from '@koa/router';
import mount from 'koa-mount';
import compose from 'koa-compose';
import { orders } from './orders.js';
import invoices from './invoices';
import { registerGuests, registerTenants, registerUsers } from './tenants.js';
import { legacy } from './legacy.cjs';
import { Reports } from './reports.js';
import { paths } from './paths';
const app = new Koa(); //~ server koa app
const api = new Router({ prefix: '/api' });
api.get('/health', (ctx) => { ctx.body = 'ok'; }); //~ route GET /api/health
api.get('order', '/orders/:id(\\d+)', requireUser, (ctx) => { ctx.body = ctx.params.id; }); //~ route GET /api/orders/:id
api.all(['/ping', '/pong'], (ctx) => { ctx.body = ''; }); //~ route ALL /api/ping ; route ALL /api/pong
api.post(paths.search, compose([requireUser, (ctx: Koa.Context) => { ctx.body = []; }])); //~ route POST /api/search
api.register('/imports', ['POST', 'put'], (ctx) => { ctx.status = 202; }); //~ route POST /api/imports ; route PUT /api/imports
api.register('/any', methodsFromSettings(), (ctx) => { ctx.status = 202; }); //~ route ALL /api/any unresolved
api.redirect('/old-orders', '/orders', 302); //~ route ALL /api/old-orders
api.redirect('start', '/orders'); //~ route ALL /api/${} unresolved
api.del('/cache', (ctx) => { ctx.status = 204; }).patch('/cache/:key', (ctx) => { ctx.status = 204; }); //~ route DELETE /api/cache ; route PATCH /api/cache/:key
api.get(/^\/files\/(.+)$/, (ctx) => { ctx.body = ''; }); //~ route GET /files/:0
api.use('/orders', requireUser, orders.routes(), orders.allowedMethods());
api.use(['/v1', '/v2'], invoices);
registerTenants(api);
registerGuests(api);
registerUsers(api, { path: '/users' });
for (const [name, routes] of Object.entries({ stock: stockRoutes(), prices: priceRoutes() })) api.use(`/${name}`, routes.routes());
const late = new Router();
api.use('/late', late.routes());
late.get('/never-served', (ctx) => { ctx.body = ''; }); //~ route GET /never-served unresolved
const live = new Router();
app.use(api.routes()).use(api.allowedMethods());
app.use(live.routes());
live.get('/added-later', (ctx) => { ctx.body = ''; }); //~ route GET /added-later
const admin = new Koa(); //~ server koa app
const users = new Router().prefix('/users');
users.get(/^\/users\/(?<id>\d+)$/, (ctx) => { ctx.body = ''; }); //~ route GET /admin/users/:id
users.get('/', (ctx) => { ctx.body = []; }); //~ route GET /admin/users
admin.use(compose([requireUser, users.routes()]));
app.use(mount('/admin', admin));
app.use(mount('/legacy', legacy));
app.use(new Reports().routes());
function parts(): Router[] {
  const [billing, stock] = [new Router({ prefix: '/billing' }), new Router({ prefix: '/stock' })];
  billing.get('/', (ctx) => { ctx.body = []; }); //~ route GET /billing
  stock.get('/', (ctx) => { ctx.body = []; }); //~ route GET /stock
  return [billing, stock];
}
for (const part of parts()) app.use(part.routes()).use(part.allowedMethods());
const lost = new Router({ prefix: '/lost' });
lost.get('/one', (ctx) => { ctx.body = ''; }); //~ route GET /lost/one unresolved
const tenant = new Router({ prefix: process.env.TENANT_PREFIX });
tenant.get('/one', (ctx) => { ctx.body = ''; }); //~ route GET /${}/one unresolved
app.use(tenant.routes());
app.use(async (ctx, next) => { ctx.get('Referrer'); ctx.redirect('/login', '/why'); await next(); });
api.param('id', (_id, _ctx, next) => next());
export const link = api.url('order', { id: 1 });
const settings = new Map([['get', 1]]);
export const got = settings.get('get');
const local = { get: (_path: string, handler: () => void) => handler(), redirect: (_from: string, _to: string) => undefined, routes: () => undefined };
local.get('/not-a-route', () => undefined);
local.redirect('/not-a-route', '/either');
app.listen(3000); //~ server koa listen
async function requireUser(_ctx: Koa.Context, next: Koa.Next) { await next(); }
function methodsFromSettings(): string[] { return String(got).split(','); }
function stockRoutes() {
  const router = new Router();
  router.get('/', (ctx) => { ctx.body = []; }); //~ route GET /api/stock
  return router;
}
function priceRoutes() {
  return new Router().put('/:sku', (ctx) => { ctx.status = 204; }); //~ route PUT /api/prices/:sku
}
// @file src/paths.ts
export const paths = { search: '/search' } as const;
// @file src/orders.ts
import Router from '@koa/router';
export const orders = new Router();
orders.use(async (_ctx, next) => { await next(); });
orders.get('/', (ctx) => { ctx.body = []; }); //~ route GET /api/orders
orders.delete('/:id', (ctx) => { ctx.status = 204; }); //~ route DELETE /api/orders/:id
// @file src/invoices.ts
import { Router } from '@koa/router';
const invoices = new Router({ prefix: '/invoices' });
invoices.get('/{:year}', (ctx) => { ctx.body = []; }); //~ route GET /api/v1/invoices/:year ; route GET /api/v2/invoices/:year
export default invoices.routes();
// @file src/tenants.ts
import type Router from '@koa/router';
export function registerTenants(router: Router) {
  router.get('/tenants', (ctx) => { ctx.body = []; }); //~ route GET /api/tenants
}
export function registerUsers<T extends Router>(...[router, options]: Parameters<(router: T, options: { path: string }) => void>) {
  router.get(options.path, (ctx) => { ctx.body = []; }); //~ route GET /api/users
}
export function registerGuests(router: Router) {
  const guests = (router as Router<{ guest: true }>).use(async (_ctx, next) => { await next(); });
  guests.get('/guests', (ctx) => { ctx.body = []; }); //~ route GET /api/guests
}
export const unused = (router: Router) => {
  router.get('/unused', (ctx) => { ctx.body = []; }); //~ route GET /unused unresolved
};
// @file src/legacy.cjs
const router = require('koa-router')({ prefix: '/v0' });
router.get('/orders', listOrders); //~ route GET /legacy/v0/orders
function listOrders(ctx) { ctx.body = []; }
exports.legacy = router.middleware();
// @file src/reports.ts
import Router from 'koa-router';
export class Reports extends Router {
  constructor() {
    super({ prefix: '/reports' });
    this.get('/daily', (ctx) => { ctx.body = []; }); //~ route GET /reports/daily
  }
}
// @file src/client.ts
import axios from 'axios';
import type Router from '@koa/router';
export type Routes = Router.Middleware;
const shop = axios.create({ baseURL: 'https://shop.example.com', timeout: 1000 });
export const load = () => shop.get('/orders'); //~ outbound axios deadline=yes
export class Lookup { get(path: string, handler: () => void) { handler(); return path; } }
new Lookup().get('/orders', () => undefined);

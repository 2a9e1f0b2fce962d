// also: server
import { Hono } from 'hono';
import { createFactory } from 'hono/factory';
import { serve } from '@hono/node-server';
import { zValidator } from '@hono/zod-validator';
import { orders } from './orders.js';
import { invoices } from './invoices';
import { tenants, apiDocs } from './tenants.js';
import { registerHealth } from './health.js';
import { createStock } from './stock';
import legacy from './legacy.js';
import { requireUser, guarded } from './guards.js';
const factory = createFactory<{ Variables: { user: string } }>();
const app = factory.createApp();
app.use('*', requireUser);
app.use('/api/*', requireUser);
app.get('/', (c) => c.text('ok')); //~ route GET /
app.all('/ping', (c) => c.text(c.get('user'))); //~ route ALL /ping
app.on('PURGE', '/cache', (c) => c.body(null));
app.on(['PUT', 'DELETE'], ['/cache/:key', '/caches/:key'], (c) => c.body(null)); //~ route PUT /cache/:key ; route PUT /caches/:key ; route DELETE /cache/:key ; route DELETE /caches/:key
const api = app.basePath('/api');
api.get('/orders/:id{[0-9]+}', ...guarded); //~ route GET /api/orders/:id
api.post('/search/:scope{orders|invoices}/:page?', zValidator('json', schema), (c) => c.json([])); //~ route POST /api/search/:scope/:page
api.get('/files/:path{.+/[a-z]{2,4}}', (c) => c.body(null)); //~ route GET /api/files/:path
const routes = api.route('/orders', orders).route('/', invoices).route('/tenants', tenants);
app.route('/docs', apiDocs);
registerHealth(app);
for (const entry of [{ path: '/stock', app: createStock() }] as const) app.route(entry.path, entry.app);
app.mount('/legacy', legacy.fetch);
const late = new Hono();
app.route('/late', late);
late.get('/never-served', (c) => c.text('')); //~ route GET /never-served unresolved
addLate(late);
const versions = new Hono().basePath('/v1').get('/status', (c) => c.text('1')); //~ route GET /v1/status
app.route('/', versions);
app.get(`${process.env.BASE}/info`, (c) => c.text('')); //~ route GET /${}/info unresolved
app.get('/book', (c) => c.text('read')).post((c) => c.text('write')); //~ route GET /book ; route POST /book
const lost = new Hono();
lost.get('/lost', (c) => c.text('')); //~ route GET /lost unresolved
app.onError((error, c) => c.json({ error: error.name }, 500)); //~ server hono errorHandler
app.notFound((c) => c.text('', 404)); //~ server hono notFoundHandler
function addLate(sub: Hono) {
  sub.get('/added-by-a-call', (c) => c.text('')); //~ route GET /added-by-a-call unresolved
}
export type AppType = typeof routes;
const seen = new Map([['get', 1]]);
export const got = seen.get('get');
const local = { get: (_path: string, handler: () => void) => handler(), route: (_path: string, _app: unknown) => undefined };
local.get('/not-a-route', () => undefined);
local.route('/not-a-route', orders);
serve({ fetch: app.fetch, port: 3000 }); //~ server hono listen
// @file src/guards.ts
import { createFactory, createMiddleware } from 'hono/factory';
const factory = createFactory();
export const requireUser = createMiddleware(async (_c, next) => { await next(); });
export const guarded = factory.createHandlers(requireUser, (c) => c.json({}));
// @file src/orders.ts
import { Hono } from 'hono';
import type { Env } from './env.js';
export const orders = new Hono<Env>()
  .get('/', (c) => c.json([])) //~ route GET /api/orders
  .post('/', (c) => c.json({}, 201)) //~ route POST /api/orders
  .delete('/:id', (c) => c.body(null, 204)); //~ route DELETE /api/orders/:id
// @file src/invoices.ts
import { OpenAPIHono, createRoute, defineOpenAPIRoute, z } from '@hono/zod-openapi';
export const invoices = new OpenAPIHono();
const show = createRoute({ method: 'get', path: '/invoices/{id}', middleware: [audit] as const, responses: {} });
const create = createRoute({ method: 'post', path: '/invoices', request: { body: { content: {} } }, responses: {} });
const remove = defineOpenAPIRoute({ route: createRoute({ method: 'delete', path: '/invoices/{id}', responses: {} }), handler: (c) => c.body(null) });
const hidden = defineOpenAPIRoute({ route: createRoute({ method: 'put', path: '/invoices/{id}', responses: {} }), handler: (c) => c.body(null), addRoute: false });
invoices.openapi(show, (c) => c.json({})).openapi(create, (c) => c.json({}, 201)); //~ route GET /api/invoices/:id ; route POST /api/invoices
invoices.openapiRoutes([remove, hidden] as const); //~ route DELETE /api/invoices/:id
invoices.doc('/openapi.json', { openapi: '3.0.0', info: { title: 'Invoices', version: '1' } }); //~ route GET /api/openapi.json
export const Invoice = z.object({ id: z.string() });
async function audit(_c: unknown, next: () => Promise<void>) { await next(); }
// @file src/tenants.ts
import { Hono } from 'hono';
const tenants = new Hono();
tenants.get((c) => c.json([])); //~ route GET /api/tenants unresolved
export { tenants };
export const apiDocs = new Hono().get((c) => c.html('')); //~ route GET /docs
// @file src/health.ts
import type { Hono } from 'hono';
export function registerHealth(app: Hono) {
  app.get('/health', (c) => c.text('ok')); //~ route GET /health
}
export function unused(app: Hono) {
  app.get('/unused', (c) => c.text('')); //~ route GET /unused unresolved
}
// @file src/stock.ts
import { Hono } from 'hono';
export const createStock = () => {
  const app = new Hono();
  app.patch('/:sku', (c) => c.body(null)); //~ route PATCH /stock/:sku
  return app;
};
// @file src/legacy.ts
import { Hono } from 'hono/tiny';
const legacy = new Hono();
legacy.get('/orders', (c) => c.json([])); //~ route GET /legacy/orders
export default legacy;
// @file src/edge.ts
import { Hono } from 'hono';
import { handle } from 'hono/vercel';
const edge = new Hono().basePath('/edge');
edge.options('/', (c) => c.body(null)); //~ route OPTIONS /edge
export const GET = handle(edge);
// @file src/worker.ts
import { Hono } from 'hono';
const worker = new Hono();
worker.get('/jobs', (c) => c.json([])); //~ route GET /jobs
export default { port: 8787, fetch: worker.fetch };
// @file src/client.ts
import { hc } from 'hono/client';
import type { AppType } from './hono.js';
const client = hc<AppType>('https://shop.example.com');
export const load = () => client.api.orders.$get();
export const send = () => client.api.invoices.$post({ json: {} });
// @file src/makers.ts
import { Hono } from 'hono';
const makeRouter = () => new Hono({ strict: false });
const resource = (name: string) => {
  const router = makeRouter();
  router.get(`/${name}`, (c) => c.json([])); //~ route GET /made/brands ; route GET /made/colours
  return router;
};
const first = makeRouter();
first.get('/first', (c) => c.text('')); //~ route GET /made/one/first
const made = makeRouter().basePath('/made');
made.route('/one', first);
for (const part of [resource('brands'), resource('colours')]) made.route('/', part);
export default made;
// @file packages/dashboard/package.json
// { "name": "dashboard", "exports": { "./hono": "./dist/adapters/hono.js" } }
// @file packages/dashboard/src/adapters/hono.ts
import { Hono } from 'hono';
export function dashboard(): Hono {
  const app = new Hono();
  const api = new Hono().get('/jobs', (c) => c.json([])); //~ route GET /dashboard/api/jobs
  app.route('/api', api);
  return app;
}
// @file src/with-dashboard.ts
import { Hono } from 'hono';
import { dashboard } from 'dashboard/hono';
const app = new Hono();
app.route('/dashboard', dashboard());
export default app;
// @file src/nobody.ts
import { Hono } from 'hono';
export function nobody(): Hono {
  const app = new Hono();
  app.route('/parts', new Hono().get('/', (c) => c.text(''))); //~ route GET /parts unresolved
  return app;
}

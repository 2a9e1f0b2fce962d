// also: server
import * as restify from 'restify';
import type { Server } from 'restify';
import { addInvoices } from './invoices';
import { paths } from './paths';
const server = restify.createServer({ name: 'orders' }); //~ server restify app
server.pre(restify.pre.sanitizePath());
server.use(restify.plugins.bodyParser(), [restify.plugins.queryParser()]);
server.get('/orders', (_req, res, next) => { res.send([]); next(); }); //~ route GET /orders
server.get({ path: '/orders/:id', name: 'order', version: '1.0.0' }, load, async (_req, res) => { res.send({}); }); //~ route GET /orders/:id
server.del(paths.order, load, (_req, res, next) => { res.send(204); next(); }); //~ route DELETE /orders/:id
server.opts('/orders', [load, answer]); //~ route OPTIONS /orders
server.head(`${paths.orders}/:id(^\\d+$)`, answer); //~ route HEAD /orders/:id
server.patch(`${process.env.PREFIX}/orders`, answer); //~ route PATCH /${}/orders unresolved
for (const { path, run } of [{ path: '/ready', run: answer }, { path: '/alive', run: answer }]) server.get(path, run); //~ route GET /ready ; route GET /alive
addInvoices(server);
server.on('NotFound', answer);
server.param('id', load);
server.get('/no-handler');
const options = { get: (_path: string, run: () => void) => { run(); } };
options.get('/not-a-route', () => undefined);
export const header = (request: restify.Request) => request.header('accept');
export const typed = (other: { get(path: string, run: () => void): void }) => { other.get('/not-this', () => undefined); };
server.listen(3000); //~ server restify listen
function load(_req: restify.Request, _res: restify.Response, next: restify.Next) { next(); }
function answer(_req: restify.Request, res: restify.Response, next: restify.Next) { res.send(200); next(); }
// @file src/paths.ts
export const paths = { orders: '/orders', order: '/orders/:id' };
// @file src/invoices.ts
import type { Server } from 'restify';
export function addInvoices(api: Server): void {
  api.post('/invoices', (_req, res, next) => { res.send(201); next(); }); //~ route POST /invoices
  api.put('/invoices/:id', (_req, res, next) => { res.send(200); next(); }); //~ route PUT /invoices/:id
}

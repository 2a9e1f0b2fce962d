// also: server
import { createServer } from 'node:http';
import polka, { type Middleware } from 'polka';
import { addInvoices } from './invoices';
import { orders } from './orders';
import { paths, table } from './table';
const app = polka({ onError, onNoMatch: (_req, res) => { res.end('nothing here'); } }); //~ server polka app ; server polka errorHandler ; server polka notFoundHandler
app.use(log, (_req, _res, next) => { next(); });
app.use('/orders', log, orders);
app.use('customers', polka().get('/', answer).post('/', log, answer)); //~ server polka app ; route GET /customers ; route POST /customers
app.get('/', answer).get('/files/*', log, answer).all(paths.echo, answer); //~ route GET / ; route GET /files/* ; route ALL /echo
app.add('PUT', '/drafts/:id/:part?', answer); //~ route PUT /drafts/:id/:part
app.add('*', '/legacy', answer); //~ route ALL /legacy
app.add(process.env.METHOD ?? verbOf(), '/computed', answer); //~ route ALL /computed unresolved
for (const { verb, path, run } of table) app.add(verb, path, run); //~ route GET /ready ; route POST /jobs
for (const path of ['/ping', '/pong']) app.head(path, answer); //~ route HEAD /ping ; route HEAD /pong
app.options(`${process.env.PREFIX}/orders`, answer); //~ route OPTIONS /${}/orders unresolved
addInvoices(app);
app.use((_error: Error, _req: unknown, _res: unknown, next: () => void) => { next(); });
app.get('/no-handler');
app.find('GET', '/orders');
app.parse({ url: '/orders' } as never);
const lost = polka(); //~ server polka app
lost.delete('/its-own', answer); //~ route DELETE /its-own
const server = createServer(app.handler); //~ server node:http app
server.listen(3000); //~ server node:http listen
const { server: second } = lost.listen(3001); //~ server polka listen
process.on('SIGTERM', () => { second?.close(); }); //~ server node:http close
const cache = { use: (_path: string, value: unknown) => value, get: (_path: string, run: () => void) => { run(); } };
cache.get('/not-a-route', () => undefined);
cache.use('/not-mounted', orders);
const dots = new Map([['/dots', polka]]);
dots.get('/dots');
function onError(_error: Error, _req: unknown, res: { end(text: string): void }) { res.end('failed'); }
function verbOf(): string { return JSON.parse('"GET"') as string; }
const log: Middleware = (_req, _res, next) => { next(); };
const answer: Middleware = (_req, res) => { res.end(); };
// @file src/orders.ts
import polka from 'polka';
import { lines } from './lines';
/** A mounted application keeps what is added later. */
export const orders = polka(); //~ server polka app
orders.use('/lines', lines);
orders.get('/', (_req, res) => { res.end(); }); //~ route GET /orders
orders.patch('/:id', (_req, res) => { res.end(); }); //~ route PATCH /orders/:id
// @file src/lines.ts
const polka = require('polka');
export const lines = polka().get('/:line', (req, res) => { res.end(); }); //~ server polka app ; route GET /orders/lines/:line
// @file src/invoices.ts
import type { Polka } from 'polka';
export function addInvoices(api: Polka): void {
  api.post('/invoices', (_req, res) => { res.end(); }); //~ route POST /invoices
}
export const typed = (other: { get(path: string, run: () => void): void }) => { other.get('/not-this', () => undefined); };
// @file src/table.ts
export const paths = { echo: '/echo' };
const run = (_req: unknown, res: { end(): void }) => { res.end(); };
export const table = [{ verb: 'GET', path: '/ready', run }, { verb: 'POST', path: '/jobs', run }] as const;

// also: server
import express, { Router } from 'express';
import { orders } from './orders.js';
import mountUsers from './users';
import { api as apiPrefix } from './paths';
const app = express(); //~ server express app
app.set('port', 3000);
export const port = app.get('port');
app.use(express.json());
const api = express.Router();
mountUsers(api);
api.use('/orders', orders);
api.route('/products/:id(\\d+)').get((_req, res) => { res.end(); }).put((_req, res) => { res.end(); }); //~ route GET /api/v1/products/:id ; route PUT /api/v1/products/:id
app.use(apiPrefix, api);
app.all(['/ping', '/health'], (_req, res) => { res.end(); }); //~ route ALL /ping ; route ALL /health
app.get(`${process.env.BASE}/status`, (_req, res) => { res.end(); }); //~ route GET /${}/status unresolved
app.get(`${process.env.BASE ?? '/base'}/info`, (_req, res) => { res.end(); }); //~ route GET /base/info
app.use((error: Error, _req: express.Request, res: express.Response, _next: express.NextFunction) => { //~ server express errorHandler
  res.status(500).json({ error: error.name });
});
const settings = new Map([['get', 1]]);
export const got = settings.get('get');
export const referrer = (req: express.Request) => req.get('Referrer');
api.param('id', (_req, _res, next) => { next(); });
let tools: Record<string, (path: string, handler: () => void) => void> = {};
tools = { ...tools };
tools.post('/spread-into-itself', () => undefined);
const local = { get: (_path: string, handler: () => void) => handler() };
local.get('/not-a-route', () => undefined);
const lost = Router();
lost.get('/lost', (_req, res) => { res.end(); }); //~ route GET /lost unresolved
const invoices = Router().get('/invoices', (_req, res) => { res.end(); }); //~ route GET /billing/invoices
app.use('/billing', Router().use(invoices));
app.listen(3000); //~ server express listen
// @file src/paths.ts
export const api = '/api/v1';
// @file src/orders.ts
import { Router } from 'express';
export const orders = Router();
orders.post('/', requireUser, (_req, res) => { res.end(); }); //~ route POST /api/v1/orders
orders.delete('/:id', requireUser, (_req, res) => { res.end(); }); //~ route DELETE /api/v1/orders/:id
function requireUser(_req: unknown, _res: unknown, next: () => void) { next(); }
// @file src/users.ts
import type { Router } from 'express';
import { Router as createRouter } from 'express';
const users = createRouter();
export default (parent: Router) => {
  parent.use('/users', users);
  users.get('/:id', (_req, res) => { res.end(); }); //~ route GET /api/v1/users/:id
};

import assert from 'node:assert/strict';
import { analyseTexts } from '../../../../src/analysis/analyse-texts.ts';

/** `METHOD path` to what runs before its handler. */
function middleware(files: Readonly<Record<string, string>>): Record<string, string> {
  const { project, failures } = analyseTexts(new Map(Object.entries(files)), []);
  assert.deepEqual(failures, []);
  return Object.fromEntries(project.routes.map(({ method, path, middleware: names }) => [`${method} ${path}`, names.join(' ')]));
}

const functions = 'const json = (q: unknown, s: unknown, next: () => void) => next();\n' + ['auth', 'audit', 'tenant', 'limit', 'own'].map((name) => `export const ${name} = json;\n`).join('');

describe('middleware of a route', () => {
  it('is what stands before it on its router and on every router above, outermost first', () => {
    assert.deepEqual(middleware({
      'src/app.ts': `import express, { Router } from 'express';
import { audit, auth, limit, own, tenant } from './functions';
const app = express();
const api = Router();
const orders = Router();
app.use(audit);
app.get('/health', (_q, s) => { s.end(); });
app.use('/api', auth, api);
api.use(tenant);
api.use('/orders', limit, orders);
orders.get('/early', (_q, s) => { s.end(); });
orders.use(own);
orders.get('/:id', own, (_q, s) => { s.end(); });
app.use(limit);
app.get('/late', (_q, s) => { s.end(); });
app.use((error: Error, _q: express.Request, s: express.Response, _n: express.NextFunction) => { s.status(500).json(error); });
`,
      'src/functions.ts': functions,
    }), {
      'GET /health': 'audit',
      'GET /api/orders/early': 'audit auth tenant limit',
      'GET /api/orders/:id': 'audit auth tenant limit own own',
      'GET /late': 'audit limit',
    });
  });

  it('is chosen by the path below its router, by segments, wildcards and parameters included', () => {
    assert.deepEqual(middleware({
      'src/app.ts': `import express, { Router } from 'express';
import { audit, auth, limit, tenant } from './functions';
const app = express();
app.use('/api/orders', auth);
app.use('/api/ord', audit);
app.use('/:area/admin', tenant);
app.use('/api/*', limit);
const api = Router();
api.get('/orders/:id', (_q, s) => { s.end(); });
api.get('/admin/users', (_q, s) => { s.end(); });
app.use('/api', api);
app.get('/status', (_q, s) => { s.end(); });
`,
      'src/functions.ts': functions,
    }), { 'GET /api/orders/:id': 'auth limit', 'GET /api/admin/users': 'tenant limit', 'GET /status': '' });
  });

  it('follows the calls that lead to a registration, not the order of the text', () => {
    assert.deepEqual(middleware({
      'src/server.ts': `import express, { type Express } from 'express';
import { addRoutes } from './routes';
import { auth, audit } from './functions';
class Server {
  private readonly app = express();
  constructor() { this.first(); addRoutes(this.app); this.last(); }
  private last() { this.app.use(audit); }
  private first() { addMiddleware(this.app); }
}
function addMiddleware(app: Express) { app.use(auth); }
new Server();
`,
      'src/routes.ts': `import type { Express } from 'express';
export function addRoutes(app: Express) { app.get('/orders', (_q, s) => { s.end(); }); }
`,
      'src/functions.ts': functions,
    }), { 'GET /orders': 'auth' });
  });

  it('holds for routes added to an imported application: what is imported has run', () => {
    assert.deepEqual(middleware({
      'src/app.ts': "import express from 'express';\nimport { auth } from './functions';\nexport const app = express();\napp.use(auth);\n",
      'src/index.ts': "import { app } from './app';\nimport { audit } from './functions';\nimport './routes';\napp.use(audit);\napp.listen(1);\n",
      'src/routes.ts': "import { app } from './app';\napp.get('/orders', (_q, s) => { s.end(); });\n",
      'src/functions.ts': functions,
    }), { 'GET /orders': 'auth' });
  });

  it('names the functions too, those given with a mount among them', () => {
    const { project } = analyseTexts(new Map([['src/app.ts', `import express, { Router } from 'express';
const app = express();
const orders = Router();
app.use('/orders', requireUser, orders);
orders.get('/', (_q, s) => { s.end(); });
function requireUser(_q: unknown, _s: unknown, next: () => void) { next(); }
`]]), []);
    assert.deepEqual(project.routes[0]?.middlewareFunctions.map(({ name }) => name), ['requireUser']);
  });

  it('holds for all routes of a Fastify instance, also those registered before', () => {
    assert.deepEqual(middleware({
      'src/app.ts': "import fastify from 'fastify';\nimport { auth } from './functions';\nconst app = fastify();\napp.get('/orders', async () => []);\napp.addHook('preHandler', auth);\n",
      'src/functions.ts': functions,
    }), { 'GET /orders': 'auth' });
  });

  it('puts what Polka uses for all paths before what it uses for some, and both before every route', () => {
    assert.deepEqual(middleware({
      'src/app.ts': `import polka from 'polka';
import { audit, auth, json, limit, own } from './functions';
const app = polka();
const orders = polka().use(json);
orders.get('/:id', own, (_q, s) => { s.end(); });
app.get('/status', (_q, s) => { s.end(); });
app.use('/orders', orders, limit);
app.use(auth, audit);
`,
      'src/functions.ts': functions,
    }), { 'GET /orders/:id': 'auth audit limit json own', 'GET /status': 'auth audit' });
  });

  it('follows the contexts and the phases of Fastify: plugins of their own, shared ones, hooks in routes', () => {
    assert.deepEqual(middleware({
      'src/app.ts': `import fastify, { type FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import middie from '@fastify/middie';
import { audit, auth, json, limit, own, tenant } from './functions';
const app = fastify();
await app.register(middie);
await app.register(async (early) => { early.get('/early', async () => []); });
app.addHook('preHandler', auth);
app.register(fp(async (shared) => { shared.decorate('requireOwner', own); shared.addHook('onRequest', audit); shared.get('/shared', async () => []); }));
app.register(async (orders: FastifyInstance) => {
  orders.get('/', { preHandler: [own, json], onRequest: limit }, async () => []);
  orders.register(async (lines) => { lines.addHook('preValidation', tenant); lines.post('/lines', { preHandler: app.requireOwner }, async () => []); });
  orders.addHook('onSend', audit);
}, { prefix: '/orders' });
app.use('/status', json);
app.get('/status', async () => 'ok');
`,
      'src/functions.ts': functions,
    }), {
      'GET /early': '',
      'GET /shared': 'audit auth',
      'GET /orders': 'audit limit auth own json',
      'POST /orders/lines': 'audit tenant auth app.requireOwner',
      'GET /status': 'json audit auth',
    });
  });

  it('knows the hook files of @fastify/autoload', () => {
    const plugin = (line: string): string => `import { audit, auth } from '../functions';\nexport default async function (app) { ${line} }\n`;
    assert.deepEqual(middleware({
      'src/app.ts': `import fastify from 'fastify';
import autoload from '@fastify/autoload';
const app = fastify();
app.register(autoload, { dir: import.meta.dirname + '/routes', autoHooks: true, cascadeHooks: true });
app.register(autoload, { dir: import.meta.dirname + '/plain' });
`,
      'src/functions.ts': functions,
      'src/routes/root.ts': plugin("app.get('/', async () => []);"),
      'src/routes/_autohooks.ts': plugin("app.addHook('onRequest', auth);"),
      'src/routes/orders/autohooks.ts': plugin("app.addHook('onRequest', audit);").replace('../', '../../'),
      'src/routes/orders/index.ts': plugin("app.get('/', async () => []);"),
      'src/plain/autohooks.ts': plugin("app.addHook('onRequest', audit);"),
      'src/plain/page.ts': plugin("app.get('/page', async () => []);"),
    }), { 'GET /': 'auth', 'GET /orders': 'auth audit', 'GET /page': '' });
  });

  it('knows extension points, default and own authentication and pre methods of Hapi', () => {
    assert.deepEqual(middleware({
      'src/server.ts': `import Hapi from '@hapi/hapi';
import { audit, auth, limit, own, tenant } from './functions';
const server = Hapi.server();
server.route({ method: 'GET', path: '/early', handler: () => 1 });
server.auth.default('session');
server.ext('onPreHandler', audit);
server.route({ method: 'GET', path: '/open', options: { auth: false }, handler: () => 1 });
server.route({ method: 'GET', path: '/own', options: { auth: { strategies: ['jwt', 'key'] }, pre: [own, [{ method: limit, assign: 'limit' }]] }, handler: () => 1 });
await server.register({ plugin: { name: 'orders', register(view: Hapi.Server) {
  view.ext({ type: 'onPreAuth', method: auth });
  view.ext('onPostAuth', tenant, { sandbox: 'plugin' });
  view.route({ method: 'GET', path: '/orders', handler: () => 1 });
} } });
`,
      'src/functions.ts': functions,
    }), {
      'GET /early': 'auth auth("session") audit',
      'GET /open': 'auth audit',
      'GET /own': 'auth auth("jwt", "key") audit own limit',
      'GET /orders': 'auth auth("session") tenant audit',
    });
  });
});

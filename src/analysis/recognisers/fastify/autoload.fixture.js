'use strict';
const path = require('node:path');
const fastify = require('fastify');
const autoload = require('@fastify/autoload');
const routesDir = path.join(__dirname, 'routes');
function build() {
  const app = fastify();
  app.register(autoload, { dir: path.join(__dirname, 'plugins') });
  app.register(autoload, {
    dir: routesDir, routeParams: true, autoHooks: true, cascadeHooks: true, ignorePattern: /^drafts$|\.skip\.js$/, options: { prefix: '/api', currency: '/eur' },
  });
  app.register(autoload, { dir: path.resolve(__dirname, './flat'), dirNameRoutePrefix: false, matchFilter: (file) => file.endsWith('.routes.js') });
  app.register(autoload, { dir: `${__dirname}/named`, dirNameRoutePrefix: (parent, name) => name, maxDepth: 1, ignoreFilter: 'internal' });
  app.register(autoload, { dir: `${__dirname}/renamed`, dirNameRoutePrefix: (parent, name) => rename(parent, name) });
  app.register(autoload, { dir: path.join(__dirname, 'appended'), appendAutoPrefix: true, encapsulate: true, options: Object.assign({}, { prefix: '/more' }) });
  app.register(autoload, { dir: path.join(__dirname, 'open'), encapsulate: false, options: { prefix: '/ignored' } });
  app.register(async (scope) => { scope.register(autoload, { dir: path.join(__dirname, 'tenants') }); }, { prefix: '/tenants' });
  return app;
}
module.exports = build;
// @file src/plugins/support.js
const fp = require('fastify-plugin');
module.exports = fp(async function (fastify) {
  fastify.get('/support', async () => 1); //~ route GET /support
});
// @file src/plugins/nested/metrics.js
module.exports = async function (fastify) {
  fastify.get('/', async () => 1); //~ route GET /nested
};
// @file src/routes/root.js
module.exports = async function (fastify, opts) {
  fastify.get('/', async () => 1); //~ route GET /api
  fastify.get(`${opts.currency}/rate`, async () => 1); //~ route GET /api/eur/rate
};
// @file src/routes/autohooks.js
module.exports = async function (app) {
  app.addHook('onRequest', async () => undefined);
};
// @file src/routes/orders/index.js
module.exports = async function (fastify) {
  fastify.get('/', async () => []); //~ route GET /api/orders
  fastify.post('/', async () => []); //~ route POST /api/orders
};
// @file src/routes/orders/beside-an-index.js
module.exports = async function (fastify) {
  fastify.get('/never', async () => []);
};
// @file src/routes/orders/_id/index.js
module.exports = async function (fastify) {
  fastify.get('/', async () => []); //~ route GET /api/orders/:id
};
// @file src/routes/orders/_id/lines/_line/index.js
module.exports = async function (fastify) {
  fastify.put('/', async () => []); //~ route PUT /api/orders/:id/lines/:line
};
// @file src/routes/drafts/index.js
module.exports = async function (fastify) {
  fastify.get('/', async () => []);
};
// @file src/routes/reports/monthly.skip.js
module.exports = async function (fastify) {
  fastify.get('/skipped', async () => []);
};
// @file src/routes/reports/yearly.mjs
export default async function (fastify) {
  fastify.get('/yearly', async () => []); //~ route GET /api/yearly-reports/yearly
}
export const autoPrefix = '/yearly-reports';
// @file src/routes/reports/daily.js
async function daily(fastify) {
  fastify.get('/daily', async () => []); //~ route GET /everyday/daily
}
daily.prefixOverride = '/everyday';
module.exports = daily;
// @file src/routes/reports/off.js
module.exports = async function (fastify) {
  fastify.get('/off', async () => []);
};
module.exports.autoload = false;
// @file src/routes/reports/hourly.js
module.exports = { //~ route GET /api/reports/hourly
  method: 'GET',
  url: '/hourly',
  handler: async () => [],
};
// @file src/routes/reports/shared.js
const fp = require('fastify-plugin');
module.exports = fp(async (fastify) => {
  fastify.get('/shared', async () => []); //~ route GET /shared
});
// @file src/flat/invoices/invoices.routes.js
module.exports = async function (fastify) {
  fastify.get('/invoices', async () => []); //~ route GET /invoices
};
// @file src/flat/invoices/helpers.js
module.exports = async function (fastify) {
  fastify.get('/helpers', async () => []);
};
// @file src/named/a/one.js
module.exports = async function (fastify) {
  fastify.get('/one', async () => []); //~ route GET /a/one
};
// @file src/named/a/b/two.js
module.exports = async function (fastify) {
  fastify.get('/too-deep', async () => []);
};
// @file src/named/a/internal.js
module.exports = async function (fastify) {
  fastify.get('/internal', async () => []);
};
// @file src/renamed/v1/three.js
module.exports = async function (fastify) {
  fastify.get('/three', async () => []); //~ route GET /${}/three unresolved
};
// @file src/appended/x/four.js
module.exports = async function (fastify) {
  fastify.get('/four', async () => []); //~ route GET /more/x/y/four
};
module.exports.autoPrefix = '/y';
// @file src/open/five.js
module.exports = async function (fastify) {
  fastify.get('/five', async () => []); //~ route GET /five
};
// @file src/tenants/index.js
const autoload = require('@fastify/autoload');
const { join } = require('path');
module.exports = async function (fastify) {
  fastify.get('/', async () => []); //~ route GET /tenants
  fastify.register(autoload, { dir: join(__dirname, 'of-a-tenant'), options: { prefix: '/:tenant' } });
};
// @file src/tenants/of-a-tenant/users/index.js
module.exports = async function (fastify) {
  fastify.get('/', async () => []); //~ route GET /tenants/:tenant/users ; route GET /tenants/of-a-tenant/users
};
// @file src/not-loaded/index.js
module.exports = async function (fastify) {
  fastify.get('/never', async () => []);
};
// @file src/module.ts
import autoLoad, { type AutoloadPluginOptions } from '@fastify/autoload';
import Fastify from 'fastify';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { directoryOf } from './directory';
const __dirname = dirname(fileURLToPath(import.meta.url));
export const app = Fastify();
const options: AutoloadPluginOptions = { dir: join(__dirname, 'controllers'), options: { prefix: '/ts' }, forceESM: true };
void app.register(autoLoad, options);
void app.register(autoLoad, { dir: join(directoryOf(import.meta.url), 'typed'), matchFilter: (path: string) => path.endsWith('.router.ts'), options: { prefix: '/typed' } });
await app.register(import('@fastify/autoload'), { dir: fileURLToPath(new URL('./handlers', import.meta.url)) });
// @file src/directory.ts
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
export const directoryOf = (url: string): string => dirname(fileURLToPath(url));
// @file src/typed/prices.router.ts
import type { FastifyInstance } from 'fastify';
export default async (fastify: FastifyInstance) => {
  fastify.get('/prices', async () => []); //~ route GET /typed/prices
};
// @file src/typed/prices.helpers.ts
import type { FastifyInstance } from 'fastify';
export default async (fastify: FastifyInstance) => {
  fastify.get('/never', async () => []); //~ route GET /never unresolved
};
// @file src/controllers/books.ts
import type { FastifyInstance } from 'fastify';
export default async (fastify: FastifyInstance) => {
  fastify.get('/books', async () => []); //~ route GET /ts/books
};
// @file src/controllers/films/index.ts
import type { FastifyPluginAsync } from 'fastify';
const films: FastifyPluginAsync = async (fastify) => {
  fastify.get('/', async () => []); //~ route GET /ts/films
};
export default films;
// @file src/handlers/shelf.ts
import type { FastifyPluginCallback } from 'fastify';
export default ((fastify, _options, done) => {
  fastify.get('/shelf', async () => []); //~ route GET /shelf
  done();
}) satisfies FastifyPluginCallback;
// @file apps/cli/package.json
// { "name": "cli", "dependencies": { "fastify": "^5.0.0" }, "scripts": { "start": "npm run build && fastify start -w -l info --prefix /cli -P dist/app.js" } }
// @file apps/cli/src/app.ts
import AutoLoad from '@fastify/autoload';
import { join } from 'node:path';
export default async function app(fastify: any, opts: Record<string, unknown>) {
  fastify.get('/alive', async () => 'ok'); //~ route GET /cli/alive
  void fastify.register(AutoLoad, { dir: join(import.meta.dirname, 'routes') });
}
// @file apps/cli/src/routes/client/index.js
module.exports = async function (fastify) {
  fastify.get('/', async () => []); //~ route GET /cli/client
};

// also: server
const Koa = require('koa');
require('module-alias/register');
const { Loader } = require('./core/loader');
const shared = require('@lib/shared');
const { router: built } = require('@built/router');
const app = new Koa(); //~ server koa app
Loader.load(app);
app.use(shared.routes());
app.use(built.routes());
app.listen(3000); //~ server koa listen
// @file package.json
// { "name": "directories", "dependencies": { "koa": "^2.0.0", "koa-router": "^12.0.0" }, "_moduleAliases": { "@": ".", "@lib": "src/lib", "@built": "./dist" } }
// @file src/core/loader.js
const Router = require('koa-router');
const requireDirectory = require('require-directory');
class Loader {
  static load(app) {
    Loader.app = app;
    requireDirectory(module, `${process.cwd()}/src/api`, { visit: whenLoaded });
    requireDirectory(module, '../admin', { visit: (router) => { app.use(router.routes()); } });
    requireDirectory(module, '../never');
    requireDirectory(module, process.env.PLUGINS, { visit: whenLoaded });
    function whenLoaded(router) {
      if (router instanceof Router) Loader.app.use(router.routes());
    }
  }
}
exports.Loader = Loader;
// @file src/api/v1/orders.js
const Router = require('koa-router');
const { listOrders } = require('@/src/lib/orders');
const router = new Router({ prefix: '/v1/orders' });
router.get('/:id', listOrders); //~ route GET /v1/orders/:id
module.exports = router;
// @file src/api/v1/helpers.js
exports.get = (path) => path;
// @file src/admin/users.js
const Router = require('koa-router');
const router = new Router();
router.get('/users', (ctx) => { ctx.body = []; }); //~ route GET /users
module.exports = router;
// @file src/never/carts.js
const Router = require('koa-router');
const router = new Router();
router.get('/carts', (ctx) => { ctx.body = []; }); //~ route GET /carts unresolved
module.exports = router;
// @file src/lib/shared.js
const Router = require('koa-router');
const router = new Router();
router.get('/shared', (ctx) => { ctx.body = []; }); //~ route GET /shared
module.exports = router;
// @file src/lib/orders.js
const { Pool } = require('pg');
const pool = new Pool();
exports.listOrders = async (ctx) => { ctx.body = await pool.query('SELECT * FROM orders'); }; //~ data pg read orders
// @file src/router.ts
import Router from 'koa-router';
export const router = new Router();
router.get('/built', (ctx) => { ctx.body = []; }); //~ route GET /built

// also: server
const Hapi = require('@hapi/hapi');
const Glue = require('@hapi/glue');
const { createRoutes, plain } = require('./create-routes');
const config = require('./config');
let routes = [{ method: 'GET', path: '/health', handler }]; //~ route GET /health
routes = routes.concat(require('./orders'));
routes = [...routes, ...require('./invoices')];
if (config.withReports) routes = routes.concat(require('./reports').map(underReports));
routes.push({ method: 'GET', path: '/pushed', handler }, ...require('./pushed')); //~ route GET /pushed
let moved = [{ method: 'GET', path: '/orders', handler }]; //~ route GET /moved/orders
moved = moved.map((route) => ({ ...route, path: '/moved' + route.path }));
const rewritten = require('./rewritten')(config);
const twice = [{ method: 'GET', path: '/twice', handler }]; //~ route GET /${} unresolved
twice.forEach((route) => { route.path = '/once' + route.path; });
twice.forEach((route) => { route.path = '/more' + route.path; });
const start = async () => {
  const server = Hapi.server(); //~ server hapi app
  server.route(routes);
  server.route(moved);
  server.route(twice);
  server.route(config.isNew ? require('./customers') : [...require('./tenants')]);
  rewritten.map((route) => server.route(route));
  [...createRoutes(require('./tables')), ...[plain]].map((route) => server.route(route));
  addAll(server, require('./added').concat([]));
  await server.start(); //~ server hapi listen
};
const addAll = (server, list) => server.route(list);
function handler() {}
function underReports(route) {
  return Object.assign({}, route, { path: `/reports${route.path}` });
}
start();
const rows = [{ path: '/not-a-route' }];
rows.push({ path: '/neither', method: 'GET' });
rows.map((row) => config.load(row.path));
Glue.compose({ server: {} }, {}, (error, composed) => { //~ server hapi app
  composed.route(require('./composed'));
});
// @file src/orders.js
module.exports = [{ method: 'GET', path: '/orders', handler() {} }]; //~ route GET /orders
// @file src/invoices.js
module.exports = [{ method: 'GET', path: '/invoices', handler() {} }]; //~ route GET /invoices
// @file src/reports.js
module.exports = [{ method: 'GET', path: '/daily', handler() {} }]; //~ route GET /reports/daily
// @file src/pushed.js
module.exports = [{ method: 'GET', path: '/pushed/{id}', handler() {} }]; //~ route GET /pushed/:id
// @file src/customers.js
module.exports = [{ method: 'GET', path: '/customers', handler() {} }]; //~ route GET /customers
// @file src/tenants.js
module.exports = [{ method: 'GET', path: '/tenants', handler() {} }]; //~ route GET /tenants
// @file src/added.js
module.exports = [{ method: 'GET', path: '/added', handler() {} }]; //~ route GET /added
// @file src/composed.js
module.exports = [{ method: 'GET', path: '/composed', handler() {} }]; //~ route GET /composed
// @file src/rewritten.js
function versioned(path) {
  return '/v' + 1 + path;
}
module.exports = (config) => {
  const first = [{ method: 'GET', path: '/first', handler() {} }]; //~ route GET /${}/v1/first unresolved
  const second = [{ method: 'GET', path: versioned('/second'), handler() {} }]; //~ route GET /v1/second
  first.forEach((route) => { route.path = `${config.base}/v1${route.path}`; });
  return [].concat(first, second);
};
// @file src/tables.js
const { Pool } = require('pg');
const pool = new Pool();
module.exports = [
  { method: 'GET', url: '/tables/{id}', handler: async () => pool.query('SELECT * FROM tables') }, //~ route GET /tables/:id ; data pg read tables
  { method: 'DELETE', url: '/tables/{id}', handler: async () => 1, validator: (request) => request }, //~ route DELETE /tables/:id
];
// @file src/create-routes.js
const unwrap = (value) => (value.default ? value.default : value);
const createRoute = ({ method, url, handler, validator, isOpen = false }) => {
  const route = { method, path: url, options: { validate: validator ? unwrap(validator) : {}, handler: unwrap(handler) } }; //~ route GET /plain
  if (isOpen) route.options.auth = false;
  return route;
};
exports.createRoutes = (all) => all.map(createRoute);
exports.plain = createRoute({ method: 'GET', url: '/plain', handler: () => 1 });
// @file src/config.js
module.exports = require('convict')({});

// @file src/server.ts
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { admin } from './admin';
import { paths } from './paths';
createServer(async (req, res) => {
  const { method } = req;
  const url = new URL(req.url ?? '/', `http://${req.headers.host}`);
  if (req.method === 'GET' && req.url === '/health') { //~ route GET /health
    res.end('ok');
    return;
  }
  if (url.pathname === paths.orders) {
    if (method === 'GET') return list(req, res); //~ route GET /orders
    else if (method === 'POST') return create(req, res); //~ route POST /orders
    res.writeHead(405).end();
    return;
  }
  switch (`${method} ${url.pathname}`) {
    case 'GET /invoices': //~ route GET /invoices
    case 'GET /bills': return list(req, res); //~ route GET /bills
    case 'DELETE /invoices': //~ route DELETE /invoices
      res.writeHead(204).end();
      break;
    default:
  }
  const match = /^\/orders\/(?<id>\d+)$/.exec(url.pathname);
  if (match !== null && ['PUT', 'PATCH'].includes(method ?? '')) { //~ route PUT /orders/:id ; route PATCH /orders/:id
    await create(req, res);
    return;
  }
  if (url.pathname.startsWith('/files/')) return list(req, res); //~ route ALL /files/*
  if (url.pathname.startsWith('/admin')) return admin(req, res);
  if (req.url?.split('?')[0] === '/search' || url.pathname === '/find') { //~ route ALL /search ; route ALL /find
    res.end();
    return;
  }
  if (url.pathname === process.env.METRICS_PATH) { res.end(); return; } //~ route ALL /${} unresolved
  if (url.pathname.endsWith('.css')) { res.end(); return; } //~ route ALL /${}.css unresolved
  if (!req.headers.authorization) { res.writeHead(401).end(); return; }
  if (req.method !== 'POST' || req.url !== '/webhooks') { //~ route POST /webhooks
    res.writeHead(404).end();
    return;
  }
  res.writeHead(202).end();
}).listen(3000);
function list(_req: IncomingMessage, res: ServerResponse) { res.end('[]'); }
async function create(_req: IncomingMessage, res: ServerResponse) { res.writeHead(201).end(); }
export function notServed(req: IncomingMessage, res: ServerResponse) {
  if (req.url === '/never') res.end();
}
// @file src/paths.ts
export const paths = { orders: '/orders' };
// @file src/admin.ts
import type { IncomingMessage, ServerResponse } from 'node:http';
export const admin = (req: IncomingMessage, res: ServerResponse) => {
  if (req.method !== 'GET') return res.writeHead(405).end();
  const pathname = req.url?.split('?')[0];
  const isUsers = pathname === '/admin/users';
  if (isUsers) return res.end('users'); //~ route GET /admin/users
  if (pathname === '/elsewhere') return res.end();
  return pathname === '/admin/tenants' ? res.end('tenants') : res.writeHead(404).end(); //~ route GET /admin/tenants
};
// @file src/table.js
const http = require('http');
const routes = {
  'GET /ping': (req, res) => res.end('pong'),
  'POST /echo': echo,
};
const pages = { '/': { GET: home }, '/about': { GET: home, HEAD: home } };
const server = http.createServer();
server.on('request', (request, response) => {
  const handler = routes[`${request.method} ${request.url}`]; 
  if (handler) return handler(request, response); //~ route GET /ping ; route POST /echo
  return pages[request.url]?.[request.method]?.(request, response); //~ route GET / ; route GET /about ; route HEAD /about
});
const table = [
  { method: 'GET', pattern: /^\/tasks\/(\d+)$/, run: home },
  { method: 'POST', pattern: /^\/tasks$/, run: echo },
];
http.createServer((req, res) => {
  for (const { method, pattern, run } of table) {
    if (method === req.method && pattern.test(req.url)) return run(req, res); //~ route GET /tasks/:0 ; route POST /tasks
  }
  for (const route of [{ verb: 'GET', path: '/a' }, { verb: 'PUT', path: '/b' }]) if (route.verb === req.method && req.url === route.path) res.end(); //~ route GET /a ; route PUT /b
});
function echo(req, res) { res.end(); }
function home(req, res) { res.end(); }
// @file src/other.ts
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
bus.on('request', (req: { method: string; url: string }) => {
  if (req.method === 'GET' && req.url === '/not-http') bus.emit('done');
});
export function pick(req: { url: string }) {
  if (req.url === '/not-served') return 1;
  return 0;
}

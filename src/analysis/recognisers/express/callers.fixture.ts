// @file src/resource.ts
import { Router, type RequestHandler } from 'express';
interface Handlers { list: RequestHandler; create?: RequestHandler }
/** One router for every caller. */
export function resource(name: string, handlers: Handlers): Router {
  const router = Router();
  router.get(`/${name}`, handlers.list); //~ route GET /catalog/brands ; route GET /catalog/colours
  if (handlers.create) router.post(`/${name}`, handlers.create); //~ route POST /catalog/colours
  return router;
}
export function addHealth(router: Router, path: string): void {
  router.get(path, (_req, res) => { res.end(); }); //~ route GET /healthz ; route GET /catalog/ready
}
let shared: Router | undefined;
export function sharedRouter(): Router {
  return (shared ??= Router());
}
// @file src/crud.ts
import { Router } from 'express';
export abstract class Crud {
  abstract readonly path: string;
  readonly router = Router();
  protected readonly version: string;
  constructor(version: string) {
    this.version = version;
  }
  register(): this {
    this.router.get(this.path, (_req, res) => { res.end(); }); //~ route GET /v1/warehouses ; route GET /v2/suppliers
    this.router.get(`/${this.version}${this.path}/:id`, (_req, res) => { res.end(); }); //~ route GET /v1/first/warehouses/:id ; route GET /v2/second/suppliers/:id
    return this;
  }
}
export class Warehouses extends Crud {
  readonly path = '/warehouses';
  constructor() {
    super('first');
    this.router.post(this.path, (_req, res) => { res.end(); }); //~ route POST /v1/warehouses
  }
}
export class Suppliers extends Crud {
  readonly path = '/suppliers';
  constructor() {
    super('second');
  }
}
// @file src/page.ts
import { Router } from 'express';
/** Told apart by where it is made. */
export class Page {
  readonly router: Router;
  constructor(private readonly slug: string) {
    this.router = Router();
    this.router.get(`/${this.slug}`, (_req, res) => { res.end(); }); //~ route GET /help/about ; route GET /help/imprint
  }
}
// @file src/start.ts
import express from 'express';
import routes from './routes';
async function start(port: number) {
  const app = express();
  await routes(app);
  app.listen(port);
  return app;
}
let running: Promise<express.Express> | undefined;
if (process.env.NODE_ENV !== 'test') running = start(3000);
export default async () => running ?? start(0);
// @file src/routes.ts
import type express from 'express';
export default async (app: express.Application) => {
  app.get('/version', (_req, res) => { res.end(); }); //~ route GET /version
};
// @file src/provider.ts
import type express from 'express';
abstract class Provider {
  protected app: express.Application;
  constructor(app: express.Application) { this.app = app; }
  abstract start(): void;
}
/** Its base class has the constructor. */
export class GitHub extends Provider {
  static readonly URI = '/login/github';
  start() { this.app.get(GitHub.URI, (_req, res) => { res.end(); }); } //~ route GET /login/github
}
export class Google extends Provider {
  start() { this.app.get('/login/google', (_req, res) => { res.end(); }); } //~ route GET /login/google
}
// @file src/providers.ts
import express from 'express';
import { GitHub, Google } from './provider';
const app = express();
new GitHub(app).start();
new Google(app).start();
// @file src/holder.js
const express = require('express');
/** One for the whole process. */
class Holder {
  static instance = null;
  app = undefined;
  static get() {
    if (Holder.instance === null) Holder.instance = new Holder();
    return Holder.instance;
  }
  constructor() { this.app = express(); }
}
module.exports = { Holder };
// @file src/held.js
const { Holder } = require('./holder');
const app = Holder.get().app;
const router = require('express').Router();
router.get('/held', (req, res) => res.end()); //~ route GET /held
app.use(router);
// @file src/status.js
const status = module.exports = {};
status.ping = function (req, res) { res.end(); };
// @file src/app.ts
import express, { Router } from 'express';
import { Suppliers, Warehouses } from './crud';
import { Page } from './page';
import { addHealth, resource, sharedRouter } from './resource';
import status from './status';
const app = express();
const catalog = Router();
catalog.use(resource('brands', { list: (_req, res) => { res.end(); } }));
catalog.use(resource('colours', { list: (_req, res) => { res.end(); }, create: (_req, res) => { res.end(); } }));
app.use('/catalog', catalog);
addHealth(app, '/healthz');
addHealth(catalog, '/ready');
app.use('/v1', new Warehouses().register().router);
app.use('/v2', new Suppliers().register().router);
for (const page of [new Page('about'), new Page('imprint')]) app.use('/help', page.router);
app.use('/shared', sharedRouter());
sharedRouter().get('/one', (_req, res) => { res.end(); }); //~ route GET /shared/one
app.get('/ping', status.ping); //~ route GET /ping
app.get('/pong', status.pong);

// @file src/routers.ts
import { initTRPC } from '@trpc/server';
const t = initTRPC.create({ pathSeparator: '~' });
export const orders = t.router({
  nested: t.router({ list: t.procedure.query(() => []) }), //~ route GET /v1/trpc/nested~list
});
export const invoices = t.router({ list: t.procedure.query(() => []) }); //~ route GET /fastify/trpc/list
export const tenants = t.router({ list: t.procedure.query(() => []) }); //~ route GET /list
export const stock = t.router({ list: t.procedure.query(() => []) }); //~ route GET /based/list
export const prices = t.router({ list: t.procedure.query(() => []) }); //~ route GET /hono/trpc/list
export const reports = t.router({ list: t.procedure.query(() => []) }); //~ route GET /hono/told/list
export const users = t.router({ list: t.procedure.query(() => []) }); //~ route GET /koa/list
export const lambda = t.router({ list: t.procedure.query(() => []) }); //~ route GET /list unresolved
export const sockets = t.router({ list: t.procedure.query(() => []) }); //~ route GET /list unresolved
export const lost = t.router({ nested: t.router({ list: t.procedure.query(() => []) }) }); //~ route GET /nested~list unresolved
export const moving = t.router({ list: t.procedure.query(() => []) }); //~ route GET /${}/list unresolved
// @file src/express.ts
import express from 'express';
import * as trpcExpress from '@trpc/server/adapters/express';
import { orders } from './routers';
const app = express();
const api = express.Router();
const trpc = trpcExpress.createExpressMiddleware({ router: orders, createContext: () => ({}) });
api.use('/trpc', trpc);
app.use('/v1', api);
// @file src/fastify.ts
import Fastify from 'fastify';
import { fastifyTRPCPlugin, type FastifyTRPCPluginOptions } from '@trpc/server/adapters/fastify';
import { invoices } from './routers';
const app = Fastify();
app.register(async (scope) => {
  await scope.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router: invoices } satisfies FastifyTRPCPluginOptions<typeof invoices>['trpcOptions'] });
}, { prefix: '/fastify' });
// @file src/standalone.ts
import { createHTTPHandler, createHTTPServer } from '@trpc/server/adapters/standalone';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { awsLambdaRequestHandler } from '@trpc/server/adapters/aws-lambda';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { lambda, moving, sockets, stock, tenants } from './routers';
createHTTPServer({ router: tenants }).listen(2022);
export const handle = createHTTPHandler({ router: stock, basePath: '/based/' });
export const handler = awsLambdaRequestHandler({ router: lambda });
applyWSSHandler({ wss: undefined, router: sockets });
export const elsewhere = (req: Request) => fetchRequestHandler({ endpoint: process.env.TRPC_PATH!, req, router: moving });
// @file src/hono.ts
import { Hono } from 'hono';
import { trpcServer } from '@hono/trpc-server';
import { prices, reports } from './routers';
const app = new Hono().basePath('/hono');
app.use('/trpc/*', trpcServer({ router: prices }));
app.use('/told/*', trpcServer({ endpoint: '/hono/told', router: reports }));
export default app;
// @file src/koa.ts
import Koa from 'koa';
import { createKoaMiddleware } from 'trpc-koa-adapter';
import { users } from './routers';
const app = new Koa();
app.use(createKoaMiddleware({ router: users, prefix: '/koa' }));
// @file apps/ten/package.json
// { "name": "ten", "dependencies": { "@trpc/server": "10.45.2", "next": "14.2.0" } }
// @file apps/ten/next.config.js
module.exports = { basePath: '/shop' };
// @file apps/ten/src/pages/api/trpc/[trpc].ts
import { createNextApiHandler } from '@trpc/server/adapters/next';
import { appRouter } from '../../../router';
export default createNextApiHandler({ router: appRouter, createContext: () => ({}) }); //~ route ALL /shop/api/trpc/:trpc
// @file apps/ten/src/router.ts
import * as trpc from '@trpc/server';
const t = trpc.initTRPC.context().meta<{ public: boolean }>().create();
export const appRouter = t.router({
  price: t.procedure.meta({ public: true }).query(() => 1), //~ route GET /shop/api/trpc/price
  ticks: t.procedure.subscription(() => undefined), //~ route GET /shop/api/trpc/ticks unresolved
});

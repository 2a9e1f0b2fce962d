// @file src/trpc.ts
import { initTRPC, TRPCError } from '@trpc/server';
import type { Context } from './context';
const t = initTRPC.context<Context>().create({ errorFormatter: ({ shape }) => shape });
export const createTRPCRouter = t.router;
export const { mergeRouters, procedure: publicProcedure } = t;
const requireUser = t.middleware(({ ctx, next }) => { if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' }); return next(); });
export const protectedProcedure = publicProcedure.use(requireUser);
export const createCallerFactory = t.createCallerFactory;
// @file src/routers/orders.ts
import { z } from 'zod';
import { createTRPCRouter, protectedProcedure, publicProcedure } from '../trpc';
import { removeOrder } from './remove-order';
import * as lines from './lines';
export const ordersRouter = createTRPCRouter({
  list: publicProcedure.query(() => []), //~ route GET /api/trpc/orders.list
  create: protectedProcedure //~ route POST /api/trpc/orders.create
    .input(z.object({ sku: z.string() }))
    .mutation(async ({ input }) => input),
  remove: removeOrder,
  changed: publicProcedure.subscription(async function* () { yield 1; }), //~ route GET /api/trpc/orders.changed
  lines,
  export: {
    csv: publicProcedure.output(z.string()).query(() => ''), //~ route GET /api/trpc/orders.export.csv
  },
  builder: publicProcedure.input(z.string()),
});
export type OrdersRouter = typeof ordersRouter;
// @file src/routers/remove-order.ts
import { protectedProcedure } from '../trpc';
export const removeOrder = protectedProcedure.mutation(() => undefined); //~ route POST /api/trpc/orders.remove
// @file src/routers/lines.ts
import { publicProcedure } from '../trpc';
export const all = publicProcedure.query(() => []); //~ route GET /api/trpc/orders.lines.all
export const limit = 20;
// @file src/routers/tenants.ts
import { createTRPCRouter, mergeRouters, publicProcedure } from '../trpc';
const procedures = { find: publicProcedure.query(() => undefined) }; //~ route GET /api/trpc/find ; route GET /api/trpc/copied.find
const read = createTRPCRouter({ ...procedures });
const write = createTRPCRouter({
  rename: publicProcedure.mutation(() => undefined), //~ route POST /api/trpc/rename
});
export const tenantsRouter = mergeRouters(read, write);
export const copied = createTRPCRouter({ ...read._def.procedures });
// @file src/routers/admin.ts
import { createTRPCRouter, protectedProcedure } from '../trpc';
export const adminRouter = createTRPCRouter({
  stats: protectedProcedure.query(() => ({})), //~ route GET /api/trpc/admin.stats ; route GET /api/trpc/admin2.stats
});
// @file src/routers/resource.ts
import { createTRPCRouter, publicProcedure } from '../trpc';
export function resource(name: string) {
  return createTRPCRouter({
    get: publicProcedure.query(() => name), //~ route GET /api/trpc/stock.get ; route GET /api/trpc/prices.get
  });
}
// @file src/root.ts
import { lazy } from '@trpc/server';
import { createCallerFactory, createTRPCRouter, mergeRouters } from './trpc';
import { ordersRouter } from './routers/orders';
import { copied, tenantsRouter } from './routers/tenants';
import { resource } from './routers/resource';
export const appRouter = mergeRouters(
  createTRPCRouter({
    orders: ordersRouter,
    admin: lazy(() => import('./routers/admin')),
    admin2: lazy(() => import('./routers/admin').then((module) => module.adminRouter)),
    stock: resource('stock'),
    prices: resource('prices'),
    copied,
  }),
  tenantsRouter,
);
export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
// @file app/api/trpc/[trpc]/route.ts
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { appRouter } from '../../../../src/root';
const handler = (request: Request) => fetchRequestHandler({ endpoint: '/api/trpc', req: request, router: appRouter, createContext: () => ({}) }); //~ route GET /api/trpc/:trpc ; route POST /api/trpc/:trpc
export { handler as GET, handler as POST };
// @file package.json
// { "name": "shop", "dependencies": { "@trpc/server": "^11.0.0", "next": "16.0.0" } }
// @file src/client.ts
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import type { AppRouter } from './root';
import { createCaller } from './root';
const client = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: '/api/trpc' })] });
export const trpc = createTRPCReact<AppRouter>();
export const load = async () => client.orders.list.query();
export const add = async () => client.orders.create.mutate({ sku: 'beans' });
export const useOrders = () => trpc.orders.list.useQuery();
export const serverSide = async () => createCaller({}).orders.list();
const local = { router: (record: object) => record, procedure: { query: (resolve: () => unknown) => resolve } };
export const notTrpc = local.router({ list: local.procedure.query(() => []) });

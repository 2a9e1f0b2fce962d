import { ApolloServer } from '@apollo/server';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { mergeResolvers } from '@graphql-tools/merge';
import { createSchema, createYoga } from 'graphql-yoga';
import { orders } from './orders';
import * as tenants from './tenants';
import { invoiceResolvers } from './invoices';
const typeDefs = '';
const schema = makeExecutableSchema({ typeDefs, resolvers: mergeResolvers([orders, invoiceResolvers({ currency: 'EUR' })]) });
export const server = new ApolloServer({ schema });
const shared = { Query: { version: () => '1' } }; //~ route QUERY version
export const second = new ApolloServer({
  typeDefs,
  resolvers: [shared, {
    Mutation: {
      refund: async (_parent: unknown, { id }: { id: string }) => id, //~ route MUTATION refund
      async capture() { return true; }, //~ route MUTATION capture
    },
  }],
});
export const yoga = createYoga({ schema: createSchema({ typeDefs, resolvers: { ...tenants } }) });
// Nothing builds a schema from these.
const unused = { Query: { nothing: () => 1 }, Mutation: { nothing: () => 2 } };
export const local = { resolvers: unused, makeExecutableSchema: (options: { resolvers: unknown }) => options };
local.makeExecutableSchema({ resolvers: { Query: { lookAlike: () => 1 } } });
// @file src/orders.ts
import { combineResolvers } from 'graphql-resolvers';
import { countOrders, isSignedIn } from './guards';
const fields = { order: (_: unknown, { id }: { id: string }) => id }; //~ route QUERY order
export const orders = {
  Query: {
    ...fields,
    orders: () => [], //~ route QUERY orders
    countOrders,
    mine: combineResolvers(isSignedIn, () => []), //~ route QUERY mine
  },
  Order: { lines: () => [] },
  Subscription: {
    orderPaid: {
      subscribe: () => null, //~ route SUBSCRIPTION orderPaid
    },
  },
  Node: { __resolveType: () => 'Order' },
};
// @file src/guards.ts
export function isSignedIn() { return undefined; }
export function countOrders() { return 1; } //~ route QUERY countOrders
// @file src/invoices.ts
export function invoiceResolvers(options: { currency: string }) {
  return {
    Query: { currency: () => options.currency }, //~ route QUERY currency
    Mutation: { payInvoice() { return true; } }, //~ route MUTATION payInvoice
  };
}
// @file src/tenants.ts
export const Query = { tenants: () => [] }; //~ route QUERY tenants
export const Mutation = { addTenant: () => true }; //~ route MUTATION addTenant
export const Tenant = { name: () => '' };
// @file src/mercurius.ts
import Fastify from 'fastify';
import mercurius, { type IResolvers } from 'mercurius';
import other from './plugin';
const app = Fastify();
const resolvers: IResolvers = { Query: { stock: async () => 1 } }; //~ route QUERY stock
app.register(mercurius, { schema: '', resolvers });
app.register(other, { resolvers: { Query: { notGraphql: () => 1 } } });
// @file src/plugin.ts
export default async function plugin() { return undefined; }

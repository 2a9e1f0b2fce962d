import { buildSchema } from 'type-graphql';
import { InvoiceResolver, OrderResolver } from './resolvers';
export async function start() {
  return buildSchema({ resolvers: [OrderResolver, InvoiceResolver] });
}
// @file src/resolvers.ts
import { Arg, Authorized, FieldResolver, Mutation, Query, Resolver, Root, Subscription, UseMiddleware, type ClassType } from 'type-graphql';
import { Query as LocalQuery } from './local';
class Order {}
class Invoice {}
function createBase<T extends ClassType>(entity: T, suffix: string) {
  @Resolver()
  abstract class BaseResolver {
    @Query(() => [entity], { name: `all${suffix}` }) //~ route QUERY allInvoices
    all() { return []; }
    @Query(() => entity) //~ route QUERY first
    first() { return null; }
  }
  return BaseResolver;
}
@Resolver(() => Order)
export class OrderResolver {
  @Authorized('CLERK')
  @UseMiddleware(() => null)
  @Query(() => [Order]) //~ route QUERY orders
  orders() { return []; }
  @Query((returns) => Order, { nullable: true, name: 'order' }) //~ route QUERY order
  findOne(@Arg('id') id: string) { return id; }
  @Query({ name: 'count' }) //~ route QUERY count
  total(): number { return 1; }
  @Mutation(() => Boolean) //~ route MUTATION addOrder
  async addOrder() { return true; }
  @Subscription(() => Order, { topics: 'PAID' }) //~ route SUBSCRIPTION orderPaid
  orderPaid(@Root() order: Order) { return order; }
  @FieldResolver()
  lines() { return []; }
  @LocalQuery('x')
  other() { return 1; }
}
@Resolver(() => Invoice)
export class InvoiceResolver extends createBase(Invoice, 'Invoices') {}
@Resolver()
export class ForgottenResolver {
  @Query(() => String) //~ route QUERY forgotten unresolved
  forgotten() { return ''; }
}
// @file src/local.ts
export const Query = (name: string) => (target: unknown, key: string) => { void [name, target, key]; };

import { NestFactory, APP_GUARD } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { ApolloDriver } from '@nestjs/apollo';
import { AuthorResolver, createCounter, InvoicesResolver, OrdersResolver } from './resolvers';
import { HealthController } from './health.controller';
class AuthGuard { canActivate() { return true; } }
@Module({
  imports: [GraphQLModule.forRoot({ driver: ApolloDriver, autoSchemaFile: true })],
  controllers: [HealthController],
  providers: [{ provide: APP_GUARD, useClass: AuthGuard }, OrdersResolver, { provide: 'invoices', useClass: InvoicesResolver }, AuthorResolver, createCounter('orders'), createCounter('invoices')],
})
class AppModule {}
void NestFactory.create(AppModule).then((app) => app.listen(3000));
// @file src/resolvers.ts
import { Args, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { UseGuards, type Type } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { camelCase } from 'lodash';
class Order {}
class Invoice {}
class OwnerGuard { canActivate() { return true; } }
function BaseResolver<T extends Type<unknown>>(entity: T, adding: string) {
  @Resolver(() => entity, { isAbstract: true })
  abstract class Host {
    @Query(() => [entity], { name: `findAll${entity.name}` }) //~ route QUERY findAllOrder ; route QUERY findAllInvoice
    findAll() { return []; }
    @Query(() => entity, { name: camelCase(entity.name) }) //~ route QUERY order ; route QUERY invoice
    findOne() { return null; }
    @Mutation(() => entity, { name: adding }) //~ route MUTATION createOrder ; route MUTATION createInvoice
    async [adding]() { return null; }
    @Mutation(() => entity) //~ route MUTATION ${} unresolved
    async [`remove${adding}`]() { return null; }
  }
  return Host;
}
@Resolver(() => Order)
export class OrdersResolver extends BaseResolver(Order, 'createOrder') {
  @Query(() => Order, { name: 'orderOf' }) //~ route QUERY orderOf
  findOf(@Args('id') id: string) { return id; }
  @Mutation(() => Boolean) //~ route MUTATION addOrder
  @UseGuards(OwnerGuard)
  addOrder() { return true; }
  @Subscription(() => Order) //~ route SUBSCRIPTION orderPaid
  orderPaid() { return null; }
  @ResolveField(() => [String])
  lines(@Parent() order: Order) { return [order]; }
  @EventPattern('order.paid')
  onPaid() { return 1; }
}
@Resolver(() => Invoice)
export class InvoicesResolver extends BaseResolver(Invoice, 'createInvoice') {}
@Resolver('Author')
export class AuthorResolver {
  @Query('authors') //~ route QUERY authors
  list() { return []; }
  @Query() //~ route QUERY author
  author() { return null; }
  @Mutation('addAuthor') //~ route MUTATION addAuthor
  add() { return null; }
}
export function createCounter(what: string) {
  @Resolver()
  class CounterResolver {
    @Query(() => Number, { name: `${what}Count` }) //~ route QUERY ordersCount ; route QUERY invoicesCount
    count() { return 1; }
  }
  return CounterResolver;
}
@Resolver()
export class LostResolver {
  @Query(() => String) //~ route QUERY lost unresolved
  lost() { return ''; }
}
// @file src/health.controller.ts
import { Controller, Get, Query } from '@nestjs/common';
@Controller('health')
export class HealthController {
  @Get() //~ route GET /health
  check(@Query('deep') deep: string) { return deep; }
}

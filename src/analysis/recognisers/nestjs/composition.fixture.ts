import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { AdminInvoicesController, AdminTenantsController } from './composed.controller';
import { CustomersController, RefundsController, createLookup } from './mixins.controller';
import { ArchiveController, NeverMountedController as Unlisted } from './archive.controller';
@Module({ controllers: [AdminInvoicesController, AdminTenantsController, CustomersController, RefundsController, ArchiveController, createLookup('countries'), createLookup('currencies')] })
class AppModule {}
export type Other = Unlisted;
async function bootstrap() {
  const app = await NestFactory.create(AppModule);
  await app.listen(3000);
}
void bootstrap();
// @file src/composed.controller.ts
import { applyDecorators, Controller, Get, Post, UseGuards } from '@nestjs/common';
import { pathOf } from './paths';
class AdminGuard { canActivate() { return true; } }
const AdminController = (path: string) => applyDecorators(Controller(`admin/${path}`), UseGuards(AdminGuard));
const ListOf = (what: string): MethodDecorator => (target, key, descriptor) => { Get(what.toLowerCase())(target, key, descriptor); };
const Ping = Get('ping');
@AdminController('invoices')
export class AdminInvoicesController {
  @ListOf('Open') //~ route GET /admin/invoices/open
  open() { return []; }
  @Ping //~ route GET /admin/invoices/ping
  ping() { return 'ok'; }
  @Post(pathOf('paid')) //~ route POST /admin/invoices/mark/paid
  paid() { return 1; }
}
@AdminController('tenants')
export class AdminTenantsController {
  @ListOf('All') //~ route GET /admin/tenants/all
  all() { return []; }
  @Post(pathOf('blocked')) //~ route POST /admin/tenants/mark/blocked
  blocked() { return 1; }
}
// @file src/paths.ts
export const pathOf = (state: string) => ['mark', state].join('/');
export enum Paths { refunds = 'refunds' }
// @file src/mixins.controller.ts
import { Controller, Delete, Get, Type } from '@nestjs/common';
import { Paths } from './paths';
function Crud<T>(entity: Type<T>, path: string) {
  @Controller(path)
  abstract class CrudHost {
    @Get() //~ route GET /customers ; route GET /refunds
    list() { return entity; }
    @Get(`by-${entity.name.toLowerCase()}/:id`) //~ route GET /customers/by-customer/:id ; route GET /refunds/by-refund/:id
    one() { return null; }
    @Delete(':id') //~ route DELETE /customers/:id
    remove() { return entity; }
  }
  return CrudHost;
}
class Customer {}
class Refund {}
export class CustomersController extends Crud(Customer, 'customers') {}
@Controller(Paths.refunds)
export class RefundsController extends Crud(Refund, 'elsewhere') {
  // No decorator: this hides the handler of the base class.
  override remove() { return Refund; }
}
export function createLookup(what: string) {
  @Controller(`lookups/${what}`)
  class LookupController {
    @Get() //~ route GET /lookups/countries ; route GET /lookups/currencies
    all() { return []; }
  }
  return LookupController;
}
export function createHook(event: string) {
  @Controller()
  class HookController {
    @Get(['hooks', event]) //~ route GET /hooks unresolved ; route GET /${} unresolved
    receive() { return event; }
  }
  return HookController;
}
// @file src/archive.controller.ts
import { Controller, Get, Head, Options, Search, Sse, RequestMapping, RequestMethod } from '@nestjs/common';
import { EventPattern, MessagePattern, GrpcMethod } from '@nestjs/microservices';
import type { Get as GetType } from '@nestjs/common';
abstract class Readable {
  @Get('first') //~ route GET /archive/first ; route GET /old-archive/first
  first() { return 1; }
  @Get('last')
  last() { return 1; }
}
@Controller(['archive', 'old-archive'])
export class ArchiveController extends Readable {
  @Get('latest') //~ route GET /archive/latest ; route GET /old-archive/latest
  override last() { return 2; }
  @Sse('events') //~ route GET /archive/events ; route GET /old-archive/events
  events() { return null; }
  @Head('size') //~ route HEAD /archive/size ; route HEAD /old-archive/size
  size() { return 1; }
  @Options() //~ route OPTIONS /archive ; route OPTIONS /old-archive
  options() { return 1; }
  @Search('entries') //~ route SEARCH /archive/entries ; route SEARCH /old-archive/entries
  search() { return []; }
  @RequestMapping({ path: 'mapped', method: RequestMethod.PUT }) //~ route PUT /archive/mapped ; route PUT /old-archive/mapped
  mapped() { return 1; }
  @MessagePattern({ cmd: 'archive' })
  onMessage() { return 1; }
  @EventPattern('archived')
  onEvent() { return 1; }
  @GrpcMethod('Archive', 'Find')
  find() { return 1; }
  static get(path: string) { return path; }
  plain(request: { get(name: string): string }, decorate: typeof GetType) { return [request.get('Referrer'), decorate]; }
}
@Controller('never')
export class NeverMountedController {
  @Get('listed') //~ route GET /never/listed unresolved
  listed() { return 1; }
}

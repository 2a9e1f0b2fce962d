// also: server
import { createExpressServer } from 'routing-controllers';
import { OrdersController, TenantsController } from './controllers';
import { RequestLog, Farewell } from './middleware';
import { createExpressServer as own } from './own';
export const app = createExpressServer({ routePrefix: 'api', controllers: [OrdersController, TenantsController], middlewares: [RequestLog, Farewell] }); //~ server routing-controllers app
own({ routePrefix: 'local', controllers: [] });
app.get('/plain', () => undefined);
// @file src/own.ts
export function createExpressServer(options: { routePrefix: string; controllers: unknown[] }) { return options; }
// @file src/middleware.ts
import { Middleware } from 'routing-controllers';
@Middleware({ type: 'before' })
export class RequestLog { use(_request: unknown, _response: unknown, next: () => void) { next(); } }
@Middleware({ type: 'after' })
export class Farewell { use(_request: unknown, _response: unknown, next: () => void) { next(); } }
// @file src/controllers.ts
import { All, Authorized, Body, Controller, Delete, Get, Head, JsonController, Method, Param, Post, Put, UseAfter, UseBefore } from 'routing-controllers';
import { Get as Fetch } from './local';
import { paths } from './paths';
function audit(_request: unknown, _response: unknown, next: () => void) { next(); }
abstract class Listing {
  @Get('/list') //~ route GET /api/orders/list
  list() { return []; }
  @Get('/first') //~ route GET /api/orders/first
  first() { return 1; }
}
@UseBefore(audit)
@JsonController(paths.orders)
export class OrdersController extends Listing {
  @Get() //~ route GET /api/orders
  all() { return []; }
  @Get('/:id([0-9]+)') //~ route GET /api/orders/:id
  one(@Param('id') id: number) { return id; }
  @Authorized('clerk')
  @UseAfter(audit)
  @Post('/') //~ route POST /api/orders
  add(@Body() order: unknown) { return order; }
  @Put(`/${paths.lines}/:line`) //~ route PUT /api/orders/lines/:line
  change() { return 1; }
  @Delete('drafts') //~ route DELETE /api/ordersdrafts
  drop() { return 1; }
  @Method('options', '/choices') //~ route OPTIONS /api/orders/choices
  choices() { return 1; }
  // What the decorator of the base class said still holds: the framework keeps it beside the class.
  override first() { return 2; }
  @Fetch('/nothing')
  nothing() { return 1; }
  plain(map: Map<string, number>) { return map.get('/plain'); }
}
@Controller()
export class TenantsController {
  @All('/tenants') //~ route ALL /api/tenants
  any() { return 1; }
  @Head('/tenants/size') //~ route HEAD /api/tenants/size
  size() { return 1; }
  @Get(/\/tenants\/(\d+)/) //~ route GET /api${} unresolved
  byNumber() { return 1; }
  @Get(process.env.TENANT_PATH) //~ route GET /api${} unresolved
  custom() { return 1; }
}
@JsonController('/forgotten')
export class ForgottenController {
  @Get('/x') //~ route GET /forgotten/x unresolved
  read() { return 1; }
}
// @file src/paths.ts
export const paths = { orders: '/orders', lines: 'lines' } as const;
// @file src/local.ts
export const Get = (path: string) => (target: unknown, key: string) => { void [path, target, key]; };

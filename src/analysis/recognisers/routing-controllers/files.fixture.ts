// also: server
import Koa from 'koa';
import { join } from 'node:path';
import { useKoaServer } from 'routing-controllers';
const app = new Koa(); //~ server koa app
useKoaServer(app, { routePrefix: '/v1', controllers: [join(__dirname, 'api/*.controller.{js,ts}'), `${__dirname}/admin/**/*.js`] }); //~ server routing-controllers app
// @file src/api/orders.controller.ts
import { Get, JsonController } from 'routing-controllers';
@JsonController('/orders')
export class OrdersController {
  @Get('/') //~ route GET /v1/orders
  list() { return []; }
}
// @file src/api/orders.ts
import { Get, JsonController } from 'routing-controllers';
@JsonController('/other')
export class OtherController {
  @Get('/') //~ route GET /other unresolved
  list() { return []; }
}
// @file src/admin/users/users.ts
import { Get, JsonController } from 'routing-controllers';
@JsonController('/admin/users')
export class UsersController {
  @Get('/:id') //~ route GET /v1/admin/users/:id
  list() { return []; }
}

// also: server
import { NestFactory } from '@nestjs/core';
import { ValidationPipe, VersioningType } from '@nestjs/common';
import { AppModule } from './app.module';
async function bootstrap() {
  const app = await NestFactory.create(AppModule); //~ server nestjs app
  app.setGlobalPrefix('api', { exclude: ['health'] }); //~ server nestjs globalPrefix
  app.enableVersioning({ type: VersioningType.URI });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true })); //~ server nestjs globalPipe
  app.enableShutdownHooks(); //~ server nestjs shutdownHooks
  await app.listen(3000); //~ server nestjs listen
}
void bootstrap();
// @file src/app.module.ts
import { Module } from '@nestjs/common';
import { RouterModule, APP_FILTER } from '@nestjs/core';
import { AdminController, OrdersController } from './orders.controller';
import { HealthController } from './health.controller';
import { InnerController } from './inner.controller';
@Module({ controllers: [AdminController] })
export class AdminModule {}
@Module({ //~ server nestjs globalFilter
  imports: [AdminModule, RouterModule.register([{ path: 'admin', module: AdminModule }])],
  controllers: [OrdersController, HealthController, InnerController],
  providers: [{ provide: APP_FILTER, useClass: HealthController }],
})
export class AppModule {}
// @file src/orders.controller.ts
import { All, Body, Controller, Delete, Get, Param, Post, UseGuards, Version } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { Get as Fetch } from './decorators';
abstract class Base {
  @Get('count') //~ route GET /api/v1/orders/count ; route GET /api/admin/count
  count() { return 1; }
}
@Controller({ path: 'orders', version: '1' })
export class OrdersController extends Base {
  @Get() //~ route GET /api/v1/orders
  all() { return []; }
  @UseGuards(Base)
  @Get([':id', 'by-id/:id']) //~ route GET /api/v1/orders/:id ; route GET /api/v1/orders/by-id/:id
  one(@Param('id') id: string) { return id; }
  @Version('2')
  @Post() //~ route POST /api/v2/orders
  add(@Body() body: unknown) { return body; }
  @MessagePattern('order.paid')
  paid() { return 1; }
  @Fetch('nothing')
  fetch() { return 1; }
}
@Controller()
export class AdminController extends Base {
  @Delete('cache/:key') //~ route DELETE /api/admin/cache/:key
  drop() { return 1; }
  @All('any') //~ route ALL /api/admin/any
  any() { return 1; }
}
// @file src/inner.controller.ts
import { Controller, Get } from '@nestjs/common/decorators';
@Controller('inner')
export class InnerController {
  @Get() //~ route GET /api/inner
  read() { return 'ok'; }
}
// @file src/health.controller.ts
import { Controller, Get } from '@nestjs/common';
@Controller('health')
export class HealthController {
  @Get() //~ route GET /health
  check() { return 'ok'; }
}
// @file src/decorators.ts
export const Get = (path: string) => (target: unknown, key: string) => { void [path, target, key]; };

export {};
// @file apps/shop/src/main.ts
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { VersioningType } from '@nestjs/common';
import { ShopModule } from './shop.module';
import { createApplication } from '@acme/bootstrap';
class Server {
  private app!: NestFastifyApplication;
  async start() {
    this.app = await NestFactory.create<NestFastifyApplication>(ShopModule, new FastifyAdapter());
    this.app.setGlobalPrefix('shop');
    this.app.enableVersioning({ type: VersioningType.HEADER, header: 'X-Version' });
    await this.app.listen(3000);
  }
}
void new Server().start();
void createApplication;
// @file apps/shop/src/shop.module.ts
import { Module } from '@nestjs/common';
import { HealthModule } from '@acme/health';
import { CartController } from './cart.controller';
@Module({ imports: [HealthModule], controllers: [CartController] })
export class ShopModule {}
// @file apps/shop/src/cart.controller.ts
import { Controller, Get, Patch } from '@nestjs/common';
@Controller({ path: 'cart', version: '2' })
export class CartController {
  @Get() //~ route GET /shop/cart
  show() { return 1; }
  @Patch(`lines/:line`) //~ route PATCH /shop/cart/lines/:line
  change() { return 1; }
}
// @file apps/back-office/src/main.ts
import { createApplication } from '@acme/bootstrap';
import { OfficeModule } from './office.module';
void createApplication(OfficeModule, process.env.OFFICE_PREFIX).then((app) => app.listen(3001));
// @file apps/back-office/src/office.module.ts
import { Module } from '@nestjs/common';
import { HealthModule } from '@acme/health';
@Module({ imports: [HealthModule] })
export class OfficeModule {}
// @file libs/bootstrap/src/index.ts
import { NestFactory } from '@nestjs/core';
import type { Type } from '@nestjs/common';
export async function createApplication(root: Type<unknown>, prefix: string | undefined) {
  const app = await NestFactory.create(root);
  app.setGlobalPrefix(prefix);
  return app;
}
// @file libs/health/src/index.ts
import { Controller, Get, Module } from '@nestjs/common';
@Controller('health')
class HealthController {
  @Get() //~ route GET /shop/health ; route GET /${}/health unresolved
  check() { return 'ok'; }
}
@Module({ controllers: [HealthController] })
export class HealthModule {}
// @file tsconfig.json
// { "compilerOptions": { "paths": { "@acme/*": ["./libs/*/src"] } } }

import { NestFactory } from '@nestjs/core';
import { ConfigService } from '@nestjs/config';
import { AppModule } from './app.module';
import { setup } from './setup';
async function bootstrap() {
  const app = await NestFactory.create(AppModule.forStage('production'));
  setup(app, app.get(ConfigService));
  await app.listen(3000);
}
void bootstrap();
// @file src/setup.ts
import { RequestMethod, VersioningType, VERSION_NEUTRAL, type INestApplication } from '@nestjs/common';
import type { ConfigService } from '@nestjs/config';
export function setup(app: INestApplication, config: ConfigService) {
  app
    .setGlobalPrefix(config.get<string>('http.prefix') ?? 'unused', { exclude: ['health', { path: 'invoices/:id', method: RequestMethod.DELETE }, 'files/*path'] })
    .enableVersioning({ type: VersioningType.URI, prefix: config.get('VERSION_PREFIX', 'version-'), defaultVersion: ['1', VERSION_NEUTRAL] });
}
// @file src/config.ts
import { registerAs } from '@nestjs/config';
export const http = registerAs('http', () => ({ prefix: process.env.HTTP_PREFIX || 'service', port: 3000 }));
// @file src/app.module.ts
import { forwardRef, Module, type DynamicModule, type MiddlewareConsumer } from '@nestjs/common';
import { ConditionalModule, ConfigModule } from '@nestjs/config';
import { RouterModule } from '@nestjs/core';
import { routes } from './routes';
import * as features from './features';
import { TenantModule, LostModule, ReportsModule } from './other';
import { audit } from './middleware';
const shared = [features.InvoicesModule, ConfigModule.forRoot({ isGlobal: true })];
@Module({
  imports: [
    ...shared,
    forwardRef(() => features.FilesModule),
    process.env.REPORTS ? ReportsModule : undefined,
    ConditionalModule.registerWhen(features.MetricsModule, 'METRICS'),
    RouterModule.register(routes),
  ].filter(Boolean),
})
export class AppModule {
  static forStage(stage: string): DynamicModule {
    return { module: AppModule, imports: [TenantModule.register({ path: stage })] };
  }
  configure(consumer: MiddlewareConsumer) { consumer.apply(audit).forRoutes('invoices'); }
}
export const unused = LostModule;
// @file src/middleware.ts
export function audit(_request: unknown, _response: unknown, next: () => void) { next(); }
// @file src/routes.ts
import { MetricsModule, FilesModule } from './features';
export const routes = [{ path: 'ops', children: [{ path: 'metrics', module: MetricsModule }, FilesModule] }];
// @file src/features.ts
import { Controller, Delete, Get, Module, Post, Version, VERSION_NEUTRAL } from '@nestjs/common';
@Controller('invoices')
class InvoicesController {
  @Get() //~ route GET /service/version-1/invoices ; route GET /service/invoices
  list() { return []; }
  @Version(['2', '3'])
  @Post() //~ route POST /service/version-2/invoices ; route POST /service/version-3/invoices
  add() { return 1; }
  @Delete(':id') //~ route DELETE /version-1/invoices/:id ; route DELETE /invoices/:id
  drop() { return 1; }
}
@Module({ controllers: [InvoicesController] })
export class InvoicesModule {}
@Controller({ path: 'counters', version: VERSION_NEUTRAL, host: 'ops.example.com' })
class MetricsController {
  @Get(['', 'all']) //~ route GET /service/ops/metrics/counters ; route GET /service/ops/metrics/counters/all
  all() { return []; }
}
@Module({ controllers: [MetricsController] })
export class MetricsModule {}
@Controller({ path: 'files', version: '1' })
class FilesController {
  @Get('*path') //~ route GET /service/version-1/ops/files/:path
  read() { return 1; }
}
@Module({ controllers: [FilesController] })
export class FilesModule {}
// @file src/other.ts
import { Controller, Get, Module, Version, VERSION_NEUTRAL, type DynamicModule } from '@nestjs/common';
import { InvoicesModule } from './features';
function tenantController(path: string) {
  @Controller({ path: `tenants/${path}`, version: VERSION_NEUTRAL })
  class TenantController {
    @Get('me') //~ route GET /service/tenants/production/me
    me() { return 1; }
  }
  return TenantController;
}
@Module({ imports: [InvoicesModule] })
export class TenantModule {
  static register(options: { path: string }): DynamicModule {
    return { module: TenantModule, controllers: [tenantController(options.path)] };
  }
}
@Controller(process.env.REPORTS_PATH ?? 'reports')
class ReportsController {
  @Version(VERSION_NEUTRAL)
  @Get(process.env.REPORT_NAME) //~ route GET /service/reports/${} unresolved
  read() { return 1; }
}
@Module({ controllers: [ReportsController] })
export class ReportsModule {}
@Controller('health')
class HealthController {
  @Get() //~ route GET /health unresolved
  check() { return 'ok'; }
}
@Module({ controllers: [HealthController] })
export class LostModule {}

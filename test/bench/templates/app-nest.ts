/** Source text of what the NestJS backend has once. */
import type { Feature } from '../feature.ts';

export function nestApp(features: readonly Feature[]): Record<string, string> {
  return {
    'main.ts': `import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import { DomainErrorFilter } from './common/domain-error.filter';
import { config } from './config';

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule, { bufferLogs: true });
  app.setGlobalPrefix('v1');
  app.enableCors({ origin: config.origin });
  app.enableShutdownHooks();
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
  app.useGlobalFilters(new DomainErrorFilter());
  await app.listen(config.port);
}

void bootstrap();
`,
    'app.module.ts': `import { Module } from '@nestjs/common';
import { CommonModule } from './common/common.module';
import { HealthController } from './health.controller';
${features.map(({ Pascal, kebab, parts }) => `import { ${Pascal}Module } from './${kebab}s${parts.has('serverIndex') ? '' : `/${kebab}.module`}';`).join('\n')}

@Module({
  imports: [
    CommonModule,
${features.map(({ Pascal }) => `    ${Pascal}Module,`).join('\n')}
  ],
  controllers: [HealthController],
})
export class AppModule {}
`,
    'health.controller.ts': `import { Controller, Get } from '@nestjs/common';
import { PrismaService } from './common/prisma.service';

@Controller('health')
export class HealthController {
  constructor(private readonly prisma: PrismaService) {}

  @Get()
  async check() {
    await this.prisma.$queryRaw\`SELECT 1\`;
    return { ok: true, uptime: Math.round(process.uptime()) };
  }
}
`,
    'common/common.module.ts': `import { Global, Module } from '@nestjs/common';
import { DatabaseModule } from './database.module';
import { EventBus } from './events';

@Global()
@Module({ imports: [DatabaseModule], providers: [EventBus], exports: [EventBus, DatabaseModule] })
export class CommonModule {}
`,
    'common/database.module.ts': `import { Module } from '@nestjs/common';
import { pool } from '@acme/database';
import { PrismaService } from './prisma.service';

export const POOL = Symbol('POOL');

@Module({
  providers: [{ provide: POOL, useValue: pool }, PrismaService],
  exports: [POOL, PrismaService],
})
export class DatabaseModule {}
`,
    'common/prisma.service.ts': `import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';

@Injectable()
export class PrismaService extends PrismaClient implements OnModuleInit, OnModuleDestroy {
  async onModuleInit(): Promise<void> {
    await this.$connect();
  }

  async onModuleDestroy(): Promise<void> {
    await this.$disconnect();
  }
}
`,
    'common/auth.ts': `import { type CanActivate, createParamDecorator, type ExecutionContext, ForbiddenException, Injectable, UnauthorizedException } from '@nestjs/common';
import { verify } from 'jsonwebtoken';
import { config } from '../config';

export interface Actor {
  readonly id: string;
  readonly roles: readonly string[];
}

interface WithActor { readonly headers: Readonly<Record<string, string | undefined>>; actor?: Actor }

export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<WithActor>();
  if (actor === undefined) throw new UnauthorizedException();
  return actor;
});

@Injectable()
export class AuthGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<WithActor>();
    const token = request.headers['authorization']?.replace(/^Bearer /, '');
    if (token === undefined) throw new UnauthorizedException('Sign in first');
    request.actor = verify(token, config.secret) as Actor;
    return true;
  }
}

@Injectable()
export class AdminGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { actor } = context.switchToHttp().getRequest<WithActor>();
    if (actor?.roles.includes('admin') !== true) throw new ForbiddenException('Only for admins');
    return true;
  }
}
`,
    'common/domain-error.filter.ts': `import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { DomainError, statusOf } from './errors';

@Catch(DomainError)
export class DomainErrorFilter implements ExceptionFilter<DomainError> {
  catch(error: DomainError, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    response.status(statusOf(error)).json({ kind: error.kind, error: error.message });
  }
}
`,
  };
}

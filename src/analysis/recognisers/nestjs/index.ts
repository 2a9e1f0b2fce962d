import type { Recogniser } from '../recogniser.ts';
import { onBootstrap, nestApp } from './application.ts';
import { onController, registerRoutes } from './controllers.ts';
import { onModule } from './modules.ts';

/** NestJS: controllers with inheritance, global prefix, URI versions, RouterModule, global pipes and filters. GraphQL resolvers and message handlers are not HTTP routes. */
export const recogniser: Recogniser = {
  name: 'nestjs',
  modules: ['@nestjs/core', '@nestjs/common', '@nestjs/platform-express', '@nestjs/platform-fastify', 'nest-router'],
  aliases: {
    '@nestjs/common.INestApplication!': nestApp,
    '@nestjs/platform-express.NestExpressApplication!': nestApp,
    '@nestjs/platform-fastify.NestFastifyApplication!': nestApp,
    [`${nestApp}.setGlobalPrefix()`]: nestApp,
    [`${nestApp}.enableCors()`]: nestApp,
    [`${nestApp}.useGlobalPipes()`]: nestApp,
    [`${nestApp}.enableVersioning()`]: nestApp,
    [`${nestApp}.enableShutdownHooks()`]: nestApp,
  },
  onCall: onBootstrap,
  onClass(cls, link) {
    onModule(cls, link);
    onController(cls, link);
  },
  finish: registerRoutes,
};

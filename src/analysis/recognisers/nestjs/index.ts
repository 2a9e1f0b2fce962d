import type { Recogniser } from '../recogniser.ts';
import { nestApp, onBootstrap } from './application.ts';
import { provideConfiguration } from './configuration.ts';
import { consumerAliases, onConsumer } from './consumers.ts';
import { onController } from './controllers.ts';
import { onModule } from './modules.ts';
import { registerRoutes } from './routes.ts';

const setters = ['setGlobalPrefix', 'enableCors', 'enableVersioning', 'enableShutdownHooks', 'use', 'useGlobalPipes', 'useGlobalGuards', 'useGlobalInterceptors', 'useGlobalFilters', 'useBodyParser', 'init'];
const contexts = [nestApp, '@nestjs/core.NestFactory.createApplicationContext()', '@nestjs/core.NestFactory.createMicroservice()', '@nestjs/common.INestApplicationContext!', '@nestjs/core.ModuleRef!'];

/**
 * NestJS: controllers with inheritance and made by functions, modules from each application's root, global prefix and its exceptions,
 * URI versions, RouterModule, guards, interceptors, pipes and module middleware. GraphQL resolvers have a recogniser of their own; message handlers are not HTTP routes.
 */
export const recogniser: Recogniser = {
  name: 'nestjs',
  modules: ['@nestjs/core', '@nestjs/common', '@nestjs/config', '@nestjs/platform-express', '@nestjs/platform-fastify', 'nest-router'],
  aliases: {
    '@nestjs/common.INestApplication!': nestApp,
    '@nestjs/platform-express.NestExpressApplication!': nestApp,
    '@nestjs/platform-fastify.NestFastifyApplication!': nestApp,
    ...Object.fromEntries(setters.map((name) => [`${nestApp}.${name}()`, nestApp])),
    ...consumerAliases,
  },
  locators: contexts.flatMap((context) => [`${context}.get()`, `${context}.resolve()`]),
  settings: { '@nestjs/config.ConfigService!.get()': 1, '@nestjs/config.ConfigService!.getOrThrow()': -1 },
  adopt: provideConfiguration,
  onCall(call, link) {
    onBootstrap(call, link);
    onConsumer(call, link);
  },
  onClass(cls, link) {
    onModule(cls, link);
    onController(cls, link);
  },
  finish: registerRoutes,
};

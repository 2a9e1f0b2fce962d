import { routeVerbs } from '../http-methods.ts';

/** Canonical path of an instance: the application and every encapsulated context below it. */
export const app = 'fastify()';
export const request = 'fastify.FastifyRequest!';
export const reply = 'fastify.FastifyReply!';

/** Hooks that run before the handler, in the order of a request's life. */
export const hooks = ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const;

const pluginTypes = [
  'fastify.FastifyPluginAsync', 'fastify.FastifyPluginCallback', 'fastify.FastifyPlugin',
  '@fastify/type-provider-typebox.FastifyPluginAsyncTypebox', '@fastify/type-provider-typebox.FastifyPluginCallbackTypebox',
  '@fastify/type-provider-json-schema-to-ts.FastifyPluginAsyncJsonSchemaToTs', '@fastify/type-provider-json-schema-to-ts.FastifyPluginCallbackJsonSchemaToTs',
  'fastify-type-provider-zod.FastifyPluginAsyncZod', 'fastify-type-provider-zod.FastifyPluginCallbackZod',
];
const handlerTypes = ['RouteHandlerMethod', 'RouteHandler', 'preHandlerHookHandler', 'preHandlerAsyncHookHandler', 'onRequestHookHandler', 'onRequestAsyncHookHandler',
  'preValidationHookHandler', 'preValidationAsyncHookHandler', 'preParsingHookHandler', 'preParsingAsyncHookHandler'];
const chained = ['withTypeProvider', 'register', 'after', 'ready', 'decorate', 'decorateRequest', 'decorateReply', 'addHook', 'addSchema', 'route', 'setErrorHandler', 'setNotFoundHandler',
  'setValidatorCompiler', 'setSerializerCompiler', 'addContentTypeParser', ...routeVerbs.keys()];

/** Where a route's functions are: the handler after the options, or in them. */
const inShorthand = [...routeVerbs.keys()].flatMap((verb) => ['1', '2', ...['handler', ...hooks].map((name) => `1.${name}`)].map((place) => `${app}.${verb}(${place}`));
const inRoute = ['handler', ...hooks].map((name) => `${app}.route(0.${name}`);
const handlers = [...inShorthand, ...inRoute, `${app}.addHook(1`];

/** Instances, requests and replies, whatever a project calls or types them. */
export const aliases: Readonly<Record<string, string>> = {
  'fastify.fastify()': app, 'fastify.default()': app, 'fastify.FastifyInstance!': app, 'fastify.FastifyTypebox!': app,
  ...Object.fromEntries(chained.map((method) => [`${app}.${method}()`, app])),
  ...Object.fromEntries(pluginTypes.map((type) => [`${type}!(:0)`, app])),
  ...Object.fromEntries(handlerTypes.flatMap((type) => [[`fastify.${type}!(:0)`, request], [`fastify.${type}!(:1)`, reply]])),
  ...Object.fromEntries(handlers.flatMap((place) => [[`${place}:0)`, request], [`${place}:1)`, reply], [`${place}:this)`, app]])),
  [`${app}.register(0:0)`]: app,
  [`${request}.server`]: app, [`${reply}.server`]: app, [`${reply}.request`]: request,
  // Clients of the official database plugins; what a project decorates by itself under these names comes first.
  [`${app}.pg`]: 'pg.Pool!', [`${request}.pg`]: 'pg.Client!', 'pg.Pool!.pool': 'pg.Pool!', 'pg.Pool!.transact(0:0)': 'pg.Client!',
  [`${app}.mongo.db`]: 'mongodb.Db!', [`${app}.mongo.client`]: 'mongodb.MongoClient!',
  [`${app}.redis`]: 'ioredis!',
  [`${app}.mysql`]: 'mysql2.Pool!', 'mysql2.Pool!.pool': 'mysql2.Pool!',
};

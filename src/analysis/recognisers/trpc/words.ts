/** What `initTRPC.create()` gives. */
export const root = '@trpc/server.initTRPC.create()';
/** A procedure builder, however much has been added to it. */
export const builder = `${root}.procedure`;
export const router = `${root}.router()`;
export const merged = `${root}.mergeRouters()`;

const steps = ['input', 'output', 'meta', 'use', 'concat', 'unstable_concat', 'experimental_caller'];

export const aliases: Readonly<Record<string, string>> = {
  '@trpc/server.initTRPC.context()': '@trpc/server.initTRPC',
  '@trpc/server.initTRPC.meta()': '@trpc/server.initTRPC',
  ...Object.fromEntries(steps.map((step) => [`${builder}.${step}()`, builder])),
  '@trpc/server.experimental_lazy()': '@trpc/server.lazy()',
};

/** `ctx` of procedures and middleware is of the type given to `initTRPC.context<…>()`. */
export const contexts: Readonly<Record<string, string>> = Object.fromEntries(
  [...['query', 'mutation', 'subscription', 'use'].map((method) => `${builder}.${method}`), `${root}.middleware`].map((callee) => [`${callee}(0:0).ctx`, 'context']),
);

const adapters = '@trpc/server/adapters';

/** Handlers that other frameworks mount like a router. */
export const mounted = {
  express: `${adapters}/express.createExpressMiddleware()`,
  hono: '@hono/trpc-server.trpcServer()',
  koa: 'trpc-koa-adapter.createKoaMiddleware()',
  fastify: `${adapters}/fastify.fastifyTRPCPlugin`,
} as const;

/** Functions of the adapters that are given `{ router }`, and the option that says where it is served. */
export const served: Readonly<Record<string, { readonly path?: string; readonly isHandler?: boolean; readonly because?: string }>> = {
  [mounted.express.slice(0, -2)]: { isHandler: true },
  [mounted.hono.slice(0, -2)]: { isHandler: true, path: 'endpoint' },
  [mounted.koa.slice(0, -2)]: { isHandler: true },
  [`${adapters}/standalone.createHTTPServer`]: { path: 'basePath' },
  [`${adapters}/standalone.createHTTPHandler`]: { path: 'basePath' },
  [`${adapters}/standalone.createHTTP2Handler`]: { path: 'basePath' },
  [`${adapters}/fetch.fetchRequestHandler`]: { path: 'endpoint' },
  [`${adapters}/node-http.nodeHTTPRequestHandler`]: { because: 'where a request is handed to tRPC is decided when it comes' },
  [`${adapters}/aws-lambda.awsLambdaRequestHandler`]: { because: 'the path in front of a Lambda function is set outside of the code' },
  [`${adapters}/aws-lambda.awsLambdaStreamingRequestHandler`]: { because: 'the path in front of a Lambda function is set outside of the code' },
  [`${adapters}/ws.applyWSSHandler`]: { because: 'the router is served over WebSocket only' },
};

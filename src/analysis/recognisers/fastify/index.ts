import { emptyPath, pathOf } from '../../graph/paths.ts';
import { routeVerbs } from '../http-methods.ts';
import type { ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { adoptAutoloaded } from './autoload.ts';
import { adoptStarted } from './command-line.ts';
import { nodeOf, onRegister } from './contexts.ts';
import { hooksIn, onRoute, onShorthand } from './declarations.ts';
import { aliases, app, hooks, reply, request } from './words.ts';

/** Fastify 4 and 5: shorthand and full declarations, plugins registered with prefixes across files, directories loaded by @fastify/autoload, applications started by fastify-cli. */
export const recogniser: Recogniser = {
  name: 'fastify',
  modules: ['fastify', '@fastify/autoload', 'fastify-autoload', 'fastify-plugin'],
  aliases,
  collectors: [app],
  transparent: ['fastify-plugin()', 'fastify-plugin.fastifyPlugin()', 'fastify-plugin.default()'],
  holders: ['route', ...routeVerbs.keys()],
  echoes: { [`${app}.register(0:1)`]: 1 },
  decorations: {
    [`${app}.decorate`]: [{ target: app, name: 0, value: 1 }],
    [`${app}.decorateRequest`]: [{ target: request, name: 0, value: 1 }],
    [`${app}.decorateReply`]: [{ target: reply, name: 0, value: 1 }],
  },
  stores: [request],
  adopt(linker, files, packages) {
    adoptStarted(linker, files, packages);
    adoptAutoloaded(linker, files);
  },
  onCall(call, link) {
    if ((call.path === 'fastify' || call.path === 'fastify.fastify') && call.form === 'call') {
      link.emit({ kind: 'server', ...call.base, framework: 'fastify', what: 'app' });
      return;
    }
    const on = call.on;
    if (on?.path !== app || call.form !== 'call') return;
    const verb = routeVerbs.get(call.method);
    if (verb !== undefined) onShorthand(call, nodeOf(on, link), verb, link);
    else if (call.method === 'route') onRoute(call, nodeOf(on, link), call.args[0], link);
    else if (call.method === 'register') onRegister(call, on, link);
    else if (call.method === 'addHook') onHook(call, on, link);
    else if (call.method === 'use') onMiddleware(call, on, link);
    else onServer(call, link);
  },
};

function onServer(call: ExternalCall, link: LinkContext): void {
  const what = { listen: 'listen', close: 'close', setErrorHandler: 'errorHandler', setNotFoundHandler: 'notFoundHandler' } as const;
  const found = what[call.method as keyof typeof what] as (typeof what)[keyof typeof what] | undefined;
  if (found === undefined) return;
  const handler = call.args.at(-1)?.fn();
  link.emit({ kind: 'server', ...call.base, framework: 'fastify', what: found, ...(handler === undefined ? {} : { handler }) });
}

/** A hook reaches every route of its context and of the contexts below, also those declared before it: they are completed when the application is ready. */
function onHook(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const [name, handler] = call.args;
  const hook = name?.string();
  if (handler === undefined || !hooks.some((known) => known === hook)) return;
  link.routes.use(nodeOf(on, link), { prefix: emptyPath, names: [], functions: [], hooks: hooksIn(hook ?? '', handler), isErrorHandler: false, anywhere: true, ...call.base, pos: call.pos });
}

/** `use` of @fastify/middie and @fastify/express: Connect middleware, run in onRequest. */
function onMiddleware(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const path = call.args.length > 1 ? call.args[0] : undefined;
  const given = call.args.slice(path === undefined ? 0 : 1);
  for (const prefix of path?.items() ?? [path]) {
    link.routes.use(nodeOf(on, link), {
      prefix: prefix === undefined ? emptyPath : pathOf(prefix.text()), names: [], functions: [], hooks: given.flatMap((item) => hooksIn('onRequest', item)),
      isErrorHandler: false, anywhere: true, ...call.base, pos: call.pos,
    });
  }
}

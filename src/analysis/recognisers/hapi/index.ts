import type { RouteMethod, Span } from '../../facts.ts';
import { forEachItem } from '../../graph/items.ts';
import { emptyPath, pathOf, type PathText } from '../../graph/paths.ts';
import { rewrittenIn } from '../../graph/rewritten.ts';
import type { Hook } from '../../graph/routes.ts';
import { wrappedHandler } from '../handlers.ts';
import { placeOfRoute } from '../route-arguments.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { nodeOf, onRegister, rootOf } from './plugins.ts';
import { aliases, phases, request, server, toolkit } from './words.ts';

/** Hapi: routes alone and in arrays, methods in arrays and `*`, plugins with prefixes, extension points, authentication and `pre` methods in order. */
export const recogniser: Recogniser = {
  name: 'hapi',
  modules: ['@hapi/hapi', 'hapi', '@hapi/glue', 'glue'],
  aliases,
  collectors: [server],
  holders: ['route', 'register', 'ext'],
  echoes: { [`${server}.register(0.register:1)`]: 'options' },
  decorations: {
    [`${server}.decorate`]: [
      { target: server, name: 1, value: 2, when: [0, 'server'] }, { target: request, name: 1, value: 2, when: [0, 'request'] }, { target: toolkit, name: 1, value: 2, when: [0, 'toolkit'] },
    ],
    [`${server}.method`]: [{ target: `${server}.methods`, name: 0, value: 1 }],
    [`${server}.expose`]: [{ target: `${server}.plugins.*`, name: 0, value: 1 }],
  },
  stores: [`${server}.app`, `${request}.app`],
  onCall(call, link) {
    const { on } = call;
    if (/^(?:@hapi\/)?(?:hapi\.(?:server|Server)|glue\.compose)$/.test(call.path)) link.emit({ kind: 'server', ...call.base, framework: 'hapi', what: 'app' });
    if (on?.path !== server) return;
    if (call.path === `${server}.auth` && call.method === 'default') onDefaultAuth(call, on, link);
    else if (call.method === 'route') onRoute(call, on, link);
    else if (call.method === 'register') onRegister(call, on, link);
    else if (call.method === 'ext') onExtension(call, on, link);
    else if (call.method === 'start' || call.method === 'stop') link.emit({ kind: 'server', ...call.base, framework: 'hapi', what: call.method === 'start' ? 'listen' : 'close' });
  },
};

function onRoute(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const node = nodeOf(on, link);
  const [given] = call.args;
  if (given !== undefined) forEachItem(link.linker, given, (route, from) => { declare(route, { call, node, at: placeOfRoute(from?.place() === undefined ? route : from, call) }, link); });
}

interface Declared { readonly call: ExternalCall; readonly node: string; readonly at: Span }

/** One route description: where it is written, unless it is written in the call itself. */
function declare(route: Argument, { call, node, at }: Declared, link: LinkContext): void {
  const path = route.prop('path');
  if (path === undefined && route.entries() !== undefined && route.entries()?.open === false) return;
  const rewritten = link.scratch('hapi rewritten paths', () => rewrittenIn(link.linker, link.files, 'path')).textOf(route);
  const options = settingsOf(route);
  const handler = route.prop('handler') ?? options?.prop('handler');
  const fn = handler === undefined ? undefined : wrappedHandler(handler);
  for (const { method, because } of methodsIn(route.prop('method'))) {
    const text: PathText = path === undefined ? { path: '${}', resolved: false, because: 'the route is described by a value that is computed at run time' } : pathOf(rewritten ?? path.text());
    link.routes.route(node, {
      framework: 'hapi', method, path: because === undefined || !text.resolved ? text : { path: text.path, resolved: false, because },
      ...call.base, at, pos: call.pos,
      ...(fn === undefined ? {} : { handler: fn }),
      ...(handler === undefined ? {} : { handlerText: handler.describe() }),
      middleware: [], middlewareFunctions: [],
      hooks: hooksOf(options),
      declaresBodySchema: options?.prop('validate')?.prop('payload') !== undefined,
    });
  }
}

/** `options` (formerly `config`): an object, or a function that makes one of the server. */
function settingsOf(route: Argument): Argument | undefined {
  const options = route.prop('options') ?? route.prop('config');
  return options?.results()?.[0] ?? options;
}

function methodsIn(method: Argument | undefined): readonly { readonly method: RouteMethod; readonly because?: string }[] {
  return (method?.items() ?? [method]).map((item) => {
    const text = item?.text();
    if (text?.resolved !== true) return { method: 'ALL', because: `the method is not known: ${text?.because ?? 'it is not given here'}` };
    return { method: text.text === '*' ? 'ALL' : text.text.toUpperCase() as RouteMethod };
  });
}

/** What runs before this route's handler because of its own settings: extension points, authentication, `pre` methods (those in an inner array run side by side). */
function hooksOf(options: Argument | undefined): readonly Hook[] {
  const pre = (options?.prop('pre')?.items() ?? []).flatMap((item) => item.items() ?? [item]).map((item) => hook('pre', item.prop('method') ?? item));
  const extensions = phases.flatMap((phase) => listed(options?.prop('ext')?.prop(phase)).map((item) => hook(phase, item.prop('method') ?? item)));
  const auth = options?.prop('auth');
  return [...extensions, ...(auth === undefined ? [] : [authHook(auth)]), ...pre];
}

function listed(argument: Argument | undefined): readonly Argument[] {
  return argument === undefined ? [] : argument.items() ?? [argument];
}

function hook(phase: string, method: Argument): Hook {
  const fn = wrappedHandler(method);
  return { phase: phases.indexOf(phase), name: method.describe(), ...(fn === undefined ? {} : { fn }) };
}

/** A strategy by name, settings with strategies, or `false` for none at all. */
function authHook(auth: Argument): Hook {
  const strategy = auth.prop('strategy') ?? auth.prop('strategies') ?? auth;
  const names = listed(strategy).map((item) => item.describe());
  return { phase: phases.indexOf('auth'), slot: 'auth', name: auth.literal() === false ? '' : `auth(${names.join(', ')})` };
}

/** `server.auth.default('session')`: for every route without settings of its own, also those added before. */
function onDefaultAuth(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const [strategy] = call.args;
  if (strategy !== undefined) use(call, rootOf(on, link), [authHook(strategy)], link);
}

/** Extension points are for all routes of the server, unless they are sandboxed to the plugin that adds them. */
function onExtension(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const [first, method, options] = call.args;
  if (first === undefined) return;
  const events = method === undefined ? listed(first).map((event) => ({ type: event.prop('type'), method: event.prop('method'), options: event.prop('options') })) : [{ type: first, method, options }];
  for (const event of events) {
    const type = event.type?.string() ?? '';
    if (event.method === undefined) continue;
    const handler = event.method.fn();
    if (type === 'onPreResponse') link.emit({ kind: 'server', ...call.base, framework: 'hapi', what: 'errorHandler', ...(handler === undefined ? {} : { handler }) });
    if (!phases.includes(type)) continue;
    const node = event.options?.prop('sandbox')?.literal() === 'plugin' ? nodeOf(on, link) : rootOf(on, link);
    use(call, node, listed(event.method).map((item) => hook(type, item)), link);
  }
}

function use(call: ExternalCall, node: string, hooks: readonly Hook[], link: LinkContext): void {
  link.routes.use(node, { prefix: emptyPath, names: [], functions: [], hooks, isErrorHandler: false, anywhere: true, ...call.base, pos: call.pos });
}

import type { RouteMethod } from '../../facts.ts';
import { joinPathTexts, pathOf, type PathText } from '../../graph/paths.ts';
import { wrappedHandler } from '../handlers.ts';
import { routeVerbs } from '../http-methods.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { flattenHandlers, isPathList, isPathText, isRegularExpression, pathsOf } from '../route-arguments.ts';
import { adoptVisited } from './directories.ts';
import { mountedMiddleware, servedBy } from './served.ts';
import { app, router, targetOf } from './target.ts';

const factories = new Set(['@koa/router', '@koa/router.Router', '@koa/router.default', 'koa-router', 'koa-router.Router', 'koa-router.default']);

/** Koa with @koa/router and koa-router: prefixes, nested routers, named routes, redirects, koa-mount, koa-compose and require-directory. */
export const recogniser: Recogniser = {
  name: 'koa',
  modules: ['koa', '@koa/router', 'koa-router', 'koa-mount', 'koa-compose'],
  collectors: [app, router],
  aliases: {
    ...Object.fromEntries([...factories].flatMap((name) => [[`${name}!`, router], [`${name}()`, router]])),
    'koa.default!': app,
    'koa-mount.default()': 'koa-mount()',
    'koa-compose.default()': 'koa-compose()',
  },
  transparent: ['koa-convert()'],
  adopt: adoptVisited,
  onCall(call, link) {
    if (call.path === 'koa' && call.form === 'new') {
      link.routes.root(call.id);
      link.emit({ kind: 'server', ...call.link, framework: 'koa', what: 'app' });
    } else if (factories.has(call.path)) setPrefix(call.id, call.args[0], link);
    else if (call.path === router) setPrefix(call.callee.id, call.args[0], link); // `super({ prefix })`
    else {
      const target = call.on === undefined ? undefined : targetOf(call.on);
      if (target?.path === app) onApp(call, target, link);
      else if (target !== undefined) onRouter(call, target, link);
    }
  },
};

function setPrefix(id: string, options: Argument | undefined, link: LinkContext): void {
  const prefix = options?.prop('prefix');
  if (prefix !== undefined) link.routes.prefix(id, pathOf(prefix.text()));
  else if (options !== undefined && options.entries()?.open !== false) link.routes.prefix(id, { path: '', resolved: false, because: 'the options of the router are computed' });
}

function onApp(call: ExternalCall, target: ExternalOrigin, link: LinkContext): void {
  if (call.method === 'use') onUse(call, target, [{ path: '', resolved: true }], call.args, link);
  else if (call.method === 'listen') link.emit({ kind: 'server', ...call.link, framework: 'koa', what: 'listen' });
}

function onRouter(call: ExternalCall, target: ExternalOrigin, link: LinkContext): void {
  const [first, second, ...rest] = call.args;
  if (first === undefined) return;
  const method = routeVerbs.get(call.method);
  if (method !== undefined) {
    // `router.get('order', '/orders/:id', show)`: the first is a name.
    if (second !== undefined && isPathText(second)) addRoute(call, target, [method], second, rest, link);
    else addRoute(call, target, [method], first, call.args.slice(1), link);
    return;
  }
  switch (call.method) {
    case 'use': {
      const hasPath = isPathText(first) || isPathList(first);
      onUse(call, target, hasPath ? pathsOf(first) : [{ path: '', resolved: true }], hasPath ? call.args.slice(1) : call.args, link);
      return;
    }
    case 'prefix': link.routes.prefix(target.id, pathOf(first.text())); return;
    case 'register': addRoute(call, target, methodsOf(second), first, rest.slice(0, 1), link); return;
    case 'redirect': addRedirect(call, target, first, second, link); return;
    default:
  }
}

/** Methods of `register(path, ['GET', 'POST'], …)`; none of them known: every one, openly unresolved. */
function methodsOf(argument: Argument | undefined): readonly RouteMethod[] | undefined {
  return argument?.items()?.flatMap((item) => routeVerbs.get(item.string()?.toLowerCase() ?? '') ?? []);
}

function addRoute(call: ExternalCall, target: ExternalOrigin, methods: readonly RouteMethod[] | undefined, path: Argument, given: readonly Argument[], link: LinkContext): void {
  const handlers = flattenHandlers(given).flatMap((item) => composed(item, link));
  const last = handlers.at(-1);
  if (last === undefined) return;
  const before = handlers.slice(0, -1);
  const handler = wrappedHandler(last);
  for (const method of methods ?? ['ALL' as const]) {
    for (const item of path.items() ?? [path]) {
      const text = pathOf(item.text());
      link.routes.route(target.id, {
        framework: 'koa', method, path: methods === undefined ? { ...text, resolved: false, because: 'its methods are computed' } : text, ignoresPrefixes: isRegularExpression(item), ...call.link, pos: call.pos,
        ...(handler === undefined ? {} : { handler }),
        handlerText: last.describe(),
        middleware: before.map((item) => item.describe()),
        middlewareFunctions: before.flatMap((item) => wrappedHandler(item) ?? []),
        declaresBodySchema: false,
      });
    }
  }
}

/** `compose([requireUser, show])` as handlers one by one. */
function composed(item: Argument, link: LinkContext): readonly Argument[] {
  const compose = item.external().find(({ path }) => path === 'koa-compose()');
  return (compose === undefined ? undefined : link.argumentsOf(compose)[0]?.items()) ?? [item];
}

function addRedirect(call: ExternalCall, target: ExternalOrigin, source: Argument, destination: Argument | undefined, link: LinkContext): void {
  const text = pathOf(source.text());
  const isName = text.resolved && !text.path.startsWith('/');
  link.routes.route(target.id, {
    framework: 'koa', method: 'ALL', path: isName ? { path: '${}', resolved: false, because: `it is the path of the route named ${text.path}` } : text, ...call.link, pos: call.pos,
    handlerText: `redirect to ${destination?.describe() ?? '…'}`, middleware: [], middlewareFunctions: [], declaresBodySchema: false,
  });
}

/** Middleware and routers in the order given. `router.use` copies the routes of a nested router, `app.use` keeps it. */
function onUse(call: ExternalCall, target: ExternalOrigin, paths: readonly PathText[], given: readonly Argument[], link: LinkContext): void {
  const before: Argument[] = [];
  for (const item of flattenHandlers(given)) {
    const served = servedBy(item, link);
    const mounted = served === undefined ? mountedMiddleware(item, link) : undefined;
    if (mounted !== undefined) addUse(call, target, paths.map((path) => joinPathTexts(path, mounted.prefix)), [mounted.inner], link);
    else if (served === undefined) before.push(item);
    if (served === undefined) continue;
    for (const { node, prefix, middleware, isCopied } of served) {
      const all = [...before, ...middleware];
      for (const path of paths) {
        link.routes.mount({
          parent: target.id, prefix: joinPathTexts(path, prefix), child: node, ...call.link, pos: call.pos, copies: isCopied && target.path === router,
          middleware: all.map((one) => one.describe()), functions: all.flatMap((one) => wrappedHandler(one) ?? []),
        });
      }
    }
  }
  addUse(call, target, paths, before, link);
}

function addUse(call: ExternalCall, target: ExternalOrigin, paths: readonly PathText[], middleware: readonly Argument[], link: LinkContext): void {
  if (middleware.length === 0) return;
  const names = middleware.map((item) => item.describe());
  const functions = middleware.flatMap((item) => wrappedHandler(item) ?? []);
  for (const prefix of paths) link.routes.use(target.id, { prefix, names, functions, isErrorHandler: false, ...call.link, pos: call.pos });
}

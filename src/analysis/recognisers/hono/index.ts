import type { RouteMethod } from '../../facts.ts';
import { emptyPath, pathOf, type PathText } from '../../graph/paths.ts';
import { wrappedHandler } from '../handlers.ts';
import { routeVerbs } from '../http-methods.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';
import { flattenHandlers, isPathText, pathsOf } from '../route-arguments.ts';
import { app, instancesIn, targetOf, type Target } from './target.ts';

const openApi = '@hono/zod-openapi';

/** Hono: chained apps, sub-apps, base paths, factories, @hono/zod-openapi. */
export const recogniser: Recogniser = {
  name: 'hono',
  modules: ['hono', '@hono/node-server', openApi, 'global:Bun', 'global:Deno'],
  collectors: [app, `${app}.basePath()`],
  aliases: {
    'hono/tiny.Hono!': app, 'hono/quick.Hono!': app, 'hono/hono-base.HonoBase!': app, [`${openApi}.OpenAPIHono!`]: app,
    'hono/factory.createFactory()': 'hono/factory.Factory!', 'hono.createFactory()': 'hono/factory.Factory!', 'hono/factory.Factory!.createApp()': app,
  },
  transparent: [`${openApi}.createRoute()`, `${openApi}.defineOpenAPIRoute()`, `${openApi}.$()`],
  onFile: serveDefaultExport,
  onCall(call, link) {
    const target = call.on === undefined ? undefined : targetOf(call.on);
    if (target === undefined) onServe(call, link);
    else onInstance(call, target, link);
  },
};

/** `export default app` and `export default { fetch: app.fetch }`: what Bun, Deno and edge runtimes serve. */
function serveDefaultExport(file: string, link: LinkContext): void {
  const { exports, imports } = link.linker.model(file);
  const value = exports['default'] ?? exports['='];
  if (value === undefined || !(imports.some(({ module }) => /(?:^|[/:])hono\b/.test(module)) || link.dependencyRange(file, 'hono') !== undefined)) return;
  for (const target of instancesIn(link.argument(file, value))) serve(target, link);
}

/** Whatever is handed an instance serves it: `serve(app)`, `handle(app)`, `Bun.serve({ fetch: app.fetch })`. */
function onServe(call: ExternalCall, link: LinkContext): void {
  const served = call.args.flatMap(instancesIn);
  for (const target of served) serve(target, link);
  if (served.length > 0 && /^(?:@hono\/node-server|global:Bun|global:Deno)\.serve$/.test(call.path)) link.emit({ kind: 'server', ...call.link, framework: 'hono', what: 'listen' });
}

function serve(target: Target, link: LinkContext): void {
  if (target.isMade) link.routes.root(target.shared);
}

function onInstance(call: ExternalCall, target: Target, link: LinkContext): void {
  const [first, second] = call.args;
  switch (call.method) {
    case 'fetch':
    case 'request':
    case 'fire': serve(target, link); return;
    case 'basePath':
      link.routes.mount({ parent: target.node, prefix: pathOf(first?.text() ?? nothing), child: call.id, middleware: [], ...call.link, pos: call.pos });
      return;
    case 'route': onRoute(call, target, link); return;
    case 'mount': onMount(call, target, link); return;
    case 'use': onUse(call, target, link); return;
    case 'on': if (first !== undefined && second !== undefined) add(call, target, methodsOf(first), pathsOf(second), call.args.slice(2), link); return;
    case 'openapi': if (first !== undefined && second !== undefined) onOpenApi(call, target, first, second, link); return;
    case 'openapiRoutes': for (const item of first?.items() ?? []) onOpenApiItem(call, target, item, link); return;
    case 'doc':
    case 'doc31': if (first !== undefined) add(call, target, ['GET'], pathsOf(first), [second ?? first], link); return;
    case 'onError':
    case 'notFound': onFallback(call, target, link); return;
    default: {
      const method = routeVerbs.get(call.method);
      if (method !== undefined && method !== 'HEAD') onVerb(call, target, method, link);
    }
  }
}

const nothing = { text: '', resolved: true, parts: [] };

function onVerb(call: ExternalCall, target: Target, method: RouteMethod, link: LinkContext): void {
  const first = call.args[0];
  if (first === undefined) return;
  if (isPathText(first) || call.args.length > 1) add(call, target, [method], [pathOf(first.text())], call.args.slice(1), link);
  else add(call, target, [method], [pathBefore(call, link)], call.args, link);
}

/** `app.get('/orders', list).post(create)`: without a path the one before counts, at first it is `/`. */
function pathBefore(call: ExternalCall, link: LinkContext): PathText {
  for (let step = call.on; step !== undefined; step = step.from?.from) {
    if (step.path === app || step.path.endsWith('.basePath()')) return step.site !== undefined && call.on === step && !isFresh(call, link) ? { path: '', resolved: false, because: 'it repeats the path of an earlier registration' } : emptyPath;
    const path = link.argumentsOf(step)[0];
    if (path !== undefined && isPathText(path)) return pathOf(path.text());
  }
  return emptyPath;
}

/** The call is made directly on the expression that makes the instance. */
function isFresh(call: ExternalCall, link: LinkContext): boolean {
  const callee = link.linker.model(call.file).values[link.linker.callAt({ file: call.file, call: call.index }).callee];
  const receiver = callee?.[0] === 'mem' ? link.linker.model(call.file).values[callee[1]] : undefined;
  return receiver?.[0] === 'new' || receiver?.[0] === 'call';
}

function methodsOf(argument: Argument): readonly RouteMethod[] {
  return (argument.items() ?? [argument]).flatMap((item) => routeVerbs.get(item.string()?.toLowerCase() ?? '') ?? []);
}

function add(call: ExternalCall, target: Target, methods: readonly RouteMethod[], paths: readonly PathText[], given: readonly Argument[], link: LinkContext, hasSchema = false): void {
  const handlers = flattenHandlers(given).flatMap((item) => handlersMade(item, link));
  const last = handlers.at(-1);
  if (last === undefined) return;
  const before = handlers.slice(0, -1);
  const handler = wrappedHandler(last);
  for (const method of methods) {
    for (const path of paths) {
      link.routes.route(target.node, {
        framework: 'hono', method, path, ...call.link, pos: call.pos,
        ...(handler === undefined ? {} : { handler }),
        handlerText: last.describe(),
        middleware: before.map((item) => item.describe()),
        middlewareFunctions: before.flatMap((item) => wrappedHandler(item) ?? []),
        declaresBodySchema: hasSchema || before.some((item) => validatesBody(item, link)),
      });
    }
  }
}

/** `...factory.createHandlers(requireUser, show)` as handlers one by one. */
function handlersMade(item: Argument, link: LinkContext): readonly Argument[] {
  const made = item.external().find(({ path }) => path.endsWith('.createHandlers()[]'))?.from;
  return made === undefined ? [item] : link.argumentsOf(made);
}

/** `zValidator('json', schema)` and its relatives. */
function validatesBody(item: Argument, link: LinkContext): boolean {
  return item.external().some((origin) => /alidator\(\)$/.test(origin.path) && /^(?:json|form)$/.test(link.argumentsOf(origin)[0]?.string() ?? ''));
}

function onUse(call: ExternalCall, target: Target, link: LinkContext): void {
  const first = call.args[0];
  if (first === undefined) return;
  const hasPath = isPathText(first);
  const path = hasPath ? pathOf(first.text()) : { path: '*', resolved: true };
  const prefix = { ...path, path: path.path.replace(/\/?\*$/, '') };
  const middleware = flattenHandlers(hasPath ? call.args.slice(1) : call.args);
  for (const item of middleware) {
    const handler = link.handlerNode(item);
    if (handler !== undefined) link.routes.mount({ parent: target.node, prefix, child: handler, middleware: [], ...call.link, pos: call.pos });
  }
  link.routes.use(target.node, {
    prefix, isExact: prefix.path === path.path, names: middleware.map((item) => item.describe()), functions: middleware.flatMap((item) => wrappedHandler(item) ?? []),
    isErrorHandler: false, at: call.link.at, pos: call.pos,
  });
}

/** `route('/orders', orders)` copies what the sub-app holds at this moment. */
function onRoute(call: ExternalCall, target: Target, link: LinkContext): void {
  const [path, sub] = call.args;
  if (path === undefined || sub === undefined) return;
  for (const { shared } of sub.external().flatMap((origin) => targetOf(origin) ?? [])) {
    link.routes.mount({ parent: target.node, prefix: pathOf(path.text()), child: shared, copies: true, middleware: [], ...call.link, pos: call.pos });
  }
}

/** Handlers of other frameworks: known ones have routes of their own inside. */
function onMount(call: ExternalCall, target: Target, link: LinkContext): void {
  const [path, handler] = call.args;
  if (path === undefined || handler === undefined) return;
  const node = link.handlerNode(handler);
  for (const child of [...instancesIn(handler).map(({ shared }) => shared), ...(node === undefined ? [] : [node])]) {
    link.routes.mount({ parent: target.node, prefix: pathOf(path.text()), child, middleware: [], ...call.link, pos: call.pos });
  }
}

function onOpenApi(call: ExternalCall, target: Target, route: Argument, handler: Argument, link: LinkContext): void {
  const [method, path, middleware] = [route.prop('method'), route.prop('path'), route.prop('middleware')];
  if (method === undefined || path === undefined) return;
  add(call, target, methodsOf(method), pathsOf(path), [...(middleware === undefined ? [] : [middleware]), handler], link, route.prop('request')?.prop('body') !== undefined);
}

function onOpenApiItem(call: ExternalCall, target: Target, item: Argument, link: LinkContext): void {
  const [route, handler] = [item.prop('route'), item.prop('handler')];
  if (route !== undefined && handler !== undefined && item.prop('addRoute')?.literal() !== false) onOpenApi(call, target, route, handler, link);
}

function onFallback(call: ExternalCall, target: Target, link: LinkContext): void {
  const handler = call.args[0]?.fn();
  link.emit({ kind: 'server', ...call.link, framework: 'hono', what: call.method === 'onError' ? 'errorHandler' : 'notFoundHandler', ...(handler === undefined ? {} : { handler }) });
}

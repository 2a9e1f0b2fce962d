import type { FunctionRef } from '../facts.ts';
import { emptyPath, type PathText } from '../graph/paths.ts';
import { wrappedHandler } from './handlers.ts';
import { routeVerbs } from './http-methods.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Recogniser } from './recogniser.ts';
import { flattenHandlers, isPathList, isPathText, pathsOf } from './route-arguments.ts';

interface Style {
  /** The name that facts carry. */
  readonly framework: string;
  /** Canonical path of an application: the factory, called (`express()`). */
  readonly app: string;
  /** Canonical path of routers that are no applications. */
  readonly router?: string;
  /** Method that is given the verb before the path: `app.add('GET', '/orders', list)`. */
  readonly add?: string;
  /** Middleware runs before the routes in whatever order the calls are written, what is used for all of them first. */
  readonly isUnordered?: boolean;
  /** Middleware with four parameters handles errors. */
  readonly hasErrorMiddleware?: boolean;
}

/** How frameworks in the tradition of Connect register: verbs with a path and handlers, `.route(path)` chains, and `use` for middleware, routers and applications, with a path or without. */
export function connectStyle(style: Style): Required<Pick<Recogniser, 'onCall' | 'finish'>> {
  const { framework, app } = style;
  return {
    onCall(call, link) {
      if (`${call.path}()` === app && call.form === 'call') {
        link.routes.root(call.id);
        link.emit({ kind: 'server', ...call.base, framework, what: 'app' });
      }
      const target = call.on === undefined ? undefined : targetOf(call.on, style);
      if (target === undefined) return;
      if (call.method === 'use' && target.route === undefined) onUse(call, target, style, link);
      else if (call.method === 'listen' && target.router.path === app) link.emit({ kind: 'server', ...call.base, framework, what: 'listen' });
      else onVerb(call, target, style, link);
    },
    finish(link) {
      for (const { call, handler, router: id } of errorHandlers(framework, link)) {
        link.emit({
          kind: 'server', ...call.base, framework, what: 'errorHandler', handler,
          beforeRoutes: link.routes.registeredBeforeRoutes(id, call.file, call.pos, call.base.fn),
        });
      }
    },
  };
}

/** The application or router under a chain of verbs and `.route(path)`, and the `.route()` call if there is one. */
interface Target { readonly router: ExternalOrigin; readonly route?: ExternalOrigin }

function targetOf(origin: ExternalOrigin, { app, router }: Style): Target | undefined {
  let route: ExternalOrigin | undefined;
  for (let step: ExternalOrigin | undefined = origin; step !== undefined; step = step.from?.from) {
    if (step.path === app || step.path === router) return { router: step, ...(route === undefined ? {} : { route }) };
    if (!step.path.endsWith('()')) return undefined;
    if (step.path.endsWith('.route()')) route = step;
  }
  return undefined;
}

function onVerb(call: ExternalCall, target: Target, style: Style, link: LinkContext): void {
  const isAdd = call.method === style.add;
  const [first, ...rest] = isAdd ? call.args.slice(1) : call.args;
  const verb = isAdd ? call.args[0]?.string()?.toLowerCase() : call.method;
  const method = verb === undefined || verb === '*' ? 'ALL' : routeVerbs.get(verb);
  if (method === undefined) return;
  if (target.route === undefined && rest.length === 0) return; // `app.get('setting')`
  const pathArgument = target.route === undefined ? first : link.argumentsOf(target.route)[0];
  const handlers = flattenHandlers(target.route === undefined ? rest : call.args);
  const last = handlers.at(-1);
  if (last === undefined || last.literal() !== undefined || last.isAbsent()) return;
  const before = [...(target.route === undefined ? [] : chainedBefore(call.on, link)), ...handlers.slice(0, -1)];
  const handler = wrappedHandler(last);
  for (const path of pathsOf(pathArgument)) {
    link.routes.route(target.router.id, {
      framework: style.framework, method, path: verb === undefined ? { ...path, resolved: false, because: 'its method is computed' } : path, ...call.base, pos: call.pos,
      ...(handler === undefined ? {} : { handler }),
      handlerText: last.describe(),
      middleware: before.map((item) => item.describe()),
      middlewareFunctions: before.flatMap((item) => wrappedHandler(item) ?? []),
      declaresBodySchema: false,
    });
  }
}

/** Handlers of `.all(…)` that stand before in a chain of `.route(path)`. */
function chainedBefore(origin: ExternalOrigin | undefined, link: LinkContext): readonly Argument[] {
  if (origin === undefined || origin.path.endsWith('.route()')) return [];
  return [...chainedBefore(origin.from?.from, link), ...(origin.path.endsWith('.all()') ? flattenHandlers(link.argumentsOf(origin)) : [])];
}

function onUse(call: ExternalCall, target: Target, style: Style, link: LinkContext): void {
  const first = call.args[0];
  const hasPath = first !== undefined && (first.literal() !== undefined || isPathText(first) || isPathList(first));
  const paths = hasPath ? pathsOf(first) : [emptyPath];
  const items = flattenHandlers(hasPath ? call.args.slice(1) : call.args);
  const middleware: Argument[] = [];
  for (const item of items) {
    const routers = item.external().flatMap((origin) => {
      const chained = targetOf(origin, style); // `Router().use(orders).use(users)` is the router itself
      return chained === undefined || chained.route !== undefined ? [] : [chained.router];
    });
    const handler = link.handlerNode(item);
    const children = [...routers.map(({ id }) => id), ...(handler === undefined ? [] : [handler])];
    if (children.length === 0) {
      middleware.push(item);
      continue;
    }
    const before = style.isUnordered === true ? [] : middleware;
    for (const child of children) {
      for (const prefix of paths) {
        link.routes.mount({ parent: target.router.id, prefix, child, middleware: before.map((m) => m.describe()), functions: before.flatMap((m) => wrappedHandler(m) ?? []), ...call.base, pos: call.pos });
      }
    }
  }
  if (middleware.length > 0) addUse(call, target, paths, middleware, style, link);
}

function addUse(call: ExternalCall, { router }: Target, paths: readonly PathText[], middleware: readonly Argument[], style: Style, link: LinkContext): void {
  const hasPath = paths.some(({ path }) => path !== '' && path !== '/');
  const functions = middleware.flatMap((item) => wrappedHandler(item) ?? []);
  const errorHandler = style.hasErrorMiddleware === true ? functions.find((fn) => parameterCount(fn, link) === 4) : undefined;
  if (errorHandler !== undefined) errorHandlers(style.framework, link).push({ call, handler: errorHandler, router: router.id });
  for (const prefix of paths) {
    link.routes.use(router.id, {
      prefix, names: middleware.map((m) => m.describe()), functions, isErrorHandler: errorHandler !== undefined, ...(style.isUnordered === true ? { anywhere: true, pass: hasPath ? 1 : 0 } : {}), ...call.base, pos: call.pos,
    });
  }
}

interface PendingHandler { readonly call: ExternalCall; readonly handler: FunctionRef; readonly router: string }

function errorHandlers(framework: string, link: LinkContext): PendingHandler[] {
  return link.scratch(`${framework}.errorHandlers`, () => []);
}

function parameterCount(fn: FunctionRef, link: LinkContext): number {
  return link.linker.model(fn.at.file).functions[Number(fn.id.slice(fn.id.lastIndexOf('#') + 1))]?.params.length ?? 0;
}

import type { FunctionRef } from '../../facts.ts';
import { emptyPath } from '../../graph/paths.ts';
import { routeVerbs } from '../http-methods.ts';
import { wrappedHandler } from '../handlers.ts';
import { flattenHandlers, isPathList, isPathText, pathsOf } from '../route-arguments.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';

const app = 'express()';
const router = 'express.Router()';

/** Express 4 and 5: applications, routers mounted across files, `.route()` chains, arrays of paths and handlers, error handlers. */
export const recogniser: Recogniser = {
  name: 'express',
  modules: ['express', 'express-promise-router'],
  collectors: [app, router],
  aliases: {
    'express.Router!': router,
    'express.IRouter!': router,
    'express-promise-router()': router,
    'express-promise-router!': router,
    'express.express()': app,
    'express.Express!': app,
    'express.Application!': app,
    'express.application': app,
    'express.core.Express!': app,
    'express.core.Router!': router,
    'express-serve-static-core.Express!': app,
    'express-serve-static-core.Router!': router,
  },
  onCall(call, link) {
    if (call.path === 'express' && call.form === 'call') onApp(call, link);
    const target = call.on === undefined ? undefined : targetOf(call.on);
    if (target === undefined) return;
    if (call.method === 'use' && target.route === undefined) onUse(call, target, link);
    else if (call.method === 'listen' && target.router.path === app) link.emit({ kind: 'server', ...call.base, framework: 'express', what: 'listen' });
    else onVerb(call, target, link);
  },
  finish(link) {
    for (const { call, handler, router: id } of errorHandlers(link)) {
      link.emit({
        kind: 'server', ...call.base, framework: 'express', what: 'errorHandler', handler,
        beforeRoutes: link.routes.registeredBeforeRoutes(id, call.file, call.pos, call.base.fn),
      });
    }
  },
};

function onApp(call: ExternalCall, link: LinkContext): void {
  link.routes.root(call.id);
  link.emit({ kind: 'server', ...call.base, framework: 'express', what: 'app' });
}

/** The application or router under a chain of verbs and `.route(path)`, and the `.route()` call if there is one. */
interface Target { readonly router: ExternalOrigin; readonly route?: ExternalOrigin }

function targetOf(origin: ExternalOrigin): Target | undefined {
  let route: ExternalOrigin | undefined;
  for (let step: ExternalOrigin | undefined = origin; step !== undefined; step = step.from?.from) {
    if (step.path === app || step.path === router) return { router: step, ...(route === undefined ? {} : { route }) };
    if (!step.path.endsWith('()')) return undefined;
    if (step.path.endsWith('.route()')) route = step;
  }
  return undefined;
}

function onVerb(call: ExternalCall, target: Target, link: LinkContext): void {
  const method = routeVerbs.get(call.method);
  if (method === undefined) return;
  if (target.route === undefined && call.args.length < 2) return; // `app.get('setting')`
  const pathArgument = target.route === undefined ? call.args[0] : link.argumentsOf(target.route)[0];
  const handlers = flattenHandlers(target.route === undefined ? call.args.slice(1) : call.args);
  const last = handlers.at(-1);
  if (last === undefined || last.literal() !== undefined || last.isAbsent()) return;
  const before = [...(target.route === undefined ? [] : chainedBefore(call.on, link)), ...handlers.slice(0, -1)];
  const handler = wrappedHandler(last);
  for (const path of pathsOf(pathArgument)) {
    link.routes.route(target.router.id, {
      framework: 'express', method, path, ...call.base, pos: call.pos,
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

function onUse(call: ExternalCall, target: Target, link: LinkContext): void {
  const first = call.args[0];
  const hasPath = first !== undefined && (first.literal() !== undefined || isPathText(first) || isPathList(first));
  const paths = hasPath ? pathsOf(first) : [emptyPath];
  const items = flattenHandlers(hasPath ? call.args.slice(1) : call.args);
  const middleware: Argument[] = [];
  for (const item of items) {
    const routers = item.external().flatMap((origin) => {
      const chained = targetOf(origin); // `Router().use(orders).use(users)` is the router itself
      return chained === undefined || chained.route !== undefined ? [] : [chained.router];
    });
    const handler = link.handlerNode(item);
    const children = [...routers.map(({ id }) => id), ...(handler === undefined ? [] : [handler])];
    if (children.length === 0) {
      middleware.push(item);
      continue;
    }
    for (const child of children) {
      for (const prefix of paths) {
        link.routes.mount({ parent: target.router.id, prefix, child, middleware: middleware.map((m) => m.describe()), functions: middleware.flatMap((m) => wrappedHandler(m) ?? []), ...call.base, pos: call.pos });
      }
    }
  }
  if (middleware.length === 0) return;
  const functions = middleware.flatMap((item) => wrappedHandler(item) ?? []);
  const errorHandler = functions.find((fn) => parameterCount(fn, link) === 4);
  if (errorHandler !== undefined) errorHandlers(link).push({ call, handler: errorHandler, router: target.router.id });
  for (const prefix of paths) {
    link.routes.use(target.router.id, {
      prefix, names: middleware.map((m) => m.describe()), functions, isErrorHandler: errorHandler !== undefined, ...call.base, pos: call.pos,
    });
  }
}

interface PendingHandler { readonly call: ExternalCall; readonly handler: FunctionRef; readonly router: string }

function errorHandlers(link: LinkContext): PendingHandler[] {
  return link.scratch('express.errorHandlers', () => []);
}

function parameterCount(fn: FunctionRef, link: LinkContext): number {
  return link.linker.model(fn.at.file).functions[Number(fn.id.slice(fn.id.lastIndexOf('#') + 1))]?.params.length ?? 0;
}

import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { RouteRow } from '../truth.ts';

type Path = string | RegExp | readonly (string | RegExp)[];
interface Layer {
  readonly name: string;
  readonly rawPath?: Path;
  readonly handle: unknown;
  readonly method?: string;
  readonly route?: { readonly path: Path; readonly methods: Readonly<Record<string, boolean>>; readonly stack: readonly Layer[] };
}
interface Router { readonly stack?: readonly Layer[] }
interface App { readonly _router?: Router; readonly router?: Router; readonly set?: unknown; readonly handle?: unknown }

/** Applications behind layers whose function hides them. */
const mountedApps = new WeakMap<Layer, unknown>();

/**
 * Lets Express remember what it forgets: the application behind a layer, and in Express 4 the path a layer was given.
 * Before anything loads express, so `test/truth.ts` imports the backend dynamically after it.
 */
export function rememberMounts(root: string): void {
  const require = createRequire(join(root, 'package.json'));
  const { version } = require('express/package.json') as { version: string };
  if (version.startsWith('4.')) rememberPaths(require);
  const { application } = require('express') as { application: { use: (this: App, ...args: unknown[]) => unknown } };
  const { use } = application;
  application.use = function (this: App, ...args) {
    const apps = args.flat(9).filter((arg) => typeof arg === 'function' && 'handle' in arg && 'set' in arg);
    const before = stackOf(this).length;
    const result = use.apply(this, args);
    const layers = stackOf(this).slice(before).filter(({ name }) => name === 'mounted_app');
    for (const [index, layer] of layers.entries()) mountedApps.set(layer, apps[index]);
    return result;
  };
}

function rememberPaths(require: NodeJS.Require): void {
  const file = require.resolve('express/lib/router/layer.js');
  const Original = require(file) as new (path: Path, options: unknown, handle: unknown) => Layer;
  const cached = require.cache[file];
  if (cached === undefined) throw new Error('Express 4 has no layer module.');
  cached.exports = function (path: Path, options: unknown, handle: unknown): Layer {
    return Object.assign(new Original(path, options, handle), { rawPath: path });
  };
}

/** The routes an Express application (4 or 5) holds with the functions that run for them, read from its stack of layers through nested routers. Call {@link rememberMounts} first. */
export function expressRoutes(app: unknown): readonly RouteRow[] {
  return [...rowsOf(app, '', [])];
}

function* rowsOf(owner: unknown, prefix: string, before: readonly string[]): Generator<RouteRow> {
  const uses: { readonly path: string; readonly name: string }[] = [];
  const reaching = (path: string): readonly string[] => [...before, ...uses.filter((use) => use.path === '/' || path === use.path || path.startsWith(`${use.path}/`)).map(({ name }) => name)];
  for (const layer of stackOf(owner)) {
    if (layer.route !== undefined) {
      const { path: own, methods, stack } = layer.route;
      for (const path of texts(own)) {
        for (const method of methodsOf(methods)) {
          const functions = stack.filter((step) => step.method === (method === 'ALL' ? stack[0]?.method : step.method && method.toLowerCase())).map(nameOf);
          yield { method, path: joined(prefix, path), middleware: [...reaching(joined('', path)), ...functions.slice(0, -1)], handler: functions.at(-1) ?? '' };
        }
      }
      continue;
    }
    if (layer.rawPath === undefined) throw new Error('Express did not remember its mount paths: call rememberMounts before it is loaded.');
    const child = layer.name === 'mounted_app' ? mountedApps.get(layer) : layer.handle;
    const isRouter = layer.name === 'mounted_app' || (child as Router).stack !== undefined;
    for (const path of texts(layer.rawPath)) {
      if (isRouter) yield* rowsOf(child, joined(prefix, path), reaching(joined('', path)));
      else if (!isErrorHandler(layer) && !isOwnMiddleware(layer)) uses.push({ path: joined('', path), name: nameOf(layer) });
    }
  }
}

function stackOf(owner: unknown): readonly Layer[] {
  if (typeof owner !== 'function') return [];
  const { stack, _router, set } = owner as Router & App;
  // The getter `router` of an Express 4 application throws.
  return stack ?? _router?.stack ?? (set === undefined || '_router' in owner ? undefined : routerOf(owner as App)?.stack) ?? [];
}

function routerOf(app: App): Router | undefined {
  try {
    return app.router;
  } catch {
    return undefined; // Express 4, and nothing has been registered.
  }
}

function nameOf({ handle }: Layer): string {
  return (handle as { name: string }).name;
}

function isErrorHandler({ handle }: Layer): boolean {
  return (handle as { length: number }).length === 4;
}

/** What Express 4 puts in front of every application by itself. */
function isOwnMiddleware({ name }: Layer): boolean {
  return name === 'query' || name === 'expressInit';
}

function methodsOf(methods: Readonly<Record<string, boolean>>): readonly string[] {
  const names = Object.keys(methods).filter((name) => methods[name] === true);
  // Express 4 writes out `app.all` as every method there is.
  return names.length > 20 ? ['ALL'] : names.map((name) => (name === '_all' ? 'ALL' : name.toUpperCase()));
}

function texts(path: Path): readonly string[] {
  return (Array.isArray(path) ? path.flat(3) as readonly (string | RegExp)[] : [path as string | RegExp]).map((one) => (typeof one === 'string' ? named(one) : expressionPath(one)));
}

/** `^\/scans\/(?<year>\d{4})$` is `/scans/:year`; others as they are, to be declared unresolved. */
function expressionPath({ source }: RegExp): string {
  let unnamed = 0;
  return source.replace(/^\^|\$$/g, '').replaceAll('\\/', '/').replace(/\((?:\?<(\w+)>)?[^()]*\)/g, (_, name: string | undefined) => `:${name ?? unnamed++}`);
}

/** `:id(\\d+)`, `:id?`, `{/:id}`, `*rest` are all `:name`. */
function named(path: string): string {
  return path.replace(/[{}]/g, '').replace(/:(\w+)(?:\((?:[^()]|\([^()]*\))*\))?[?*+]?/g, ':$1').replace(/\*(\w+)/g, ':$1');
}

function joined(prefix: string, path: string): string {
  const segments = `${prefix}/${path}`.split('/').filter((segment) => segment !== '');
  return `/${segments.join('/')}`;
}

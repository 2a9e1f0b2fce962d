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
interface App { readonly _router?: Router; readonly router?: Router; readonly parent?: unknown; readonly mountpath?: Path }

/**
 * The routes an Express application (4 or 5) holds with the functions that run for them, read from its stack of layers through nested routers.
 * An application mounted on another is a closed function there: name those in `mounted`. For Express 4 call {@link rememberMountPaths} first.
 */
export function expressRoutes(app: unknown, ...mounted: readonly unknown[]): readonly RouteRow[] {
  return [...rowsOf(app, '', [], mounted as readonly App[])];
}

/**
 * Express 4 keeps of a mount path only the regular expression made from it: lets its layers remember the path as given.
 * Before anything loads express, so `test/truth.ts` imports the backend dynamically after it.
 */
export function rememberMountPaths(root: string): void {
  const require = createRequire(join(root, 'package.json'));
  const file = require.resolve('express/lib/router/layer.js');
  const Original = require(file) as new (path: Path, options: unknown, handle: unknown) => Layer;
  const remembering = function (path: Path, options: unknown, handle: unknown): Layer {
    return Object.assign(new Original(path, options, handle), { rawPath: path });
  };
  const cached = require.cache[file];
  if (cached === undefined) throw new Error('express 4 has no layer module.');
  cached.exports = remembering;
}

function* rowsOf(owner: unknown, prefix: string, before: readonly string[], mounted: readonly App[]): Generator<RouteRow> {
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
    const paths = texts(layer.rawPath ?? '/');
    const child = layer.name === 'mounted_app' ? mounted.find((app) => app.parent === owner && String(app.mountpath) === String(layer.rawPath)) : layer.handle;
    if (layer.name === 'mounted_app' && child === undefined) throw new Error(`An application is mounted on ${paths.join(', ')}: name it after the first.`);
    const isRouter = layer.name === 'mounted_app' || (child as Router).stack !== undefined;
    for (const path of paths) {
      if (isRouter) yield* rowsOf(child, joined(prefix, path), reaching(joined('', path)), mounted);
      else if (!isErrorHandler(layer)) uses.push({ path: joined('', path), name: nameOf(layer) });
    }
  }
}

function stackOf(owner: unknown): readonly Layer[] {
  if (typeof owner !== 'function' && typeof owner !== 'object') return [];
  const { stack, _router } = owner as Router & App;
  // The getter `router` of an Express 4 application throws.
  return stack ?? _router?.stack ?? ('set' in (owner as object) ? (owner as App).router?.stack : undefined) ?? [];
}

function nameOf({ handle }: Layer): string {
  return (handle as { name: string }).name;
}

function isErrorHandler({ handle }: Layer): boolean {
  return (handle as { length: number }).length === 4;
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
  return source.replace(/^\^|\$$/g, '').replaceAll('\\/', '/').replace(/\(\?<(\w+)>[^()]*\)/g, ':$1');
}

/** `:id(\\d+)`, `:id?`, `{/:id}`, `*rest` are all `:name`. */
function named(path: string): string {
  return path.replace(/[{}]/g, '').replace(/:(\w+)(?:\((?:[^()]|\([^()]*\))*\))?[?*+]?/g, ':$1').replace(/\*(\w+)/g, ':$1');
}

function joined(prefix: string, path: string): string {
  const segments = `${prefix}/${path}`.split('/').filter((segment) => segment !== '');
  return `/${segments.join('/')}`;
}

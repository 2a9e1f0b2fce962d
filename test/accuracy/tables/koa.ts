import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RouteRow } from '../truth.ts';

interface Layer { readonly methods: readonly string[]; readonly path: string | RegExp; readonly regexp: RegExp; readonly stack: readonly Middleware[] }
interface Middleware {
  readonly name: string;
  /** A function that checks a parameter, put there by `router.param`. */
  readonly param?: string;
  readonly router?: { readonly stack: readonly Layer[] };
  readonly mounted?: { readonly prefix: string; readonly inner: Inner };
  readonly composed?: readonly Middleware[];
}
type Inner = Middleware | readonly Middleware[] | { readonly middleware: readonly Middleware[] };

/**
 * koa-mount and koa-compose make closed functions: lets those remember what they were given.
 * Before anything loads them, so `test/truth.ts` imports the backend dynamically after it.
 */
export function rememberMounts(): void {
  registerHooks({
    load(url, context, next) {
      const name = /\/node_modules\/koa-(mount|compose)\/index\.js$/.exec(url)?.[1];
      if (name === undefined) return next(url, context);
      const remembered = name === 'compose' ? '{ composed: args[0] }' : "{ mounted: { prefix: args.length > 1 ? args[0] : '', inner: args.at(-1) } }";
      const source = `${readFileSync(fileURLToPath(url), 'utf8')}\n;const given = module.exports; module.exports = (...args) => Object.assign(given(...args), ${remembered});`;
      return { format: 'commonjs', source, shortCircuit: true };
    },
  });
}

/** The routes of a Koa application with the functions that run for them: the stacks of the routers it uses, in order. HEAD is left out where a router added it to GET by itself. */
export function koaRoutes(app: { readonly middleware: readonly unknown[] }): readonly RouteRow[] {
  return [...rowsOf(app.middleware as readonly Middleware[], '', [])];
}

function* rowsOf(list: readonly Middleware[], prefix: string, above: readonly string[]): Generator<RouteRow> {
  const before = [...above];
  for (const item of list) {
    if (item.mounted !== undefined) yield* rowsOf(listed(item.mounted.inner), prefix + item.mounted.prefix, before);
    else if (item.composed !== undefined) yield* rowsOf(item.composed, prefix, before);
    else if (item.router === undefined) before.push(item.name);
    else yield* routerRows(item.router.stack, prefix, before);
  }
}

function listed(inner: Inner): readonly Middleware[] {
  return Array.isArray(inner) ? inner as readonly Middleware[] : 'middleware' in inner ? inner.middleware : [inner as Middleware];
}

function* routerRows(stack: readonly Layer[], prefix: string, before: readonly string[]): Generator<RouteRow> {
  const uses: Layer[] = [];
  for (const layer of stack) {
    if (layer.methods.length === 0) {
      uses.push(layer);
      continue;
    }
    const sample = typeof layer.path === 'string' ? named(layer.path).replace(/:\w+/g, '1') : '';
    const functions = [...uses.filter(({ regexp }) => regexp.test(sample)).flatMap((use) => use.stack), ...layer.stack].filter(({ param }) => param === undefined).flatMap((item) => item.composed ?? [item]);
    const path = join('/', prefix, typeof layer.path === 'string' ? named(layer.path) : expressionPath(layer.path)).replace(/(.)\/$/, '$1');
    const names = functions.map(({ name }) => name);
    for (const method of methodsOf(layer.methods)) yield { method, path, middleware: [...before, ...names.slice(0, -1)], handler: names.at(-1) ?? '' };
  }
}

function methodsOf(methods: readonly string[]): readonly string[] {
  if (methods.length > 20) return ['ALL'];
  return methods.filter((method) => method !== 'HEAD' || !methods.includes('GET'));
}

function expressionPath({ source }: RegExp): string {
  return source.replace(/^\^|\$$/g, '').replaceAll('\\/', '/').replace(/\(\?<(\w+)>[^()]*\)/g, ':$1');
}

/** `:id(\\d+)`, `:id?`, `{/:id}`, `*rest` are all `:name`. */
function named(path: string): string {
  return path.replace(/[{}]/g, '').replace(/:(\w+)(?:\((?:[^()]|\([^()]*\))*\))?[?*+]?/g, ':$1').replace(/\*(\w+)/g, ':$1');
}

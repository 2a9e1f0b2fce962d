import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { RouteRow } from '../truth.ts';

type Func = ((...args: unknown[]) => unknown) & { readonly name: string };
interface RouteOptions { readonly method: string | readonly string[]; readonly url: string; readonly handler: Func; readonly onSend?: Func | readonly Func[]; readonly [hook: string]: unknown }
interface Instance { readonly supportedMethods?: readonly string[]; addHook(name: 'onRoute', hook: (this: Instance, route: RouteOptions) => void): void; ready(): PromiseLike<unknown> }
type Boot = (app: Instance, ...rest: unknown[]) => unknown;

/** Life cycle of a request up to the handler. */
const phases = ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const;

/**
 * Lets every Fastify application (4 or 5) tell its routes: before anything of the backend is imported. What it gives back lists them with the hooks
 * that run, once the applications are ready. HEAD routes that Fastify adds to GET by itself are left out.
 */
export function watchFastify(root: string): () => Promise<readonly RouteRow[]> {
  // Every application hands itself to avvio, which boots it.
  const fastify = createRequire(createRequire(join(root, 'package.json')).resolve('fastify'));
  const file = fastify.resolve('avvio');
  const boot = fastify('avvio') as Boot;
  const cached = fastify.cache[file];
  if (cached === undefined) throw new Error('avvio is not in the module cache.');
  const apps: Instance[] = [];
  const seen: { readonly context: Instance; readonly route: RouteOptions }[] = [];
  cached.exports = Object.assign((app: Instance, ...rest: unknown[]): unknown => {
    const booting = boot(app, ...rest);
    app.addHook('onRoute', function (route) { seen.push({ context: this, route: { ...route } }); });
    apps.push(app);
    return booting;
  }, boot);
  return async () => {
    for (const app of apps) await app.ready();
    return seen.filter(({ route }) => !isAddedHead(route)).flatMap(({ context, route }) => rowsOf(route, context));
  };
}

function rowsOf(route: RouteOptions, context: Instance): readonly RouteRow[] {
  const hooks = hooksOf(context);
  const middleware = phases.flatMap((phase) => [...list(hooks[phase]), ...list(route[phase])]).map(({ name }) => name);
  const methods = typeof route.method === 'string' ? [route.method] : route.method;
  // `all` is written out as every method there is; Fastify 4 does not say how many that are.
  const named = methods.length > 1 && methods.length >= (context.supportedMethods?.length ?? 10) ? ['ALL'] : methods;
  return named.map((method) => ({ method, path: pathOf(route.url), middleware, handler: route.handler.name }));
}

/** The hooks of an encapsulated context, those it inherited among them. */
function hooksOf(context: object): Readonly<Record<string, unknown>> {
  for (let owner: object | null = context; owner !== null; owner = Object.getPrototypeOf(owner) as object | null) {
    const symbol = Object.getOwnPropertySymbols(owner).find(({ description }) => description === 'fastify.hooks');
    if (symbol !== undefined) return Reflect.get(context, symbol) as Readonly<Record<string, unknown>>;
  }
  throw new Error('A context of Fastify has no hooks.');
}

function isAddedHead({ method, onSend }: RouteOptions): boolean {
  return method === 'HEAD' && list(onSend).some(({ name }) => name === 'headRouteOnSendHandler');
}

function list(hook: unknown): readonly Func[] {
  return hook === undefined || hook === null ? [] : (Array.isArray(hook) ? hook : [hook]) as readonly Func[];
}

/** `/orders/:id(^\\d+).pdf` is `/orders/:id.pdf`; no slash at the end. */
function pathOf(url: string): string {
  const segments = url.replace(/:(\w+)\((?:[^()\\]|\\.|\([^()]*\))*\)/g, ':$1').replace(/:(\w+)\?/g, ':$1').split('/').filter((segment) => segment !== '');
  return `/${segments.join('/')}`;
}

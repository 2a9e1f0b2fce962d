import type { RouteRow } from '../truth.ts';

type Func = ((...args: unknown[]) => unknown) & { readonly name: string };
interface Extension { readonly nodes: readonly { readonly func: Func }[] | null }
interface Settings { readonly handler: Func | object; readonly pre?: readonly (Func | { readonly method: Func } | readonly (Func | { readonly method: Func })[])[] }
interface Route { readonly method: string; readonly path: string; readonly settings: Settings; readonly _extensions: Readonly<Record<string, Extension | undefined>> }
interface Server {
  table(): readonly { readonly method: string; readonly path: string; readonly settings: Settings }[];
  readonly _core: {
    readonly router: { readonly routes: ReadonlyMap<string, { readonly routes: readonly { readonly route: Route }[] }> };
    readonly auth: { _enabled(route: Route, type: 'authenticate'): boolean };
    readonly extensions: { readonly route: Readonly<Record<string, Extension>> };
  };
}

/** `server.table()` of a hapi server, with the extension points, the authentication (it has no function of its own) and the `pre` methods that run before each handler. */
export function hapiRoutes(made: unknown): readonly RouteRow[] {
  const server = made as Server;
  const records = [...server._core.router.routes.values()].flatMap(({ routes }) => routes.map(({ route }) => route));
  return server.table().map(({ method, path, settings }) => {
    const route = records.find((record) => record.method === method && record.path === path);
    if (route === undefined) throw new Error(`${method} ${path} is in the table and not in the router.`);
    const extension = (type: string): readonly string[] => namesIn(route._extensions[type]);
    const auth = server._core.auth._enabled(route, 'authenticate') ? [''] : [];
    const pre = (settings.pre ?? []).flatMap((item) => (Array.isArray(item) ? item : [item]) as readonly (Func | { readonly method: Func })[]).map((item) => (typeof item === 'function' ? item : item.method).name);
    return {
      method: method === '*' ? 'ALL' : method, path: pathOf(path),
      middleware: [...namesIn(server._core.extensions.route['onRequest']), ...extension('onPreAuth'), ...auth, ...extension('onCredentials'), ...extension('onPostAuth'), ...extension('onPreHandler'), ...pre],
      handler: typeof settings.handler === 'function' ? settings.handler.name : '',
    };
  });
}

function namesIn(extension: Extension | undefined): readonly string[] {
  return (extension?.nodes ?? []).map(({ func }) => func.name);
}

/** `{id?}`, `{any*}` and `{coordinates*2}` are all `:name`. */
function pathOf(path: string): string {
  const segments = path.replace(/\{(\w+)[^}]*\}/g, ':$1').split('/').filter((segment) => segment !== '');
  return `/${segments.join('/')}`;
}

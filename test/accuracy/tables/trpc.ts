import type { RouteRow, UnknownRoute } from '../truth.ts';

type Type = 'query' | 'mutation' | 'subscription';
interface Procedure { readonly _def: { readonly procedure?: true; readonly type?: Type; readonly query?: true; readonly mutation?: true; readonly subscription?: true } }
interface Lazy { readonly load: () => Promise<void> }
interface Router {
  readonly _def: { readonly procedures: Readonly<Record<string, Procedure>>; readonly record?: Readonly<Record<string, unknown>>; readonly lazy?: Readonly<Record<string, Lazy>>; readonly _config: { readonly pathSeparator?: string } };
}

/** Procedures of a tRPC router (10 or 11) where it is served, lazy routers loaded. Subscriptions are server-sent events in tRPC 11; tRPC 10 has them on WebSocket only. */
export async function trpcRoutes(router: unknown, mount: string): Promise<readonly RouteRow[]> {
  const { _def } = router as Router;
  for (let rest = Object.values(_def.lazy ?? {}); rest.length > 0; rest = Object.values(_def.lazy ?? {})) for (const { load } of rest) await load();
  const separator = _def._config.pathSeparator ?? '.';
  // In tRPC 10 `procedures` is flat; in tRPC 11 what was lazy is only in the nested record.
  return [...proceduresOf(_def.record ?? _def.procedures, [])].flatMap(([names, procedure]) => {
    const method = methodOf(procedure);
    return method === undefined ? [] : [{ method, path: `${mount}/${names.join(separator)}` }];
  });
}

function* proceduresOf(record: Readonly<Record<string, unknown>>, above: readonly string[]): Generator<readonly [readonly string[], Procedure]> {
  for (const [key, item] of Object.entries(record)) {
    const names = [...above, key];
    if (typeof item === 'function') yield [names, item as unknown as Procedure];
    else yield* proceduresOf((item as Partial<Router>)._def?.record ?? item as Readonly<Record<string, unknown>>, names);
  }
}

function methodOf({ _def }: Procedure): string | undefined {
  // Only tRPC 10 marks procedures this way.
  if (_def.subscription === true) return undefined;
  if (_def.type !== undefined) return _def.type === 'mutation' ? 'POST' : 'GET';
  return _def.query === true ? 'GET' : _def.mutation === true ? 'POST' : undefined;
}

/** Every row answers over HTTP: tRPC knows the path, and takes this method for it. */
export async function mustAnswer(rows: readonly RouteRow[], ask: (method: string, path: string) => Promise<Response>): Promise<void> {
  for (const { method, path } of rows) {
    const { status } = await ask(method, path);
    if (status === 404 || status === 405 || status >= 500) throw new Error(`${method} ${path} is answered with ${status}.`);
  }
}

/** Procedures that nobody serves, as the scan must list them. */
export function unserved(rows: readonly RouteRow[]): readonly UnknownRoute[] {
  return rows.map(({ method, path }) => ({ method, path }));
}

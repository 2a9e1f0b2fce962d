import type { RouteMethod } from '../../facts.ts';
import { wrappedHandler } from '../handlers.ts';
import type { RouteRegistration } from '../../graph/routes.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext } from '../recogniser.ts';
import { builder, merged, root, router } from './words.ts';

export type Procedure = Omit<RouteRegistration, 'path'> & { readonly unserved?: string };

/** What stands under one name of a router. */
export type Entry = { readonly key: string } & (
  | { readonly is: 'procedure'; readonly procedure: Procedure }
  | { readonly is: 'router'; readonly id: string }
  | { readonly is: 'record'; readonly entries: readonly Entry[] }
);

export interface Router {
  readonly id: string;
  /** Between the names in a URL. */
  readonly separator: string;
  readonly entries: readonly Entry[];
  /** Routers whose entries are its own. */
  readonly includes: readonly string[];
}

interface Found { readonly entries: Entry[]; readonly includes: string[] }

const maxDepth = 8;
const methods: Readonly<Record<string, RouteMethod>> = { query: 'GET', mutation: 'POST', subscription: 'GET' };

export function routers(link: LinkContext): Map<string, Router> {
  return link.scratch('trpc.routers', () => new Map<string, Router>());
}

/** `t.router({ … })` and `t.mergeRouters(a, b)`. */
export function onRouter(call: ExternalCall, link: LinkContext): void {
  const found: Found = { entries: [], includes: [] };
  if (call.method === 'mergeRouters') found.includes.push(...call.args.flatMap(routersIn));
  else if (call.args[0] !== undefined) collect(call.args[0], found, link, 0);
  const settings = call.on === undefined ? undefined : link.argumentsOf(call.on)[0];
  routers(link).set(call.id, { id: call.id, separator: settings?.prop('pathSeparator')?.string() ?? '.', ...found });
}

/** Ids of the routers a value can be. */
export function routersIn(argument: Argument): readonly string[] {
  return argument.external().filter(isRouter).map(({ id }) => id);
}

function isRouter({ path }: ExternalOrigin): boolean {
  return path === router || path === merged;
}

/** Entries of a record: an object literal with what is spread into it, or a module taken as a whole. */
function collect(argument: Argument, found: Found, link: LinkContext, depth: number): void {
  if (depth > maxDepth) return;
  for (const origin of argument.origins()) {
    if (origin.is === 'ns') {
      for (const [key, value] of Object.entries(link.linker.model(origin.file).exports)) found.entries.push(...entriesOf(key, link.argument(origin.file, value), link, depth));
    } else if (origin.is === 'ext') {
      // `...orders._def.procedures`
      const owner = /\._def\.(?:procedures|record)$/.test(origin.path) ? origin.from?.from : undefined;
      if (owner !== undefined && isRouter(owner)) found.includes.push(owner.id);
    }
  }
  const record = argument.entries();
  for (const spread of argument.spreads()) collect(spread, found, link, depth + 1);
  for (const [key, value] of record?.items ?? []) found.entries.push(...entriesOf(key, value, link, depth));
}

function entriesOf(key: string, value: Argument, link: LinkContext, depth: number): readonly Entry[] {
  const origins = value.origins();
  const direct = origins.flatMap((origin): readonly Entry[] => (origin.is === 'ext' ? entryOf(key, origin, link) : []));
  if (direct.length > 0 || !origins.some(({ is }) => is === 'obj' || is === 'ns')) return direct;
  const inner: Found = { entries: [], includes: [] };
  collect(value, inner, link, depth + 1);
  return [{ key, is: 'record', entries: inner.entries }];
}

function entryOf(key: string, origin: ExternalOrigin, link: LinkContext): readonly Entry[] {
  if (isRouter(origin)) return [{ key, is: 'router', id: origin.id }];
  if (origin.path === '@trpc/server.lazy()') return lazyRouters(origin, link).map((id) => ({ key, is: 'router', id }));
  const kind = origin.path.startsWith(`${builder}.`) ? origin.path.slice(builder.length + 1, -2) : '';
  const method = methods[kind];
  const procedure = method === undefined ? undefined : procedureOf(kind, method, origin, link);
  return procedure === undefined ? [] : [{ key, is: 'procedure', procedure }];
}

/** `lazy(() => import('./admin.js'))`: a module whose only router is meant, or the router itself. */
function lazyRouters(origin: ExternalOrigin, link: LinkContext): readonly string[] {
  const loaded = (link.argumentsOf(origin)[0]?.results() ?? []).flatMap((made) => made.origins());
  return loaded.flatMap((made) => {
    if (made.is === 'ext') return isRouter(made) ? [made.id] : [];
    return made.is === 'ns' ? Object.values(link.linker.model(made.file).exports).flatMap((value) => routersIn(link.argument(made.file, value))) : [];
  });
}

function procedureOf(kind: string, method: RouteMethod, origin: ExternalOrigin, link: LinkContext): Procedure | undefined {
  const at = link.placeOf(origin);
  const resolver = link.argumentsOf(origin)[0];
  if (at === undefined || resolver === undefined || origin.site === undefined) return undefined;
  const handler = wrappedHandler(resolver);
  const steps = stepsOf(origin, link);
  const middleware = steps.flatMap(({ name, args }) => (name === 'use' ? args : []));
  const isTen = /^[\^~]?10\b/.test(link.dependencyRange(at.file, '@trpc/server') ?? '');
  return {
    framework: 'trpc', method, at, pos: 0,
    ...(handler === undefined ? {} : { handler }),
    handlerText: resolver.describe(),
    middleware: middleware.map((item) => item.describe()),
    middlewareFunctions: middleware.flatMap((item) => wrappedHandler(item) ?? []),
    declaresBodySchema: steps.some(({ name }) => name === 'input'),
    ...(kind === 'subscription' && isTen ? { unserved: 'tRPC 10 serves subscriptions over WebSocket only' } : {}),
  };
}

/** The calls on the builder that lead to a procedure, first to last: `.input(…)`, `.use(…)`. */
function stepsOf(origin: ExternalOrigin, link: LinkContext): readonly { readonly name: string; readonly args: readonly Argument[] }[] {
  const found: { name: string; args: readonly Argument[] }[] = [];
  for (let step = origin.from?.from; step?.from !== undefined && step.from.path !== root; step = step.from.from) {
    found.unshift({ name: step.from.path.slice(step.from.path.lastIndexOf('.') + 1), args: link.argumentsOf(step) });
  }
  return found;
}

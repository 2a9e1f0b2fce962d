import type { FunctionRef, Route, RouteMethod, Span } from '../facts.ts';
import { emptyPath, joinPathTexts, normalisePath, type PathText } from './paths.ts';

/** A place on an application: where, and in which order within its file. */
interface Registered { readonly at: Span; readonly pos: number; readonly fn?: string }

export interface RouteRegistration extends Registered {
  readonly framework: string;
  readonly method: RouteMethod;
  readonly path: PathText;
  readonly fn?: string;
  readonly handler?: FunctionRef;
  readonly handlerText?: string;
  readonly middleware: readonly string[];
  readonly middlewareFunctions: readonly FunctionRef[];
  readonly declaresBodySchema: boolean;
}

interface Mount extends Registered {
  readonly parent: string;
  readonly prefix: PathText;
  readonly child: string;
  readonly middleware: readonly string[];
  readonly functions?: readonly FunctionRef[];
  /** The framework copies what the child holds at this moment: what is added to it afterwards is never served through this mount. */
  readonly copies?: boolean;
}
interface Use extends Registered { readonly prefix: PathText; readonly names: readonly string[]; readonly functions: readonly FunctionRef[]; readonly isErrorHandler: boolean }
interface RouterNode { readonly id: string; isRoot: boolean; prefix: PathText; readonly routes: RouteRegistration[]; readonly uses: Use[] }

const maxDepth = 12;

/** Routers, what is registered on them, and where they are mounted; `flatten` turns it into full paths. Order of mounting does not matter. */
export class RouteGraph {
  readonly #nodes = new Map<string, RouterNode>();
  readonly #mounts = new Map<string, Mount[]>();

  node(id: string): RouterNode {
    let node = this.#nodes.get(id);
    if (node === undefined) this.#nodes.set(id, (node = { id, isRoot: false, prefix: emptyPath, routes: [], uses: [] }));
    return node;
  }

  /** An application: its paths start at `/` (or at `prefix`), unless it is itself mounted somewhere. */
  root(id: string, prefix: PathText = emptyPath): void {
    const node = this.node(id);
    node.isRoot = true;
    if (prefix.path !== '' || !prefix.resolved) node.prefix = prefix;
  }

  /** A router's own prefix (`new Router({ prefix })`). */
  prefix(id: string, prefix: PathText): void {
    this.node(id).prefix = prefix;
  }

  route(id: string, route: RouteRegistration): void {
    this.node(id).routes.push(route);
  }

  use(id: string, use: Use): void {
    this.node(id).uses.push(use);
  }

  mount(mount: Mount): void {
    this.node(mount.parent);
    this.node(mount.child);
    const list = this.#mounts.get(mount.child);
    if (list === undefined) this.#mounts.set(mount.child, [mount]);
    else if (!list.some((m) => m.parent === mount.parent && m.prefix.path === mount.prefix.path)) list.push(mount);
  }

  /** Whether a route or mount of an application is written after `pos` in the same function: across functions the text says nothing about the order. */
  registeredBeforeRoutes(id: string, file: string, pos: number, fn: string | undefined): boolean {
    const later = (r: Registered): boolean => r.at.file === file && r.fn === fn && r.pos > pos;
    return this.node(id).routes.some(later) || [...this.#mounts.values()].flat().some((m) => m.parent === id && later(m));
  }

  hasRoutes(id: string): boolean {
    return this.node(id).routes.length > 0 || [...this.#mounts.values()].flat().some((m) => m.parent === id);
  }

  flatten(): Route[] {
    const found: Route[] = [];
    for (const node of this.#nodes.values()) {
      if (node.routes.length === 0) continue;
      const places = this.#places(node, [], 0, new Set());
      const copied = this.#isCopied(node, new Set());
      for (const route of node.routes) for (const place of copied ? this.#places(node, [route], 0, new Set()) : places) found.push(makeRoute(route, place, node));
    }
    return dedupe(found);
  }

  /** Whether any mount above copies, so that the order of registration matters. */
  #isCopied(node: RouterNode, seen: Set<string>): boolean {
    if (seen.has(node.id)) return false;
    seen.add(node.id);
    return (this.#mounts.get(node.id) ?? []).some((mount) => mount.copies === true || this.#isCopied(this.node(mount.parent), seen));
  }

  /** Every place a router ends up at; `since` is what was registered below and not copied yet. */
  #places(node: RouterNode, since: readonly Registered[], depth: number, seen: ReadonlySet<string>): Place[] {
    const mounts = this.#mounts.get(node.id) ?? [];
    if ((node.isRoot && mounts.length === 0) || depth > maxDepth || seen.has(node.id)) return [{ prefix: node.prefix, middleware: [], functions: [] }];
    const serving = mounts.filter((mount) => mount.copies !== true || !since.some((registered) => isAfter(registered, mount)));
    if (serving.length === 0) {
      const because = mounts.length === 0 ? 'the router is not mounted anywhere in the project' : 'it is added after its router was mounted, and mounting copies';
      return [{ prefix: { path: node.prefix.path, resolved: false, because }, middleware: [], functions: [] }];
    }
    return serving.flatMap((mount) => {
      const parent = this.node(mount.parent);
      return this.#places(parent, mount.copies === true ? [mount] : [...since, mount], depth + 1, new Set([...seen, node.id])).map((place) => ({
        prefix: joinPathTexts(joinPathTexts(place.prefix, mount.prefix), node.prefix),
        middleware: [...place.middleware, ...usesBefore(parent, mount, mount.prefix).flatMap((use) => use.names), ...mount.middleware],
        functions: [...place.functions, ...usesBefore(parent, mount, mount.prefix).flatMap((use) => use.functions), ...mount.functions ?? []],
      }));
    });
  }
}

/** The text says the order only inside one function of one file. */
function isAfter(registered: Registered, mount: Registered): boolean {
  return registered.at.file === mount.at.file && registered.fn === mount.fn && registered.pos > mount.pos;
}

interface Place { readonly prefix: PathText; readonly middleware: readonly string[]; readonly functions: readonly FunctionRef[] }

function usesBefore(node: RouterNode, registered: Registered, path: PathText): readonly Use[] {
  const target = normalisePath(path.path);
  return node.uses.filter((use) => {
    if (use.isErrorHandler || use.at.file !== registered.at.file || use.pos >= registered.pos) return false;
    const prefix = normalisePath(use.prefix.path);
    return prefix === '/' || target === prefix || target.startsWith(`${prefix}/`);
  });
}

function makeRoute(route: RouteRegistration, place: Place, node: RouterNode): Route {
  const path = joinPathTexts(place.prefix, route.path);
  const uses = usesBefore(node, route, route.path);
  return {
    kind: 'route',
    framework: route.framework,
    method: route.method,
    path: normalisePath(path.path),
    resolved: path.resolved,
    ...(path.because === undefined ? {} : { unresolvedBecause: path.because }),
    ...(route.handler === undefined ? {} : { handler: route.handler }),
    ...(route.handlerText === undefined ? {} : { handlerText: route.handlerText }),
    middleware: [...place.middleware, ...uses.flatMap((use) => use.names), ...route.middleware],
    middlewareFunctions: [...place.functions, ...uses.flatMap((use) => use.functions), ...route.middlewareFunctions],
    declaresBodySchema: route.declaresBodySchema,
    at: route.at,
    ...(route.fn === undefined ? {} : { fn: route.fn }),
  };
}

function dedupe(routes: readonly Route[]): Route[] {
  const seen = new Set<string>();
  return routes.filter((route) => {
    const key = `${route.method} ${route.path} ${route.at.file}:${route.at.line}:${route.at.column}:${route.at.endLine}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

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
  readonly hooks?: readonly Hook[];
  readonly declaresBodySchema: boolean;
}

/** Middleware with a place in a request's life cycle: everything of one phase, from the application down to the route, runs before the next phase. */
export interface Hook { readonly phase: number; readonly name: string; readonly fn?: FunctionRef }

interface Mount extends Registered {
  readonly parent: string;
  readonly prefix: PathText;
  readonly child: string;
  readonly middleware: readonly string[];
  readonly functions?: readonly FunctionRef[];
  /** The framework copies what the child holds at this moment: what is added to it afterwards is never served through this mount. */
  readonly copies?: boolean;
  /** What the child uses, the parent uses: they are one context (a plugin wrapped by fastify-plugin). */
  readonly shared?: boolean;
  /** The child is complete before the next statement runs, so that later hooks of the parent do not reach it. */
  readonly awaited?: boolean;
}
interface Use extends Registered {
  readonly prefix: PathText;
  readonly names: readonly string[];
  readonly functions: readonly FunctionRef[];
  readonly hooks?: readonly Hook[];
  readonly isErrorHandler: boolean;
  /** Reaches what is registered before it, too. */
  readonly anywhere?: boolean;
}
interface RouterNode { readonly id: string; isRoot: boolean; prefix: PathText; unmounted?: string; readonly routes: RouteRegistration[]; readonly uses: Use[] }

const maxDepth = 12;

/** Routers, what is registered on them, and where they are mounted; `flatten` turns it into full paths. Order of mounting does not matter. */
export class RouteGraph {
  readonly #nodes = new Map<string, RouterNode>();
  readonly #mounts = new Map<string, Mount[]>();
  /** Mounts of children that share their parent's context, by parent. */
  readonly #shared = new Map<string, Mount[]>();

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

  /** Why paths of a router that nobody mounts are not known, where the general sentence does not fit. */
  unmounted(id: string, because: string): void {
    this.node(id).unmounted = because;
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
    if (mount.shared === true) this.#shared.set(mount.parent, [...(this.#shared.get(mount.parent) ?? []), mount]);
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
      for (const route of node.routes) for (const place of copied ? this.#places(node, [route], 0, new Set()) : places) found.push(this.#makeRoute(route, place));
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
    if ((node.isRoot && mounts.length === 0) || depth > maxDepth || seen.has(node.id)) return [{ prefix: node.prefix, before: nothing, context: [node] }];
    const serving = mounts.filter((mount) => mount.copies !== true || !since.some((registered) => isAfter(registered, mount)));
    if (serving.length === 0) {
      const because = mounts.length === 0 ? node.unmounted ?? 'the router is not mounted anywhere in the project' : 'it is added after its router was mounted, and mounting copies';
      return [{ prefix: { path: node.prefix.path, resolved: false, because }, before: nothing, context: [node] }];
    }
    return serving.flatMap((mount) => {
      const parent = this.node(mount.parent);
      return this.#places(parent, mount.copies === true ? [mount] : [...since, mount], depth + 1, new Set([...seen, node.id])).map((place): Place => {
        const prefix = joinPathTexts(joinPathTexts(place.prefix, mount.prefix), node.prefix);
        if (mount.shared === true) return { prefix, before: place.before, context: [...place.context, node] };
        return { prefix, before: joined(place.before, ...this.#usesBefore(place.context, mount, mount.prefix), { names: mount.middleware, functions: mount.functions ?? [] }), context: [node] };
      });
    });
  }

  #usesBefore(context: readonly RouterNode[], registered: Registered & { readonly awaited?: boolean }, path: PathText): readonly Before[] {
    const target = normalisePath(path.path);
    const uses = new Set(context.flatMap((node) => this.#usesOf(node, new Set())));
    return [...uses].filter((use) => reaches(use, registered, target));
  }

  /** Uses of a router and of the children that share its context. A child is loaded after the statements around it have run, unless it is awaited. */
  #usesOf(node: RouterNode, seen: Set<string>): readonly Use[] {
    if (seen.has(node.id)) return [];
    seen.add(node.id);
    const uses = [...node.uses];
    for (const mount of this.#shared.get(node.id) ?? []) {
      const next = mount.awaited === true ? uses.findIndex((use) => use.at.file === mount.at.file && use.pos > mount.pos) : -1;
      uses.splice(next < 0 ? uses.length : next, 0, ...this.#usesOf(this.node(mount.child), seen));
    }
    return uses;
  }

  #makeRoute(route: RouteRegistration, place: Place): Route {
    const path = joinPathTexts(place.prefix, route.path);
    const own: Before = { names: route.middleware, functions: route.middlewareFunctions, ...(route.hooks === undefined ? {} : { hooks: route.hooks }) };
    const before = joined(place.before, ...this.#usesBefore(place.context, route, route.path), own);
    const hooks = [...(before.hooks ?? [])].sort((a, b) => a.phase - b.phase);
    return {
      kind: 'route',
      framework: route.framework,
      method: route.method,
      path: normalisePath(path.path),
      resolved: path.resolved,
      ...(path.because === undefined ? {} : { unresolvedBecause: path.because }),
      ...(route.handler === undefined ? {} : { handler: route.handler }),
      ...(route.handlerText === undefined ? {} : { handlerText: route.handlerText }),
      middleware: [...before.names, ...hooks.map(({ name }) => name)],
      middlewareFunctions: [...before.functions, ...hooks.flatMap(({ fn }) => fn ?? [])],
      declaresBodySchema: route.declaresBodySchema,
      at: route.at,
      ...(route.fn === undefined ? {} : { fn: route.fn }),
    };
  }
}

/** The text says the order only inside one function of one file. */
function isAfter(registered: Registered, mount: Registered): boolean {
  return registered.at.file === mount.at.file && registered.fn === mount.fn && registered.pos > mount.pos;
}

/** What runs before something, and the routers whose uses still count below: one, or several that share a context. */
interface Place { readonly prefix: PathText; readonly before: Before; readonly context: readonly RouterNode[] }
interface Before { readonly names: readonly string[]; readonly functions: readonly FunctionRef[]; readonly hooks?: readonly Hook[] }

const nothing: Before = { names: [], functions: [] };

function joined(...parts: readonly Before[]): Before {
  return { names: parts.flatMap(({ names }) => names), functions: parts.flatMap(({ functions }) => functions), hooks: parts.flatMap(({ hooks }) => hooks ?? []) };
}

function reaches(use: Use, registered: Registered & { readonly awaited?: boolean }, target: string): boolean {
  if (use.isErrorHandler) return false;
  const isLater = use.at.file === registered.at.file && use.pos >= registered.pos;
  if (use.anywhere === true ? isLater && registered.awaited === true && use.fn === registered.fn : isLater || use.at.file !== registered.at.file) return false;
  const prefix = normalisePath(use.prefix.path);
  return prefix === '/' || target === prefix || target.startsWith(`${prefix}/`);
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

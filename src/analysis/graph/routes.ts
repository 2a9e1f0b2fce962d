import type { FunctionRef, Route, RouteMethod, Span } from '../facts.ts';
import { type Hook, type Level, middlewareOf, type Use } from './middleware.ts';
import type { Order, Registered } from './order.ts';
import { untagged } from '../resolve/makers.ts';
import { emptyPath, joinPathTexts, normalisePath, type PathText } from './paths.ts';

export type { Hook } from './middleware.ts';

export interface RouteRegistration extends Registered {
  readonly at: Span;
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
  /** Prefixes of routers do not count, only what applications are mounted at (a regular expression given to @koa/router). */
  readonly ignoresPrefixes?: boolean;
  /** A GraphQL operation: its path is the bare name of its field. */
  readonly isOperation?: boolean;
}

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
interface RouterNode { readonly id: string; isRoot: boolean; prefix: PathText; unmounted?: string; readonly routes: RouteRegistration[]; readonly uses: Use[] }

const maxDepth = 12;

/** Routers, what is registered on them, and where they are mounted; `flatten` turns it into full paths. Order of mounting does not matter. */
export class RouteGraph {
  readonly #nodes = new Map<string, RouterNode>();
  readonly #mounts = new Map<string, Mount[]>();
  /** Mounts of children that share their parent's context, by parent. */
  readonly #shared = new Map<string, Mount[]>();
  /** Routers made by the same call for different callers or instances, by their identity without the tag (see resolve/makers.ts). */
  readonly #siblings = new Map<string, Set<string>>();

  node(id: string): RouterNode {
    let node = this.#nodes.get(id);
    if (node === undefined) {
      this.#nodes.set(id, (node = { id, isRoot: false, prefix: emptyPath, routes: [], uses: [] }));
      const base = untagged(id);
      if (base !== id) this.#siblings.set(base, (this.#siblings.get(base) ?? new Set()).add(id));
    }
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

  /** Every route at every place it is served; `order` says which middleware stands before it. */
  flatten(order: Order): Route[] {
    const found: Route[] = [];
    for (const node of this.#nodes.values()) {
      if (node.routes.length === 0) continue;
      const places = this.#places(node, [], order, 0, new Set());
      const copied = this.#isCopied(node, new Set());
      for (const route of node.routes) for (const place of copied ? this.#places(node, [route], order, 0, new Set()) : places) found.push(this.#makeRoute(route, place, order));
    }
    return dedupe(found);
  }

  /** Mounts of a router; what is not known to be for one caller or instance counts for all of them. */
  #mountsOf(id: string): readonly Mount[] {
    const base = untagged(id);
    const related = base === id ? [...this.#siblings.get(id) ?? []] : [base];
    return [id, ...related].flatMap((other) => this.#mounts.get(other) ?? []);
  }

  #isRoot({ id, isRoot }: RouterNode): boolean {
    return isRoot || this.#nodes.get(untagged(id))?.isRoot === true || [...this.#siblings.get(id) ?? []].some((other) => this.#nodes.get(other)?.isRoot === true);
  }

  /** Whether any mount above copies, so that the order of registration matters. */
  #isCopied(node: RouterNode, seen: Set<string>): boolean {
    if (seen.has(node.id)) return false;
    seen.add(node.id);
    return this.#mountsOf(node.id).some((mount) => mount.copies === true || this.#isCopied(this.node(mount.parent), seen));
  }

  /** Every place a router ends up at; `since` is what was registered below and not copied yet. */
  #places(node: RouterNode, since: readonly Registered[], order: Order, depth: number, seen: ReadonlySet<string>): Place[] {
    const mounts = this.#mountsOf(node.id);
    if ((this.#isRoot(node) && mounts.length === 0) || depth > maxDepth || seen.has(node.id)) return [{ prefix: node.prefix, outer: node.prefix, levels: [], context: node }];
    const serving = mounts.filter((mount) => mount.copies !== true || !since.some((registered) => order(mount, registered) === true));
    if (serving.length === 0) {
      const because = mounts.length === 0 ? node.unmounted ?? 'the router is not mounted anywhere in the project' : 'it is added after its router was mounted, and mounting copies';
      return [{ prefix: { path: node.prefix.path, resolved: false, because }, outer: { path: '', resolved: false, because }, levels: [], context: node }];
    }
    return serving.flatMap((mount) => {
      const parent = this.node(mount.parent);
      return this.#places(parent, mount.copies === true ? [mount] : [...since, mount], order, depth + 1, new Set([...seen, node.id])).map((place): Place => {
        const step = joinPathTexts(mount.prefix, node.prefix);
        const prefix = joinPathTexts(place.prefix, step);
        const outer = mount.copies === true ? place.outer : joinPathTexts(place.outer, mount.prefix);
        const above = place.levels.map((level) => ({ ...level, below: joinPathTexts(level.below, step) }));
        if (mount.shared === true) return { prefix, outer, levels: above, context: place.context };
        const own = { names: mount.middleware, functions: mount.functions ?? [] };
        return { prefix, outer, levels: [...above, { uses: this.#usesOf(place.context, new Set()), registered: mount, below: step, own }], context: node };
      });
    });
  }

  /** Uses of a router and, from where they are mounted, of the children that share its context. A child is loaded after the statements around it have run, unless it is awaited. */
  #usesOf(node: RouterNode, seen: Set<string>): readonly Use[] {
    if (seen.has(node.id)) return [];
    seen.add(node.id);
    // What is used for all callers or instances comes first.
    const base = untagged(node.id);
    const uses = [...(base === node.id ? [] : this.#nodes.get(base)?.uses ?? []), ...node.uses];
    for (const mount of this.#shared.get(node.id) ?? []) {
      const next = mount.awaited === true ? uses.findIndex((use) => use.at.file === mount.at.file && use.pos > mount.pos) : -1;
      const shared = this.#usesOf(this.node(mount.child), seen).map((use) => movedTo(use, mount));
      uses.splice(next < 0 ? uses.length : next, 0, ...shared);
    }
    return uses;
  }

  #makeRoute(route: RouteRegistration, place: Place, order: Order): Route {
    const path = joinPathTexts(route.ignoresPrefixes === true ? place.outer : place.prefix, route.path);
    const own = { names: route.middleware, functions: route.middlewareFunctions, ...(route.hooks === undefined ? {} : { hooks: route.hooks }) };
    const levels: Level[] = place.levels.map((level) => ({ ...level, below: joinPathTexts(level.below, route.path) }));
    const { names, functions } = middlewareOf([...levels, { uses: this.#usesOf(place.context, new Set()), registered: route, below: route.path, own }], order);
    return {
      kind: 'route',
      framework: route.framework,
      method: route.method,
      path: route.isOperation === true ? route.path.path : normalisePath(path.path),
      resolved: path.resolved,
      ...(path.because === undefined ? {} : { unresolvedBecause: path.because }),
      ...(route.handler === undefined ? {} : { handler: route.handler }),
      ...(route.handlerText === undefined ? {} : { handlerText: route.handlerText }),
      middleware: names,
      middlewareFunctions: functions,
      declaresBodySchema: route.declaresBodySchema,
      at: route.at,
      ...(route.fn === undefined ? {} : { fn: route.fn }),
    };
  }
}

/** The routers passed on the way down, and the one whose uses still count below: the router itself, or the one whose context it shares. */
interface Place { readonly prefix: PathText; readonly outer: PathText; readonly levels: readonly Level[]; readonly context: RouterNode }

function movedTo(use: Use, { at, pos, fn }: Mount): Use {
  const moved: { -readonly [K in keyof Use]: Use[K] } = { ...use, at, pos };
  delete moved.fn;
  return fn === undefined ? moved : { ...moved, fn };
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

import type { FunctionRef } from '../facts.ts';
import type { Order, Registered } from './order.ts';
import { normalisePath, type PathText } from './paths.ts';

/** Middleware with a place in a request's life cycle: everything of one phase, from the application down to the route, runs before the next phase. */
export interface Hook {
  readonly phase: number;
  readonly name: string;
  readonly fn?: FunctionRef;
  /** Of hooks with the same slot only the innermost counts (a route's own authentication instead of the default one); without a name it is nothing. */
  readonly slot?: string;
}

interface Before { readonly names: readonly string[]; readonly functions: readonly FunctionRef[]; readonly hooks?: readonly Hook[] }

/** Middleware bound to a router, for a prefix of its paths. */
export interface Use extends Registered, Before {
  readonly prefix: PathText;
  /** Only on this very path, not below it. */
  readonly isExact?: boolean;
  readonly isErrorHandler: boolean;
  /** Reaches what is registered before it, too. */
  readonly anywhere?: boolean;
  /** Those of an earlier pass run first, those of one pass in the order of the calls. */
  readonly pass?: number;
}

/** One router on the way down to a route: what is used on it, what leads further down, and the path from it downwards. */
export interface Level {
  readonly uses: readonly Use[];
  readonly registered: Registered & { readonly awaited?: boolean };
  readonly below: PathText;
  /** Given in the call itself: `app.use('/orders', requireUser, orders)`. */
  readonly own: Before;
}

/** Everything that runs before a handler, outermost router first, in the order it runs; hooks come after the rest, phase by phase. */
export function middlewareOf(levels: readonly Level[], order: Order): { readonly names: readonly string[]; readonly functions: readonly FunctionRef[] } {
  const found = levels.flatMap(({ uses, registered, below, own }): readonly Before[] => {
    const target = segmentsOf(below);
    return [...inOrder(uses.filter((use) => isBefore(use, registered, order) && covers(use, target)), order), own];
  });
  const all = found.flatMap((before) => before.hooks ?? []);
  const hooks = all.filter(({ slot, name }, index) => name !== '' && (slot === undefined || !all.some((other, at) => at > index && other.slot === slot))).sort((a, b) => a.phase - b.phase);
  return {
    names: [...found.flatMap(({ names }) => names), ...hooks.map(({ name }) => name)],
    functions: [...found.flatMap(({ functions }) => functions), ...hooks.flatMap(({ fn }) => fn ?? [])],
  };
}

function isBefore(use: Use, registered: Level['registered'], order: Order): boolean {
  if (use.isErrorHandler) return false;
  const isFirst = order(use, registered) ?? (use.at.file === registered.at.file && use.pos < registered.pos);
  return isFirst || (use.anywhere === true && !(registered.awaited === true && use.fn === registered.fn && use.at.file === registered.at.file));
}

/** The graph collects file by file; what runs first may stand in a file that comes later. */
function inOrder(uses: readonly Use[], order: Order): readonly Use[] {
  const sorted: Use[] = [];
  for (const use of uses) {
    const isNext = (other: Use): boolean => (use.pass === other.pass ? order(use, other) === true : (use.pass ?? 0) < (other.pass ?? 0));
    const at = use.anywhere === true && use.pass === undefined ? -1 : sorted.findIndex(isNext);
    sorted.splice(at < 0 ? sorted.length : at, 0, use);
  }
  return sorted;
}

/** By segments; a parameter of the prefix takes whatever stands there. */
function covers(use: Use, target: readonly string[]): boolean {
  const prefix = segmentsOf(use.prefix);
  if (prefix.length > target.length || (use.isExact === true && prefix.length < target.length)) return false;
  return prefix.every((segment, index) => segment === target[index] || segment.startsWith(':'));
}

/** Without a wildcard at the end: `/api/*` covers what `/api` covers. */
function segmentsOf(path: PathText): readonly string[] {
  const segments = normalisePath(path.path).split('/').filter((segment) => segment !== '');
  return segments.at(-1) === '*' ? segments.slice(0, -1) : segments;
}

import type { PathText } from '../../graph/paths.ts';
import type { Frame } from '../../resolve/frames.ts';
import type { Place } from '../../resolve/model.ts';

/** What a request must be for some code to run. No methods: any; no path: any. */
export interface Condition {
  readonly methods?: readonly string[];
  readonly path?: PathText;
  /** The path is only how it begins. */
  readonly isPrefix?: boolean;
  /** Where the innermost test stands, and for which row of a table it is made. */
  readonly place?: Place;
  readonly row?: Frame;
}

export function pathIs(path: PathText): Condition {
  return { path };
}

/** Both hold, `other` inside of `one`; undefined when that cannot be. */
export function both(one: Condition, other: Condition): Condition | undefined {
  const methods = one.methods === undefined ? other.methods : other.methods === undefined ? one.methods : one.methods.filter((method) => other.methods?.includes(method));
  if (methods?.length === 0) return undefined;
  const path = one.path === undefined ? other : other.path === undefined ? one : narrower(one, other);
  if (path === undefined) return undefined;
  const place = other.place ?? one.place;
  const row = other.row ?? one.row;
  return {
    ...(methods === undefined ? {} : { methods }), ...(path.path === undefined ? {} : { path: path.path, ...(path.isPrefix === true ? { isPrefix: true } : {}) }),
    ...(place === undefined ? {} : { place }), ...(row === undefined ? {} : { row }),
  };
}

function narrower(one: Condition, other: Condition): Condition | undefined {
  const [outer, inner] = one.isPrefix === true || other.isPrefix !== true ? [one, other] : [other, one];
  const from = outer.path?.path ?? '';
  const to = inner.path?.path ?? '';
  if (outer.isPrefix === true) return to.startsWith(from) ? inner : inner.isPrefix === true && from.startsWith(to) ? outer : undefined;
  // A path with parameters and a literal one cannot be compared: what is asked last counts.
  return from === to || from.includes(':') || to.includes(':') || from.includes('${}') || to.includes('${}') ? inner : undefined;
}

/** The path as a route has it. */
export function routePath({ path, isPrefix }: Condition): PathText | undefined {
  return path === undefined || isPrefix !== true ? path : { ...path, path: `${path.path}*` };
}

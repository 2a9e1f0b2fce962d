import type { RouteRow } from '../truth.ts';

/** What `inspectRoutes` of `hono/dev` says about one handler. */
interface Inspected { readonly method: string; readonly path: string; readonly name: string; readonly isMiddleware: boolean }

/** The routes of a Hono application by its own inspection (`inspectRoutes(app)`): handlers, each with the middleware that stands before it and matches. */
export function honoRoutes(inspected: readonly Inspected[], prefix = ''): readonly RouteRow[] {
  return inspected.flatMap((row, index) => {
    if (row.isMiddleware) return [];
    const before = inspected.slice(0, index).filter((other) => other.isMiddleware && (other.method === 'ALL' || other.method === row.method) && covers(other.path, row.path));
    return [{ method: row.method, path: named(`${prefix}${row.path}`), middleware: before.map(nameOf), handler: nameOf(row) }];
  });
}

function nameOf({ name }: Inspected): string {
  return name.startsWith('[') ? '' : name;
}

/** By segments: `*` at the end takes the rest, a parameter whatever stands there. */
function covers(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  const isOpen = wanted.at(-1) === '*';
  if (isOpen ? given.length < wanted.length - 1 : given.length !== wanted.length) return false;
  return wanted.slice(0, isOpen ? -1 : undefined).every((segment, index) => segment === given[index] || segment.startsWith(':'));
}

/** `:id{[0-9]+}` and `:id?` are `:id`. */
function named(path: string): string {
  return path.replace(/:(\w+)(?:\{(?:[^{}]|\{[^{}]*\})*\})?\??/g, ':$1').replace(/(.)\/$/, '$1');
}

import type { ProjectFacts, Route, Span } from '../../src/analysis/facts.ts';
import type { CallRow, RouteRow, TruthDocument } from './truth.ts';

/** How scan and runtime agree on one framework or library of one backend. */
export interface Comparison {
  /** Framework or library. */
  readonly name: string;
  /** Listed by the scan, and how many of these the runtime confirms. */
  readonly found: number;
  readonly confirmed: number;
  /** There at run time, and how many of these the scan has. */
  readonly real: number;
  readonly recognised: number;
  /** One line each, with file:line where there is one. */
  readonly differences: readonly string[];
}

/**
 * Routes as sets of "METHOD path", both ways; those declared unknowable must be listed as unresolved with their partial path.
 * Where the framework tells which functions run, in which order, the scan must say the same.
 */
export function compareRoutes(project: ProjectFacts, truth: TruthDocument): readonly Comparison[] {
  const frameworks = new Set([...project.routes, ...truth.routes, ...truth.unknown].map(({ framework }) => framework));
  return [...frameworks].sort().map((name) => {
    const own = <T extends { framework: string }>(rows: readonly T[]): readonly T[] => rows.filter(({ framework }) => framework === name);
    const unknown = own(truth.unknown);
    const hidden = new Set(unknown.flatMap(({ method, runtime }) => (runtime === undefined ? [] : [`${method} ${runtime}`])));
    const table = new Map(own(truth.routes).map((row) => [`${row.method} ${row.path}`, row]));
    const real = new Set([...table.keys()].filter((row) => !hidden.has(row)).concat(unknown.map(({ method, path }) => `${method} ${path} (unresolved)`)));
    const found = new Map(own(project.routes).map((route) => [`${route.method} ${route.path}${route.resolved ? '' : ' (unresolved)'}`, route]));
    const agreed = [...found.keys()].filter((row) => real.has(row)).length;
    return {
      name, found: found.size, confirmed: agreed, real: real.size, recognised: agreed,
      differences: [
        ...[...hidden].filter((row) => !table.has(row)).map((row) => `${row}: declared unknowable, and not in the route table`),
        ...[...real].filter((row) => !found.has(row)).sort().map((row) => `${row}: at run time, not in the scan`),
        ...[...found].filter(([row]) => !real.has(row)).map(([row, { at }]) => `${row}: in the scan (${at.file}:${at.line}), not at run time`),
        ...[...found].flatMap(([row, route]) => otherFunctions(row, route, table.get(row))),
      ],
    };
  });
}

function otherFunctions(name: string, route: Route, row: RouteRow | undefined): readonly string[] {
  const differences: string[] = [];
  const where = `${name} (${route.at.file}:${route.at.line})`;
  if (row?.middleware !== undefined && !isSame(route.middleware, row.middleware)) {
    differences.push(`${where}: runs ${list(row.middleware)} before the handler, ${list(route.middleware)} in the scan`);
  }
  if (row?.handler !== undefined && !isSame([route.handlerText ?? ''], [row.handler])) differences.push(`${where}: is handled by ${row.handler}, by ${route.handlerText ?? 'nobody'} in the scan`);
  return differences;
}

/** What people would call it against what the function calls itself: only plain names can differ (`this.list` and `list` do not, `guard('admin')` may be called anything). */
function isSame(described: readonly string[], names: readonly string[]): boolean {
  return described.length === names.length && described.every((text, index) => {
    const name = names[index]?.replace(/^bound /, '') ?? '';
    return name === '' || !/^[\w$.]+$/.test(text) || text.split('.').at(-1) === name;
  });
}

function list(names: readonly string[]): string {
  return `[${names.map((name) => name || '(inline)').join(', ')}]`;
}

interface StaticCall { readonly library: string; readonly operation: string; readonly target?: string; readonly at: Span }

/** Data calls, uses of a cache (`cache get`) and of queues (`produce`, `consume`, `queue`): an executed call belongs to the smallest static one of its file, library, operation (and target, where both know it) that spans its line. */
export function compareCalls(project: ProjectFacts, truth: TruthDocument): readonly Comparison[] {
  const calls: readonly StaticCall[] = [
    ...project.dataCalls,
    ...project.caches.map(({ library, operation, at }) => ({ library, operation: `cache ${operation}`, at })),
    ...project.queues.map(({ library, what: operation, name, at }) => ({ library, operation, ...(name === undefined ? {} : { target: name }), at })),
  ];
  return [...new Set([...calls, ...truth.calls].map(({ library }) => library))].sort().map((name) => {
    const found = calls.filter(({ library }) => library === name);
    const real = truth.calls.filter(({ library }) => library === name);
    const confirmed = new Set<StaticCall>();
    const missing: CallRow[] = [];
    for (const row of real) {
      const match = smallest(found.filter((call) => spans(call, row) && fits(call, row)));
      if (match === undefined) missing.push(row);
      else confirmed.add(match);
    }
    return {
      name, found: found.length, confirmed: confirmed.size, real: real.length, recognised: real.length - missing.length,
      differences: [
        ...missing.map((row) => `${row.file}:${row.line} ${what(row)}: executed, ${instead(found.find((call) => spans(call, row)))}`),
        ...found.filter((call) => !confirmed.has(call)).map((call) => `${call.at.file}:${call.at.line} ${what(call)}: in the scan, not executed`),
      ].sort(),
    };
  });
}

function fits(call: StaticCall, row: CallRow): boolean {
  return call.operation === row.operation && (call.target === undefined || row.target === undefined || call.target === row.target);
}

function spans({ at }: StaticCall, row: CallRow): boolean {
  return [row, ...row.built ?? []].some(({ file, line }) => at.file === file && at.line <= line && line <= at.endLine);
}

function smallest(calls: readonly StaticCall[]): StaticCall | undefined {
  return [...calls].sort((a, b) => (a.at.endLine - a.at.line) - (b.at.endLine - b.at.line))[0];
}

function what({ operation, target }: { readonly operation: string; readonly target?: string }): string {
  return target === undefined ? operation : `${operation} ${target}`;
}

function instead(call: StaticCall | undefined): string {
  return call === undefined ? 'not in the scan' : `in the scan as ${what(call)}`;
}

import type { FunctionRef, RouteMethod } from '../../facts.ts';
import { forEachRowOf } from '../../graph/tables.ts';
import { span } from '../../graph/span.ts';
import type { BranchModel, CallModel, FileModel, Place, ValueId } from '../../resolve/model.ts';
import type { Argument, LinkContext } from '../recogniser.ts';
import { both, routePath, type Condition } from './conditions.ts';
import { conditionOfKey, conditionsOf, partOf } from './request-parts.ts';

/** A route of a plain server: the condition of a branch, and what runs there. */
interface Found { readonly condition: Condition; readonly file: string; readonly place: Place; readonly fn: number; readonly pos: number; readonly runs?: Argument }

/** Code between two offsets that runs under one of these conditions, and the branches inside of it. */
interface Region { readonly from: number; readonly to: number; readonly fn: number; readonly place: Place; readonly alternatives: readonly Condition[]; readonly inner: Region[] }

interface Reading { readonly link: LinkContext; readonly file: string; readonly model: FileModel; readonly seen: ReadonlySet<string>; readonly within: (fn: number) => boolean }

const request = 'node:http.IncomingMessage!';
const methods = new Set<string>(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);
const maxCalls = 6;

/** Registers on `server` what a request listener distinguishes by method and path. */
export function registerListener(server: string, file: string, fn: number, link: LinkContext): void {
  link.routes.root(server);
  for (const found of readFunction(link, file, fn, [{}], new Set())) {
    const path = routePath(found.condition);
    if (path === undefined) continue;
    const handler = handlerOf(found);
    const verbs = found.condition.methods?.filter((method) => methods.has(method)) ?? ['ALL'];
    for (const method of verbs) {
      link.routes.route(server, {
        framework: 'node:http', method: method as RouteMethod, path, at: span(found.file, found.place), pos: found.pos, ...(found.fn < 0 ? {} : { fn: `${found.file}#${found.fn}` }),
        ...handler, middleware: [], middlewareFunctions: [], declaresBodySchema: false,
      });
    }
  }
}

function handlerOf({ runs }: Found): { readonly handler?: FunctionRef; readonly handlerText: string } {
  if (runs === undefined) return { handlerText: '(inline)' };
  const handler = runs.fn();
  return { ...(handler === undefined ? {} : { handler }), handlerText: runs.describe() };
}

function readFunction(link: LinkContext, file: string, fn: number, given: readonly Condition[], seen: ReadonlySet<string>): readonly Found[] {
  const key = `${file}#${fn}`;
  const model = link.linker.model(file);
  const place = model.functions[fn]?.place;
  if (seen.has(key) || seen.size >= maxCalls || place === undefined) return [];
  const within = (inner: number): boolean => inner === fn || (inner >= 0 && within(model.functions[inner]?.parent ?? -1));
  const reading: Reading = { link, file, model, seen: new Set([...seen, key]), within };
  const whole: Region = { from: 0, to: Infinity, fn, place, alternatives: given, inner: [] };
  const regions = regionsOf(reading);
  for (const [index, region] of regions.entries()) {
    const around = regions.slice(0, index).findLast((outer) => outer.from <= region.from && region.to <= outer.to);
    (around ?? whole).inner.push(region);
  }
  return readRegion(reading, whole, given, true);
}

/** The branches of a function that ask something of the request, outer ones first. */
function regionsOf({ link, file, model, within }: Reading): readonly Region[] {
  const regions = new Map<string, Region>();
  for (const branch of model.branches ?? []) {
    const conditions = within(branch.fn) ? conditionsOfBranch(link, file, branch) : [];
    if (conditions.length === 0) continue;
    const key = `${branch.from}:${branch.to}`;
    const known = regions.get(key);
    regions.set(key, { ...branch, alternatives: [...(known?.alternatives ?? []), ...conditions], inner: [] });
  }
  return [...regions.values()].sort((a, b) => a.from - b.from || b.to - a.to);
}

/** Once per row of a table that is gone through (`for (const route of routes) if (route.path === url.pathname) …`). Tests about something else say nothing. */
function conditionsOfBranch(link: LinkContext, file: string, { tests, place }: BranchModel): readonly Condition[] {
  const found: Condition[] = [];
  forEachRowOf(link.linker, file, tests.flatMap(([, of, literals]) => [of, ...literals]), () => {
    const asked = tests.flatMap((test) => {
      const alternatives = conditionsOf(link, file, test);
      return alternatives === undefined ? [] : [alternatives];
    });
    if (asked.length > 0) found.push(...asked.reduce<readonly Condition[]>((all, next) => product(all, next), [{ place, ...(link.linker.frame === undefined ? {} : { row: link.linker.frame }) }]));
  });
  return found;
}

function product(all: readonly Condition[], next: readonly Condition[]): readonly Condition[] {
  return all.flatMap((one) => next.flatMap((other) => both(one, other) ?? []));
}

/** What is inside a branch says more than the branch: it is a route itself only where nothing inside is. */
function readRegion(reading: Reading, region: Region, conditions: readonly Condition[], isWhole: boolean): readonly Found[] {
  const { link, file } = reading;
  const inside = region.inner.flatMap((inner) => {
    const narrowed = product(conditions, inner.alternatives);
    return narrowed.length === 0 ? [] : readRegion(reading, inner, narrowed, false);
  });
  const calls = callsIn(reading, region);
  for (const call of calls) inside.push(...readCall(reading, call, conditions));
  if (isWhole) return inside;
  const last = calls.at(-1);
  const own = conditions.filter((condition) => condition.path !== undefined && !inside.some((found) => isCovered(condition, found.condition)));
  return [...inside, ...own.map((condition): Found => ({
    condition, file, place: condition.place ?? region.place, fn: region.fn, pos: region.from, ...(last === undefined ? {} : { runs: link.linker.within(condition.row, () => link.argument(file, last.callee)) }),
  }))];
}

function isCovered(outer: Condition, inner: Condition): boolean {
  const from = outer.path?.path ?? '';
  const to = inner.path?.path ?? '';
  return from === to || (outer.isPrefix === true && to.startsWith(from));
}

/** Calls directly in a region that hand the request on. */
function callsIn({ link, file, model, within }: Reading, region: Region): readonly CallModel[] {
  return model.calls.filter((call) => within(call.fn) && region.from <= call.pos && call.pos < region.to
    && !region.inner.some((inner) => inner.from <= call.pos && call.pos < inner.to)
    && call.args.some((arg) => link.linker.eval(file, arg).some((origin) => origin.is === 'ext' && origin.path === request)));
}

/** `orders(request, response)` distinguishes further; `handlers[request.url](request, response)` looks into a table. */
function readCall({ link, file, seen }: Reading, call: CallModel, conditions: readonly Condition[]): readonly Found[] {
  const rows = rowsOf(link, file, call.callee, 0);
  if (rows !== undefined) {
    return rows.flatMap((row) => product(conditions, [row.condition]).map((condition): Found => ({
      condition, file, place: call.place, fn: call.fn, pos: call.pos, runs: link.argument(row.file, row.value),
    })));
  }
  return link.linker.eval(file, call.callee).flatMap((origin) => (origin.is === 'fn' ? readFunction(link, origin.file, origin.fn, conditions, seen) : []));
}

interface Row { readonly condition: Condition; readonly file: string; readonly value: ValueId }

/** Rows of a table that is asked for a part of the request: `routes[method][pathname]`, `` routes[`${method} ${url}`] ``, `routes.get(pathname)`. */
function rowsOf(link: LinkContext, file: string, id: ValueId, depth: number): readonly Row[] | undefined {
  const model = link.linker.model(file);
  const value = model.values[id];
  if (value === undefined || depth > 6) return undefined;
  if (value[0] === 'bind') return firstOf(model.bindings[value[1]]?.values ?? [], (made) => rowsOf(link, file, made, depth + 1));
  if (value[0] === 'or') return firstOf(value[1], (made) => rowsOf(link, file, made, depth + 1));
  if (value[0] === 'call') {
    const call = model.calls[value[1]];
    const callee = call === undefined ? undefined : model.values[call.callee];
    const [key] = call?.args ?? [];
    return callee?.[0] === 'mem' && callee[2] === 'get' && key !== undefined ? rowsAt(link, file, callee[1], key, depth) : undefined;
  }
  return value[0] === 'idx' ? rowsAt(link, file, value[1], value[2], depth) : undefined;
}

function rowsAt(link: LinkContext, file: string, table: ValueId, key: ValueId, depth: number): readonly Row[] | undefined {
  const part = partOf(link, file, key);
  if (part === undefined) return undefined;
  const tables = rowsOf(link, file, table, depth + 1) ?? [{ condition: {}, file, value: table }];
  return tables.flatMap((outer) => entriesOf(link, outer).flatMap(([name, inner]) => {
    const asked = conditionOfKey(part, name);
    const condition = asked === undefined ? undefined : both(outer.condition, asked);
    return condition === undefined ? [] : [{ ...inner, condition }];
  }));
}

/** Keys and values of an object literal or of `new Map([…])`. */
function entriesOf(link: LinkContext, { file, value }: { readonly file: string; readonly value: ValueId }): readonly (readonly [string, { readonly file: string; readonly value: ValueId }])[] {
  const argument = link.argument(file, value);
  const map = argument.external().find(({ path }) => path === 'global:Map!');
  if (map === undefined) return argument.entries()?.items.map(([name, item]) => [name, item] as const) ?? [];
  return link.argumentsOf(map)[0]?.items()?.flatMap((pair) => {
    const [key, item] = pair.items() ?? [];
    const name = key?.string();
    return name === undefined || item === undefined ? [] : [[name, item] as const];
  }) ?? [];
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

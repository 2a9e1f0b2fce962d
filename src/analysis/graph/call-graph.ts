import type { FunctionFact, FunctionFacts } from '../facts.ts';
import type { Linker } from '../resolve/linker.ts';
import type { Origin } from '../resolve/origin.ts';

export interface CallGraph {
  callees(fn: string): readonly string[];
  callers(fn: string): readonly string[];
  reach(fn: string, depth: number): ReadonlySet<string>;
  within(fn: string): ReadonlySet<string>;
}

const empty: readonly string[] = [];

/** Functions of the project by who calls them, as plain data: from a function (`<file>#top` for the top of a module) to those it calls. */
export type CallEdges = Readonly<Record<string, readonly string[]>>;

/** Who calls whom inside the project. A call on an interface leads to its implementations; a function handed over counts as called. */
export function callEdges(linker: Linker, files: readonly string[]): CallEdges {
  const edges = new Map<string, Set<string>>();
  const connect = (from: string, to: string): void => {
    const out = edges.get(from);
    if (out === undefined) edges.set(from, new Set([to]));
    else out.add(to);
  };
  const targets = function* (origins: readonly Origin[]): Generator<string> {
    for (const origin of origins) {
      if (origin.is !== 'fn') continue;
      yield `${origin.file}#${origin.fn}`;
      if (origin.self?.is !== 'inst') continue;
      // A call on a base class may run an override.
      const name = linker.model(origin.file).functions[origin.fn]?.name.split('.').at(-1) ?? '';
      for (const { file, cls } of linker.implementersOf(origin.self).slice(0, 4)) {
        const method = linker.model(file).classes[cls]?.methods[name];
        if (method) yield `${file}#${method.fn}`;
      }
    }
  };

  for (const file of files) {
    const model = linker.model(file);
    for (const call of model.calls) {
      const from = call.fn < 0 ? `${file}#top` : `${file}#${call.fn}`;
      for (const to of targets(linker.eval(file, call.callee))) connect(from, to);
      for (const origin of call.form === 'new' ? linker.eval(file, call.callee) : []) {
        const ctor = origin.is === 'cls' ? linker.model(origin.file).classes[origin.cls]?.ctor ?? -1 : -1;
        if (ctor >= 0 && origin.is === 'cls') connect(from, `${origin.file}#${ctor}`);
      }
      for (const arg of call.args) {
        const kind = model.values[arg]?.[0];
        if (kind === 'lit' || kind === 'tpl' || kind === 'obj' || kind === 'unk') continue;
        for (const to of targets(linker.eval(file, arg))) connect(from, to);
      }
    }
  }

  return Object.fromEntries([...edges].map(([from, to]) => [from, [...to]]));
}

/** Questions about call edges; functions written inside others count with them. */
export function createCallGraph(edges: CallEdges, functions: FunctionFacts): CallGraph {
  const childrenIn = new Map<string, ReadonlyMap<string, readonly string[]>>();
  let backwards: ReadonlyMap<string, readonly string[]> | undefined;

  const childrenOf = (fn: string): readonly string[] => {
    const file = fn.slice(0, fn.lastIndexOf('#'));
    let known = childrenIn.get(file);
    if (known === undefined) childrenIn.set(file, (known = childrenByParent(functions.in(file))));
    return known.get(fn) ?? empty;
  };
  const insides = new Map<string, ReadonlySet<string>>();
  const within = (fn: string): ReadonlySet<string> => {
    const known = insides.get(fn);
    if (known !== undefined) return known;
    const found = new Set([fn]);
    for (const id of found) for (const child of childrenOf(id)) found.add(child);
    insides.set(fn, found);
    return found;
  };
  const reaches = new Map<string, ReadonlySet<string>>();
  const reach = (fn: string, depth: number): ReadonlySet<string> => {
    if (depth <= 0) return within(fn);
    const key = `${fn}:${depth}`;
    const known = reaches.get(key);
    if (known !== undefined) return known;
    const found = new Set(within(fn));
    let edge = [...found];
    for (let level = 0; level < depth && edge.length > 0; level++) {
      const next: string[] = [];
      for (const id of edge) {
        for (const callee of edges[id] ?? empty) {
          for (const inner of within(callee)) {
            if (found.has(inner)) continue;
            found.add(inner);
            next.push(inner);
          }
        }
      }
      edge = next;
    }
    reaches.set(key, found);
    return found;
  };

  return {
    callees: (fn) => edges[fn] ?? empty,
    callers: (fn) => (backwards ??= reversed(edges)).get(fn) ?? empty,
    within,
    reach,
  };
}

function childrenByParent(functions: readonly FunctionFact[]): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const { id, parent } of functions) {
    if (parent === undefined) continue;
    const list = children.get(parent);
    if (list === undefined) children.set(parent, [id]);
    else list.push(id);
  }
  return children;
}

function reversed(edges: CallEdges): Map<string, string[]> {
  const callers = new Map<string, string[]>();
  for (const [from, callees] of Object.entries(edges)) {
    for (const to of callees) {
      const list = callers.get(to);
      if (list === undefined) callers.set(to, [from]);
      else list.push(from);
    }
  }
  return callers;
}

import type { FunctionFact, FunctionFacts } from '../facts.ts';
import type { Linker } from '../resolve/linker.ts';
import type { FileModel, ValueId } from '../resolve/model.ts';
import type { Origin } from '../resolve/origin.ts';
import { push } from '../resolve/multimap.ts';

export interface CallGraph {
  callees(fn: string): readonly string[];
  callers(fn: string): readonly string[];
  reach(fn: string, depth: number): ReadonlySet<string>;
  within(fn: string): ReadonlySet<string>;
}

const empty: readonly string[] = [];

type Edges = Readonly<Record<string, readonly string[]>>;

/** Functions of the project by who runs them, as plain data; `<file>#top` is the top of a module. */
export interface CallEdges {
  /** From a function to those it calls; a function handed over counts as called. */
  readonly calls: Edges;
  /** Of these, calls on what a function was itself given (`work()` of a parameter), or on any of many: which of them runs depends on the caller, who counts as calling it. */
  readonly given: Edges;
  /** From a function to the functions written in it that run with it: inline ones that it does not return. */
  readonly inline: Edges;
}

/** More functions than these behind one call: it is not known which. */
const maxTargets = 4;

/** Who calls whom inside the project. A call on an interface leads to its implementations. */
export function* callEdges(linker: Linker, files: readonly string[]): Generator<void, CallEdges> {
  const calls = new EdgeSet();
  const certain = new EdgeSet();
  const given = new EdgeSet();
  const inline = new EdgeSet();
  const targets = function* (origins: readonly Origin[]): Generator<string> {
    for (const origin of origins) {
      if (origin.is !== 'fn') continue;
      yield `${origin.file}#${origin.fn}`;
      if (origin.self?.is !== 'inst') continue;
      // A call on a base class may run an override.
      const name = linker.model(origin.file).functions[origin.fn]?.name.split('.').at(-1) ?? '';
      for (const { file, cls } of linker.implementersOf(origin.self).slice(0, maxTargets)) {
        const method = linker.model(file).classes[cls]?.methods[name];
        if (method) yield `${file}#${method.fn}`;
      }
    }
  };
  const connect = (from: string, origins: readonly Origin[], isGiven: boolean): void => {
    const functions = origins.filter((origin) => origin.is === 'fn');
    const isOpen = (isGiven && functions.some((origin) => origin.self === undefined)) || functions.length > maxTargets;
    for (const to of targets(functions)) {
      calls.add(from, to);
      (isOpen ? given : certain).add(from, to);
    }
  };

  for (const file of files) {
    yield;
    const model = linker.model(file);
    model.functions.forEach((fn, index) => {
      if (fn.parent >= 0 && fn.name === '' && fn.cls < 0 && !returns(model, fn.parent, index)) inline.add(`${file}#${fn.parent}`, `${file}#${index}`);
    });
    for (const call of model.calls) {
      const from = call.fn < 0 ? `${file}#top` : `${file}#${call.fn}`;
      const callee = linker.eval(file, call.callee);
      connect(from, callee, isParameter(model, call.callee, 0));
      connect(from, callee.flatMap((origin) => wrapped(linker, origin)), false);
      for (const origin of call.form === 'new' ? callee : []) {
        const ctor = origin.is === 'cls' ? linker.model(origin.file).classes[origin.cls]?.ctor ?? -1 : -1;
        if (ctor >= 0 && origin.is === 'cls') connect(from, [{ is: 'fn', file: origin.file, fn: ctor }], false);
      }
      for (const arg of call.args) {
        const kind = model.values[arg]?.[0];
        if (kind === 'lit' || kind === 'tpl' || kind === 'obj' || kind === 'unk') continue;
        connect(from, linker.eval(file, arg), isParameter(model, arg, 0));
      }
    }
  }
  return { calls: calls.plain(), given: given.plain((from, to) => !certain.has(from, to)), inline: inline.plain() };
}

/** The functions behind `save()` where `save` is what a library made of them (`db.transaction(work)`, `debounce(work)`). */
function wrapped(linker: Linker, origin: Origin): readonly Origin[] {
  if (origin.is !== 'ext' || origin.site === undefined || !origin.path.endsWith('()')) return [];
  const { file, call } = origin.site;
  return linker.callAt({ file, call }).args.flatMap((arg) => (linker.model(file).values[arg]?.[0] === 'fn' ? linker.eval(file, arg) : []));
}

function isParameter(model: FileModel, id: ValueId, depth: number): boolean {
  const value = model.values[id];
  if (value === undefined || depth > 6) return false;
  if (value[0] === 'param') return true;
  if (value[0] === 'mem') return isParameter(model, value[1], depth + 1);
  const only = value[0] === 'bind' ? model.bindings[value[1]]?.values : undefined;
  return only?.length === 1 && only[0] !== undefined && isParameter(model, only[0], depth + 1);
}

function returns(model: FileModel, parent: number, index: number): boolean {
  return model.functions[parent]?.returns.some((id) => { const value = model.values[id]; return value?.[0] === 'fn' && value[1] === index; }) === true;
}

class EdgeSet {
  readonly #edges = new Map<string, Set<string>>();

  add(from: string, to: string): void {
    const out = this.#edges.get(from);
    if (out === undefined) this.#edges.set(from, new Set([to]));
    else out.add(to);
  }

  has(from: string, to: string): boolean {
    return this.#edges.get(from)?.has(to) === true;
  }

  plain(isKept: (from: string, to: string) => boolean = () => true): Edges {
    return Object.fromEntries([...this.#edges].map(([from, to]) => [from, [...to].filter((one) => isKept(from, one))] as const).filter(([, to]) => to.length > 0));
  }
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
        for (const callee of edges.calls[id] ?? empty) {
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
    callees: (fn) => edges.calls[fn] ?? empty,
    callers: (fn) => (backwards ??= reversed(edges.calls)).get(fn) ?? empty,
    within,
    reach,
  };
}

function childrenByParent(functions: readonly FunctionFact[]): Map<string, string[]> {
  const children = new Map<string, string[]>();
  for (const { id, parent } of functions) {
    if (parent === undefined) continue;
    push(children, parent, id);
  }
  return children;
}

export function reversed(edges: Edges): Map<string, string[]> {
  const callers = new Map<string, string[]>();
  for (const [from, callees] of Object.entries(edges)) {
    for (const to of callees) push(callers, to, from);
  }
  return callers;
}

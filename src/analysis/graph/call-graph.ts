import type { Linker } from '../resolve/linker.ts';
import type { Origin } from '../resolve/origin.ts';

export interface CallGraph {
  callees(fn: string): readonly string[];
  callers(fn: string): readonly string[];
  reach(fn: string, depth: number): ReadonlySet<string>;
  within(fn: string): ReadonlySet<string>;
}

const empty: readonly string[] = [];

/** Who calls whom inside the project. A call on an interface leads to its implementations; a function handed over counts as called. */
export function createCallGraph(linker: Linker, files: readonly string[]): CallGraph {
  const callees = new Map<string, Set<string>>();
  const callers = new Map<string, Set<string>>();
  const children = new Map<string, string[]>();

  const connect = (from: string, to: string): void => {
    let out = callees.get(from);
    if (out === undefined) callees.set(from, (out = new Set()));
    out.add(to);
    let back = callers.get(to);
    if (back === undefined) callers.set(to, (back = new Set()));
    back.add(from);
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
    model.functions.forEach((fn, index) => {
      if (fn.parent < 0) return;
      const parent = `${file}#${fn.parent}`;
      const list = children.get(parent);
      if (list === undefined) children.set(parent, [`${file}#${index}`]);
      else list.push(`${file}#${index}`);
    });
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

  const within = (fn: string): Set<string> => {
    const found = new Set([fn]);
    for (const id of found) for (const child of children.get(id) ?? []) found.add(child);
    return found;
  };

  return {
    callees: (fn) => [...(callees.get(fn) ?? empty)],
    callers: (fn) => [...(callers.get(fn) ?? empty)],
    within,
    reach(fn, depth) {
      const found = within(fn);
      let edge = [...found];
      for (let level = 0; level < depth && edge.length > 0; level++) {
        const next: string[] = [];
        for (const id of edge) {
          for (const callee of callees.get(id) ?? empty) {
            for (const inner of within(callee)) {
              if (found.has(inner)) continue;
              found.add(inner);
              next.push(inner);
            }
          }
        }
        edge = next;
      }
      return found;
    },
  };
}

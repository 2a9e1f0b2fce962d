import type { ClassFact, Fact, FileFact, FunctionFact, FunctionFacts, PackageFact, ProjectFacts, Route } from '../facts.ts';
import type { FileModel } from '../resolve/model.ts';
import type { Models } from '../resolve/models.ts';
import { type CallEdges, type CallGraph, createCallGraph } from './call-graph.ts';
import { createEffects } from './effects.ts';
import { span } from './span.ts';
import { push } from '../resolve/multimap.ts';

/** The linked project as plain data: what is cached when nothing has changed. */
export interface LinkedData {
  readonly files: readonly FileFact[];
  /** All facts but routes and classes, in file, then line order. */
  readonly facts: readonly Exclude<Fact, Route | ClassFact>[];
  readonly routes: readonly Route[];
  readonly classes: readonly ClassFact[];
  readonly edges: CallEdges;
}

export interface Surroundings {
  readonly root: string;
  readonly packages: readonly PackageFact[];
  readonly texts: ReadonlyMap<string, string>;
  readonly models: Models;
}

/** What concepts and faces ask, made from linked data; functions are read from the models when somebody asks. */
export function createProjectFacts(data: LinkedData, { root, packages, texts, models }: Surroundings): ProjectFacts {
  const files = byName(data.files);
  const functions = functionFacts(models);
  const byKind = new Map<Fact['kind'], Fact[]>();
  for (const fact of data.facts) push<Fact['kind'], Fact>(byKind, fact.kind, fact);
  const of = <K extends Fact['kind']>(kind: K): readonly Extract<Fact, { kind: K }>[] => (byKind.get(kind) ?? []) as Extract<Fact, { kind: K }>[];
  const project = {
    root, files, packages, textFiles: texts,
    routes: data.routes, classes: data.classes,
    dataCalls: of('dataCall'), outbound: of('outbound'), caches: of('cache'), queues: of('queue'), timers: of('timer'), childProcesses: of('childProcess'),
    processUses: of('process'), envReads: of('env'), servers: of('server'), closes: of('close'), clients: of('client'), libraryUses: of('library'),
    functions,
    ...callGraph(data.edges, functions),
    isServerCode: (file: string) => files.get(file)?.role === 'server',
    isReachable: (file: string) => files.get(file)?.reachable === true,
  };
  return { ...project, ...createEffects(project, data.edges) };
}

const named = new WeakMap<readonly FileFact[], ReadonlyMap<string, FileFact>>();

/** The same list after every edit that left it alone. */
function byName(files: readonly FileFact[]): ReadonlyMap<string, FileFact> {
  let map = named.get(files);
  if (map === undefined) named.set(files, (map = new Map(files.map((item) => [item.file, item]))));
  return map;
}

const graphs = new WeakMap<CallEdges, CallGraph>();

/** What was asked of the call graph is known until the project is linked again: edits only move things. */
function callGraph(edges: CallEdges, functions: FunctionFacts): CallGraph {
  let graph = graphs.get(edges);
  if (graph === undefined) graphs.set(edges, (graph = createCallGraph(edges, functions)));
  return graph;
}

function functionFacts(models: Models): FunctionFacts {
  const byFile = new Map<string, readonly FunctionFact[]>();
  const inFile = (file: string): readonly FunctionFact[] => {
    let known = byFile.get(file);
    if (known === undefined) {
      const model = models.has(file) ? models.get(file) : undefined;
      byFile.set(file, (known = model === undefined ? [] : functionsOf(file, model)));
    }
    return known;
  };
  return {
    in: inFile,
    get(id) {
      const at = id.lastIndexOf('#');
      return at < 0 ? undefined : inFile(id.slice(0, at))[Number(id.slice(at + 1))];
    },
  };
}

function functionsOf(file: string, model: FileModel): FunctionFact[] {
  const exported = new Set(Object.values(model.exports).flatMap((id) => {
    const value = model.values[id];
    if (value?.[0] === 'fn') return [value[1]];
    const made = value?.[0] === 'bind' ? model.bindings[value[1]]?.values.map((v) => model.values[v]) ?? [] : [];
    return made.flatMap((v) => (v?.[0] === 'fn' ? [v[1]] : []));
  }));
  const exportedClasses = new Set(Object.values(model.exports).flatMap((id) => (model.values[id]?.[0] === 'cls' ? [model.values[id][1]] : [])));
  return model.functions.map((fn, index) => {
    const cls = fn.cls < 0 ? undefined : model.classes[fn.cls];
    return {
      id: `${file}#${index}`, name: fn.name === '' ? '(inline)' : fn.name, at: span(file, fn.place), async: fn.async,
      exported: exported.has(index) || (fn.cls >= 0 && exportedClasses.has(fn.cls)), params: fn.params.length, paramNames: fn.params.map(({ name }) => name),
      ...(fn.parent < 0 ? {} : { parent: `${file}#${fn.parent}` }),
      ...(cls === undefined ? {} : { inClass: cls.name }),
    };
  });
}

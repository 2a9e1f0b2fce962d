import type { ClassFact, EnvRead, Fact, FileFact, FileRole, Observation, PackageFact, Route, Span } from '../facts.ts';
import type { ModuleResolver } from '../project/modules.ts';
import { nearestPackage } from '../project/roles.ts';
import type { ExternalCall, ProjectClass, Recogniser } from '../recognisers/recogniser.ts';
import { Argument, functionRef } from '../resolve/argument.ts';
import { Linker } from '../resolve/linker.ts';
import type { Vocabulary } from '../resolve/vocabulary.ts';
import type { Models } from '../resolve/models.ts';
import type { FileModel, ValueId } from '../resolve/model.ts';
import type { ExternalOrigin } from '../resolve/origin.ts';
import { typeArguments } from '../resolve/type-arguments.ts';
import { forEachCaller } from './callers.ts';
import { callEdges } from './call-graph.ts';
import { classFacts, typeName } from './classes.ts';
import { decorators } from './decorators.ts';
import type { LinkContext } from './link-context.ts';
import { observationOf } from './moved.ts';
import { createOrder } from './order.ts';
import { findReachable } from './reachability.ts';
import type { LinkedData } from './project-facts.ts';
import { RouteGraph } from './routes.ts';
import { span } from './span.ts';
import { forEachRow, indexTables } from './tables.ts';

export interface LinkInput {
  readonly root: string;
  readonly models: Models;
  /** What each file of the project is for. */
  readonly roles: ReadonlyMap<string, FileRole>;
  readonly texts: ReadonlyMap<string, string>;
  readonly packages: readonly PackageFact[];
  readonly resolve: ModuleResolver;
  readonly recognisers: readonly Recogniser[];
  readonly vocabulary: Vocabulary;
  readonly observerIds: readonly string[];
}

const none: readonly never[] = [];

type PlainFact = Exclude<Fact, Route | ClassFact>;

export interface Linked {
  readonly data: LinkedData;
  readonly observations: ReadonlyMap<string, readonly Observation[]>;
  readonly failures: readonly { readonly file: string; readonly reason: string }[];
}

/** Joins the per-file models into one project, at one go. */
export function linkProject(input: LinkInput): Linked {
  const steps = linkSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Follows values, asks the recognisers, flattens routes, draws the call graph: in steps of about one file, so that a process with other things to do can stop in between. */
export function* linkSteps(input: LinkInput): Generator<void, Linked> {
  const { models, recognisers, roles } = input;
  const ours = [...roles].flatMap(([file, role]) => (role === 'server' || role === 'script' ? [file] : [])).sort();
  // In the others nothing runs; they are parsed when a name leads there.
  const analysed = ours.filter((file) => !models.isOutline(file));
  const linker = new Linker(models, input.resolve, input.vocabulary);
  yield* linker.index(analysed);
  for (const file of analysed) {
    indexTables(linker, file);
    yield;
  }
  linker.refresh();

  const facts: PlainFact[] = [];
  const emitted = new Map<string, number>();
  const failures: { file: string; reason: string }[] = [];
  const routes = new RouteGraph();
  const scratch = new Map<string, unknown>();
  const link: LinkContext = {
    linker,
    routes,
    files: analysed,
    emit: (fact) => {
      // One call site is one row, also when its receiver can be several values.
      const { file, line, column, endLine, endColumn } = fact.at;
      const key = [fact.kind, file, line, column, endLine, endColumn, 'what' in fact ? fact.what : '', 'event' in fact ? fact.event : '', 'operation' in fact ? fact.operation : ''].join();
      const known = emitted.get(key);
      if (known === undefined) emitted.set(key, facts.push(fact) - 1);
      else facts[known] = agreed(facts[known] ?? fact, fact);
    },
    argument: (file, value) => new Argument(linker, file, value),
    argumentsOf: ({ site }) => (site === undefined ? [] : linker.callAt(site).args.map((value) => new Argument(linker, site.file, value))),
    typeArgumentNames: (origin) => typeArguments(linker, origin).map((known) => (known === undefined ? '' : typeName(linker, known.file, linker.model(known.file), known.type) ?? '')),
    placeOf: ({ site }) => (site === undefined ? undefined : span(site.file, linker.callAt(site).place)),
    functionRef: (file, fn) => functionRef(linker, file, fn),
    nameOf: (origin) => {
      if (origin.is === 'cls' || origin.is === 'inst') return linker.model(origin.file).classes[origin.cls]?.name;
      if (origin.is === 'iface') return linker.model(origin.file).interfaces[origin.iface]?.name;
      if (origin.is === 'fn') return linker.model(origin.file).functions[origin.fn]?.name;
      return origin.is === 'ext' ? origin.path : undefined;
    },
    handlerNode: (handler, site) => {
      for (const origin of handler.external()) if (input.vocabulary.handlers.has(origin.path)) return origin.path.endsWith(')') ? origin.id : site;
      return undefined;
    },
    packageOf: (file) => nearestPackage(file, input.packages),
    dependencyRange: (file, name) => nearestRange(input.packages, file, name),
    scratch: <T>(key: string, initial: () => T): T => {
      if (!scratch.has(key)) scratch.set(key, initial());
      return scratch.get(key) as T;
    },
  };

  const byModule = new Map<string, Recogniser[]>();
  for (const recogniser of recognisers) for (const module of recogniser.modules) byModule.set(module, [...(byModule.get(module) ?? []), recogniser]);
  const known = new Map<string, readonly Recogniser[]>();
  const listenersOf = (module: string): readonly Recogniser[] => {
    let by = known.get(module);
    if (by === undefined) known.set(module, (by = [...listeners(byModule, module)]));
    return by;
  };
  const guard = (recogniser: Recogniser, file: string, run: () => void): void => {
    try {
      run();
    } catch (error) {
      failures.push({ file, reason: `${recogniser.name}: ${error instanceof Error ? error.message : String(error)}` });
    }
  };

  for (const recogniser of recognisers) if (recogniser.adopt) guard(recogniser, '', () => recogniser.adopt?.(linker, analysed, input.packages));
  linker.settle();
  for (const file of analysed) {
    yield;
    for (const { by, reason } of linker.model(file).failures) failures.push({ file, reason: `${by}: ${reason}` });
    const model = linker.model(file);
    for (const recogniser of recognisers) if (recogniser.onFile) guard(recogniser, file, () => recogniser.onFile?.(file, link));
    model.calls.forEach((_, index) => {
      let passedOver = 0;
      const tell = (collecting: boolean): void => {
        for (const { callee, by } of listenedTo(linker, file, index, listenersOf)) {
          const call = makeCall(linker, file, index, callee);
          for (const recogniser of by) {
            if ((recogniser.collectors !== undefined) !== collecting) passedOver++;
            else if (recogniser.onCall) guard(recogniser, file, () => recogniser.onCall?.(call, link));
          }
        }
      };
      forEachRow(linker, file, index, () => { tell(false); });
      if (passedOver > 0) forEachCaller(linker, file, index, () => { forEachRow(linker, file, index, () => { tell(true); }); });
    });
    model.classes.forEach((_, index) => {
      const cls = projectClass(linker, file, index);
      for (const recogniser of recognisers) if (recogniser.onClass) guard(recogniser, file, () => recogniser.onClass?.(cls, link));
    });
  }
  for (const recogniser of recognisers) {
    if (recogniser.finish) guard(recogniser, '', () => recogniser.finish?.(link));
    yield;
  }

  const flat = routes.flatten(createOrder(linker, input.resolve, new Set(ours)));
  const classes: ClassFact[] = [];
  for (const file of analysed) {
    facts.push(...envReads(linker, file));
    classes.push(...classFacts(linker, file));
    yield;
  }
  facts.sort((a, b) => compareSpans(a.at, b.at));

  const edges = yield* callEdges(linker, analysed);
  const routed = flat.sort((a, b) => compareSpans(a.at, b.at));
  const reachable = findReachable({ files: ours, models, resolve: input.resolve, packages: input.packages, facts: [...facts, ...routed] });
  const files = [...roles].map(([file, role]): FileFact => ({
    file, role,
    reachable: reachable.has(file),
    imports: role !== 'server' && role !== 'script' ? none : models.importsOf(file).map((item) => {
      const target = input.resolve(file, item.module);
      return { ...item, ...(target === undefined ? {} : { file: target }) };
    }),
  }));
  const data: LinkedData = { files, facts, routes: routed, classes: classes.sort((a, b) => compareSpans(a.at, b.at)), edges };
  return { data, observations: collectObservations(input, analysed), failures };
}

/** A base class that is given several models has one `find` and no one target: what the receivers of one call disagree on is not known. */
function agreed(known: PlainFact, other: PlainFact): PlainFact {
  if (known.kind !== 'dataCall' || other.kind !== 'dataCall') return known;
  const { target, ...rest } = known;
  return target === other.target ? known : rest;
}

function* listeners(byModule: ReadonlyMap<string, Recogniser[]>, module: string): Generator<Recogniser> {
  const exact = byModule.get(module);
  yield* exact ?? [];
  const parts = module.split('/');
  const packageName = module.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0] ?? module;
  if (packageName === module) return;
  for (const recogniser of byModule.get(packageName) ?? []) if (exact?.includes(recogniser) !== true) yield recogniser;
}

interface ListenedTo { readonly callee: ExternalOrigin; readonly by: readonly Recogniser[] }

/** What of a package a call can be of, as far as somebody listens to that package. */
function listenedTo(linker: Linker, file: string, index: number, listenersOf: (module: string) => readonly Recogniser[]): readonly ListenedTo[] {
  const found: ListenedTo[] = [];
  for (const callee of linker.eval(file, linker.callAt({ file, call: index }).callee)) {
    const by = callee.is === 'ext' ? listenersOf(callee.module) : [];
    if (callee.is === 'ext' && by.length > 0 && !found.some((other) => other.callee.path === callee.path && other.callee.id === callee.id)) found.push({ callee, by });
  }
  return found;
}

function makeCall(linker: Linker, file: string, index: number, callee: ExternalOrigin): ExternalCall {
  const call = linker.callAt({ file, call: index });
  const member = memberName(linker.model(file), call.callee) ?? callee.path.slice((callee.from?.path.length ?? -1) + 1);
  const isMember = callee.from !== undefined && callee.path === `${callee.from.path}.${member}`;
  const at = span(file, call.place);
  const inside = call.fn < 0 ? {} : { fn: `${file}#${call.fn}` };
  return {
    file, index, id: linker.idOf({ file, call: index }), form: call.form, path: callee.path,
    receiver: callee.from?.path ?? '',
    method: isMember || callee.from !== undefined ? member : callee.path.slice(callee.path.lastIndexOf('.') + 1),
    callee,
    ...(callee.from === undefined ? {} : { on: callee.from }),
    args: call.args.map((value) => new Argument(linker, file, value)),
    ...(call.tagText === undefined ? {} : { tagText: call.tagText }),
    fn: call.fn, cls: call.cls, pos: call.pos,
    base: { at, ...inside },
    link: { at: call.named === undefined ? at : { ...at, line: call.named[0], column: call.named[1] }, ...inside },
  };
}

function memberName(model: FileModel, callee: ValueId): string | undefined {
  const value = model.values[callee];
  return value?.[0] === 'mem' ? value[2] : undefined;
}

function projectClass(linker: Linker, file: string, index: number): ProjectClass {
  const model = linker.model(file).classes[index];
  if (model === undefined) throw new Error(`no class ${index} in ${file}`);
  return {
    file, index, model,
    decorators: decorators(linker, file, model.decorators),
    methods: Object.entries(model.methods).map(([name, method]) => ({ name, model: method, decorators: decorators(linker, file, method.decorators ?? []) })),
  };
}

function envReads(linker: Linker, file: string): EnvRead[] {
  const reads = linker.model(file).env.filter(({ of }) => of === undefined || linker.eval(file, of).some((origin) => origin.is === 'ext' && origin.path === 'global:process.env'));
  return reads.map((read) => ({
    kind: 'env', at: span(file, read.place), how: read.how,
    ...(read.fn < 0 ? {} : { fn: `${file}#${read.fn}` }),
    ...(read.name === null ? {} : { name: read.name }),
    ...(read.fallback === null ? {} : { defaultLiteral: read.fallback }),
  }));
}

function collectObservations(input: LinkInput, files: readonly string[]): Map<string, Observation[]> {
  const found = new Map<string, Observation[]>(input.observerIds.map((id) => [id, []]));
  for (const file of files) {
    const model = input.models.get(file);
    for (const note of model?.observations ?? []) if (model !== undefined) found.get(input.observerIds[note.by] ?? '')?.push(observationOf(file, model, note));
  }
  return found;
}

function nearestRange(packages: readonly PackageFact[], file: string, name: string): string | undefined {
  let best: PackageFact | undefined;
  for (const item of packages) {
    if (item.dir !== '' && !file.startsWith(`${item.dir}/`)) continue;
    if (item.dependencies[name] !== undefined && (best === undefined || item.dir.length > best.dir.length)) best = item;
  }
  return best?.dependencies[name];
}

function compareSpans(a: Span, b: Span): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || a.endLine - b.endLine || a.endColumn - b.endColumn;
}

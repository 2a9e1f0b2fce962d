import type { ModuleResolver } from '../project/modules.ts';
import { Additions, type ProvidedMember } from './additions.ts';
import { longChainTo } from './call-chains.ts';
import { CallIndex, type FunctionUse } from './call-index.ts';
import { CallResults } from './call-results.ts';
import { CanonicalPaths } from './canonical-paths.ts';
import { ClassMembers } from './class-members.ts';
import { Collectors } from './collectors.ts';
import { CycleGuard } from './cycle-guard.ts';
import { declarationOf, type Declaration } from './declarations.ts';
import { Frames, type Frame } from './frames.ts';
import { FunctionResults } from './function-results.ts';
import { Imports } from './imports.ts';
import { InterfaceMembers } from './interface-members.ts';
import { Items, sameList } from './items.ts';
import { tagInFrame } from './makers.ts';
import type { CallModel, FileModel, ImportModel, TypeId, Value, ValueId } from './model.ts';
import type { Models } from './models.ts';
import { ObjectMembers } from './object-members.ts';
import type { ExternalOrigin, InstanceOrigin, ObjectOrigin, Origin, ShapeOrigin, Site, Text, TypesGiven } from './origin.ts';
import { isSolid, none, settle, unique, withoutTwins } from './origins.ts';
import { ownOrigin } from './own-origin.ts';
import { PackageInstances } from './package-instances.ts';
import { PackageMembers } from './package-members.ts';
import { Parameters } from './parameters.ts';
import { Settings } from './settings.ts';
import { sourceOf, type Source } from './sources.ts';
import { Texts } from './texts.ts';
import { TypeValues } from './type-values.ts';
import type { Vocabulary } from './vocabulary.ts';

const maxDepth = 60;
const maxSteps = 3000;

/** Follows symbolic values across the files of one project; a cycle answers "nothing". Each kind of value has a part of its own beside this file, which asks back through `Evaluator`. */
export class Linker {
  readonly #models: Models;
  readonly #words: Vocabulary;
  readonly #guard = new CycleGuard();
  readonly #frames: Frames;
  readonly #paths: CanonicalPaths;
  readonly #additions: Additions;
  readonly #index: CallIndex;
  readonly #imports: Imports;
  readonly #parameters: Parameters;
  readonly #items: Items;
  readonly #objects: ObjectMembers;
  readonly #classes: ClassMembers;
  readonly #interfaces: InterfaceMembers;
  readonly #packages: PackageMembers;
  readonly #settings: Settings;
  readonly #calls: CallResults;
  readonly #types: TypeValues;
  readonly #texts: Texts;
  #depth = 0;
  /** Values looked at for one question; values in cycles are looked at again and again, so there is an end to it. */
  #steps = 0;

  constructor(models: Models, resolve: ModuleResolver, words: Vocabulary) {
    this.#models = models;
    this.#words = words;
    this.#frames = new Frames(this);
    const paths = this.#paths = new CanonicalPaths(words);
    const collectors = new Collectors(this, paths);
    const results = new FunctionResults(this, collectors);
    const instances = new PackageInstances(this, words);
    this.#imports = new Imports(this, models, resolve, words, paths);
    this.#additions = new Additions(this, words, paths, results);
    this.#index = new CallIndex(this, words);
    this.#items = new Items(this, this.#guard, paths, instances);
    this.#parameters = new Parameters(this, words, paths, this.#index, this.#items, instances);
    this.#objects = new ObjectMembers(this, this.#guard, this.#frames, this.#imports);
    this.#classes = new ClassMembers(this, words, paths, this.#index, results, collectors);
    this.#interfaces = new InterfaceMembers(this, this.#classes);
    this.#packages = new PackageMembers(this, words, paths, this.#additions, results);
    this.#settings = new Settings(this, results);
    this.#calls = new CallResults(this, { words, paths, results, items: this.#items, instances, interfaces: this.#interfaces, collectors, settings: this.#settings });
    this.#types = new TypeValues(this, paths, results);
    this.#texts = new Texts(this, words);
  }

  // ---- What the project says, before and while it is linked

  /** Finds out who calls and who receives each function, so that parameters can be followed. Call once, before asking anything else. */
  *index(files: readonly string[]): Generator<void> {
    // What the project adds to objects of packages is read off the models alone, so that it is known before the first value is followed.
    for (const file of files) {
      yield;
      const model = this.model(file);
      this.#additions.noteCalls(file, model);
      for (const assignment of model.assignments ?? []) this.#additions.noteAssignment(file, assignment);
      for (const augmentation of model.augmentations ?? []) this.#additions.noteAugmentation(file, augmentation);
    }
    for (const file of files) {
      yield;
      const model = this.model(file);
      model.calls.forEach((_, call) => { this.#index.addCall({ file, call }); });
      model.classes.forEach((cls, index) => { this.#index.addClass(file, cls, index); });
    }
    this.#index.isComplete = true;
    this.refresh();
  }

  /** Whether {@link index} is through: from then on parameters are followed. */
  get isIndexed(): boolean {
    if (!this.#index.isComplete) this.mayChange();
    return this.#index.isComplete;
  }

  /** Says that the answer that is being made rests on something of which more may become known: {@link refresh} forgets it. */
  mayChange(): void {
    this.#guard.mayChange();
  }

  /** Again for a call in a loop over a table, once per row (see graph/tables.ts): what is called or handed over there is known only now. {@link refresh} afterwards. */
  indexRow(file: string, index: number): void {
    this.#index.addCall({ file, call: index });
  }

  /** Forgets the answers that rested on what was not known then. */
  refresh(): void {
    this.#frames.forget();
  }

  /** Says that a framework calls a function by itself (a plugin found by directory) with this value. */
  adopt(file: string, fn: number, position: number, origin: Origin): void {
    this.#parameters.adopt(file, fn, position, origin);
    this.refresh();
  }

  /** Says that a framework makes `this` of a class more than the class says: its methods are also called on this value. */
  adoptBase(file: string, cls: number, origin: ExternalOrigin): void {
    this.#classes.adoptBase(file, cls, origin);
    this.refresh();
  }

  /** Says that a module also offers something under a name it only finds at run time (models loaded by directory). */
  provide(file: string, name: string, origin: Origin): void {
    this.#imports.provide(file, name, origin);
    this.refresh();
  }

  /** Says that some values of a package have a member the project declares elsewhere; known after {@link settle}. */
  provideMember(name: string, member: ProvidedMember): void {
    this.#additions.provide(name, member);
  }

  /** Nothing more will be adopted or provided. */
  settle(): void {
    this.#additions.settle();
    this.refresh();
  }

  /** Says that the settings whose names begin with `prefix` are properties of what a function returns (`registerAs('app', () => ({ … }))`). */
  provideSettings(prefix: string, file: string, fn: number): void {
    this.#settings.provide(prefix, file, fn);
    this.refresh();
  }

  // ---- The models

  /** Project files below a folder, sorted. */
  filesUnder(dir: string): readonly string[] {
    return [...this.#models.keys()].filter((file) => dir === '' || file.startsWith(`${dir}/`)).sort();
  }

  model(file: string): FileModel {
    const model = this.#models.get(file);
    if (model === undefined) throw new Error(`no model of ${file}`);
    return model;
  }

  /** What a file imports, also of one that nobody had to parse. */
  importsOf(file: string): readonly ImportModel[] {
    return this.#models.importsOf(file);
  }

  callAt(site: Site): CallModel {
    const call = this.model(site.file).calls[site.call];
    if (call === undefined) throw new Error(`no call ${site.call} in ${site.file}`);
    return call;
  }

  // ---- Who uses what

  /** Call sites of a project function, as far as callees resolve. */
  callsOf(file: string, fn: number): readonly Site[] {
    return this.#index.callsOf(file, fn);
  }

  newsOf(file: string, cls: number): readonly Site[] {
    return this.#index.newsOf(file, cls);
  }

  /** Where a project function is handed over as an argument. */
  usesOf(file: string, fn: number): readonly FunctionUse[] {
    return this.#index.usesOf(file, fn);
  }

  implementersOf(origin: Origin): readonly { readonly file: string; readonly cls: number }[] {
    return this.#index.implementersOf(origin);
  }

  // ---- On whose behalf

  /** On whose behalf values are read at the moment. */
  get frame(): Frame | undefined {
    return this.#frames.current;
  }

  /** Reads on behalf of `frame` (undefined: of nobody). */
  within<T>(frame: Frame | undefined, work: () => T): T {
    return this.#frames.within(frame, work);
  }

  /** Runs `work` while one value (a loop variable, the parameter of a `forEach` callback) stands for one row of a literal table. */
  withRow(file: string, id: ValueId, origins: readonly Origin[], work: () => void): void {
    this.#frames.withRow(file, id, origins, work);
  }

  /** The frame of nested calls of project functions, outermost first; a call that is already being read changes nothing. */
  frameOf(calls: readonly Site[]): Frame | undefined {
    return this.#frames.of(calls);
  }

  /** The frame in which `this` of the classes in `lineage` is one instance; `tag` names it. */
  frameOfSelf(is: InstanceOrigin, tag: string, lineage: readonly { readonly file: string; readonly cls: number }[]): Frame {
    return this.#frames.ofSelf(is, tag, lineage);
  }

  /** Identity of what a call makes. */
  idOf(site: Site): string {
    const id = `${site.file}:${site.call}`;
    const tag = this.frame === undefined ? undefined : tagInFrame(this, this.frame, site);
    return tag === undefined ? id : `${id}\0${tag}`;
  }

  /** Whether an object with this canonical path collects routes. */
  collects(path: string): boolean {
    return this.#words.collectors.has(path);
  }

  // ---- Values

  /** What a value can be. */
  eval(file: string, id: ValueId): readonly Origin[] {
    const frames = this.#frames;
    const row = frames.rowOf(file, id);
    if (row !== undefined) return row;
    let memo = frames.memo.get(file);
    if (memo === undefined) frames.memo.set(file, (memo = []));
    const known = memo[id];
    if (known !== undefined) return known;
    const guard = this.#guard;
    const provisional = frames.provisional.get(file)?.[id];
    if (provisional !== undefined) {
      guard.mayChange();
      return provisional;
    }
    const model = this.#models.get(file);
    const value = model?.values[id];
    if (model === undefined || value === undefined) return none;
    const own = ownOrigin(this.#paths, file, value, id);
    if (own !== undefined) return (memo[id] = own);
    if (this.#depth === 0) this.#steps = 0;
    const open = guard.openIn(file);
    if (open[id] === true || this.#depth > maxDepth) {
      guard.cuts++;
      return none;
    }
    const isSpent = ++this.#steps > maxSteps;
    if (value[0] === 'call') for (const link of longChainTo(model, value[1], memo)) this.eval(file, link);
    open[id] = true;
    this.#depth++;
    const cutsBefore = guard.cuts;
    const outer = guard.beginAnswer();
    const result = unique(this.#evaluate(file, model, value, id));
    this.#depth--;
    open[id] = false;
    const isCut = guard.cuts !== cutsBefore;
    if (!guard.endAnswer(outer, isCut || isSpent)) memo[id] = result;
    // Inside a cycle the answer may be partial: an empty one is kept only when nothing was cut.
    else if (!isCut || this.#depth === 0 || result.length > 0 || isSpent) frames.keepProvisional(file, id, result);
    return result;
  }

  #evaluate(file: string, model: FileModel, value: Value, id: ValueId): readonly Origin[] {
    switch (value[0]) {
      case 'imp': return this.#imports.imported(file, value[1], value[2]);
      case 'this': return [this.#frames.selfOf(file, value[1])];
      case 'super': return this.#classes.superOf(file, value[1]);
      case 'held': return this.#calls.heldBy({ file, call: value[1] }, `(${value[2]}${value[3] === '' ? '' : `.${value[3]}`}:this)`, `${file}:v${id}`);
      case 'alias': return this.evalType(file, value[1], `${file}:t${value[1]}`);
      case 'typed': return this.evalType(file, value[1], `${file}:v${id}`);
      case 'awt': return this.eval(file, value[1]).map(settle);
      case 'or': return withoutTwins(value[1].flatMap((other) => this.eval(file, other)));
      case 'bind': {
        const binding = model.bindings[value[1]];
        const made = binding?.values.flatMap((other) => this.eval(file, other)) ?? [];
        if (binding?.type === undefined || made.some(isSolid)) return made;
        const typed = this.evalType(file, binding.type, `${file}:b${value[1]}`);
        return typed.length > 0 ? typed : made;
      }
      case 'mem': {
        // `(await import('./plugin.cjs')).default` is `module.exports` itself.
        const of = value[2] === 'default' ? model.values[value[1]] : undefined;
        if (of?.[0] === 'imp' && of[2] === '*') return this.#imports.imported(file, of[1], 'default');
        return this.eval(file, value[1]).flatMap((origin) => this.member(origin, value[2]));
      }
      case 'idx': {
        const keys = this.eval(file, value[2]);
        const key = keys.length === 1 && keys[0]?.is === 'lit' ? keys[0].value : undefined;
        return this.#parameters.restItems(file, value[1], key) ?? this.#items.under(file, value[1], key);
      }
      case 'elem': return this.#parameters.restItems(file, value[1]) ?? this.eval(file, value[1]).flatMap((origin) => this.#items.of(origin));
      case 'call': {
        const made = this.#calls.ofCall({ file, call: value[1] });
        return made.length === 0 && this.#texts.isMadeByMethod({ file, call: value[1] }) ? [{ is: 'text', file, value: id }] : made;
      }
      case 'new': return this.#calls.ofNew({ file, call: value[1] });
      case 'param': return this.#parameters.of(file, value[1], value[2]);
      case 'self': return this.#parameters.selfOf(file, value[1]);
      default: return none;
    }
  }

  /** What a value of which only the type is known can be; `identity` says where it was received. */
  evalType(file: string, id: TypeId, identity: string, given?: TypesGiven): readonly Origin[] {
    return this.#types.of(file, id, identity, 0, given);
  }

  /** What calling something gives of which only the type is known. */
  resultOfShape(origin: ShapeOrigin, identity: string): readonly Origin[] {
    return this.#types.result(origin, identity);
  }

  /** What a value offers under a name. */
  member(origin: Origin, name: string): readonly Origin[] {
    switch (origin.is) {
      case 'ext': return this.#packages.of(origin, name);
      case 'ns': return this.exported(origin.file, name);
      case 'obj': return this.property(origin, name);
      case 'inst': return this.#classes.ofInstance(origin, name);
      case 'cls': return this.#classes.ofClass(origin, name);
      case 'iface': return this.#interfaces.of(origin, name);
      case 'arr': return sameList.has(name) ? [origin] : none;
      case 'shape': return this.#types.member(origin, name);
      case 'fn': return name === 'bind' || name === 'call' || name === 'apply' ? [origin] : none;
      default: return none;
    }
  }

  /** A property of an object literal, spreads included. */
  property(origin: ObjectOrigin, name: string): readonly Origin[] {
    return this.#objects.of(origin, name);
  }

  /** What iterating over a value yields. */
  rows(file: string, id: ValueId): readonly Origin[] {
    return this.#items.ofValue(file, id);
  }

  /** What a parameter of a project function can be. */
  parameter(file: string, fn: number, position: number): readonly Origin[] {
    return this.#parameters.of(file, fn, position);
  }

  /** Type and decorators of the parameter or field that holds a value, when its identity says that it was received there. */
  declarationOf(origin: ExternalOrigin): Declaration | undefined {
    return declarationOf(this.#models, origin);
  }

  /** The text a value stands for; the first literal alternative wins (`process.env.PREFIX ?? '/api'`). */
  text(file: string, id: ValueId): Text {
    return this.#texts.of(file, id);
  }

  /** Where a value is written, following imports, bindings and properties but no calls: the `catchAsync(…)` behind `controller.create`. */
  sourceOf(file: string, id: ValueId): Source {
    return sourceOf(this, file, id);
  }

  // ---- Modules

  /** What a project file offers under a name (`default`; `*` for all of it), through re-exports. */
  exported(file: string, name: string): readonly Origin[] {
    return this.#imports.exported(file, name);
  }

  /** What a module of the project exports, by way of `export *` too. */
  exportsOf(file: string): readonly (Source & { readonly name: string })[] {
    return this.#imports.exportsOf(file);
  }

  /** File and value behind an imported name, following re-exports; undefined outside the project. */
  homeOf(from: string, specifier: string, name: string): Source | undefined {
    return this.#imports.homeOf(from, specifier, name);
  }
}

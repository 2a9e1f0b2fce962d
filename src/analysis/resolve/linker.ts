import type { ModuleResolver } from '../project/modules.ts';
import { parameterType } from './function-types.ts';
import type { CallModel, ClassModel, FileModel, FunctionModel, ImportModel, ParamModel, Place, TypeId, Value, ValueId } from './model.ts';
import type { Models } from './models.ts';
import { ModuleExports } from './module-exports.ts';
import { canonicalModule, externalName } from './names.ts';
import type { ExternalOrigin, Origin, Site, Text } from './origin.ts';
import { frameOfInstance, instancesOf, taggedByCall, taggedByInstance, tagInFrame } from './makers.ts';
import { regexPath } from './regex-path.ts';
import { typeArguments } from './type-arguments.ts';
import { textFunctions, textMethods } from './text-methods.ts';

export interface Vocabulary {
  /** Canonical path to canonical path, exact. The value starts with a module name. */
  readonly aliases: ReadonlyMap<string, string>;
  /** Calls that return their first argument (`fastify-plugin()`). */
  readonly transparent: ReadonlySet<string>;
  /** Values of a package that are instances of the project class they were reached by (`User.findOne()`), by canonical path. */
  readonly instances: ReadonlySet<string>;
  /** Values of a package that are instances of the entity it was asked for (`em.findOne(Order)`, `Repository<Order>`), by canonical path. */
  readonly entities: ReadonlySet<string>;
  /** Methods of a package's classes that keep their meaning when a class of the project overrides them, by canonical path. */
  readonly overrides: ReadonlySet<string>;
  /** Calls that give back what the function they are given gives (`transaction(async (tx) => …)`). */
  readonly callbacks: ReadonlySet<string>;
  /** Request handlers of one library with routes of their own, that another framework mounts. */
  readonly handlers: ReadonlySet<string>;
  /** Calls that hand back an instance of the class they are given first (`app.get(ConfigService)`), or of their type argument. */
  readonly locators: ReadonlySet<string>;
  /** Calls that read a setting by the name given first; the value is the position of the default. */
  readonly settings: ReadonlyMap<string, number>;
  /** Gives a package name to an import that leads elsewhere (a generated Prisma client). */
  readonly moduleAlias: (imported: ImportedName) => string | undefined;
  readonly modules: ReadonlySet<string>;
  /** Names of methods that take functions inside objects and arrays (`route({ handler })`, `register([{ plugin: { register } }])`). */
  readonly holders: ReadonlySet<string>;
  /** Parameters that are another argument of the same call: canonical path of the parameter to argument index, or to a property of the object that holds the function. */
  readonly echoes: ReadonlyMap<string, number | string>;
  /** Calls that add a member to a framework's objects, by canonical path. */
  readonly decorations: ReadonlyMap<string, readonly Decoration[]>;
  /** Canonical paths of objects that collect routes: those made in a function or class are told apart by who called it. */
  readonly collectors: ReadonlySet<string>;
  /** Canonical paths of objects whose members are whatever the project assigns (`server.app`). */
  readonly stores: ReadonlySet<string>;
  /** Canonical path of what a callback is given, to the method before it whose type argument says what that is. */
  readonly contexts: ReadonlyMap<string, string>;
}

/**
 * Code read on behalf of somebody: of one call, so that the parameters of the called function stand for what is given there,
 * or of one row of a table, so that the loop variable stands for it.
 */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly depth: number;
  readonly call?: { readonly site: Site; readonly file: string; readonly fn: number };
  /** An instance of one of the classes in `lineage`, which `this` is in all of them. */
  readonly self?: { readonly is: Extract<Origin, { is: 'inst' }>; readonly tag: string; readonly lineage: readonly { readonly file: string; readonly cls: number }[] };
  readonly row?: { readonly file: string; readonly id: ValueId; readonly origins: readonly Origin[] };
  readonly memo: Map<string, (readonly Origin[] | undefined)[]>;
  readonly inner: Map<string, Frame>;
}

/** `fastify.decorate('db', pool)`: argument `name` names a member of everything with the path `target` (`<path>.*` is any member of a path), argument `value` is it. */
export interface Decoration {
  readonly target: string;
  readonly name: number;
  readonly value: number;
  /** Only when this argument is this word (`server.decorate('request', …)`). */
  readonly when?: readonly [argument: number, word: string];
}

interface FunctionUse {
  readonly site: Site;
  readonly arg: number;
  readonly callee: readonly Origin[];
  /** Property under which an object handed over holds the function, and the outermost such object. */
  readonly key?: string;
  readonly holder?: Extract<Origin, { is: 'obj' }>;
}

/** A name that is imported; `imports` are those of the project file it leads to, undefined when it leads to none. */
export interface ImportedName { readonly specifier: string; readonly name: string; readonly imports: readonly ImportModel[] | undefined }

const maxOrigins = 12;
const maxDepth = 60;
const maxSteps = 3000;
const longChain = 8;
const maxChain = 400;
const maxHeldDepth = 4;
const maxFrames = 6;
const maxCalls = 4;
/** More implementations than these: it is not known which. */
const maxImplementers = 4;
const none: readonly Origin[] = [];
/** Methods that hand back the items they were called on (`[…, isOn && item].filter(Boolean)`). */
const sameList = new Set(['filter', 'sort', 'reverse', 'flat', 'toSorted', 'toReversed', 'slice']);
const unwrappingTypes = new Set(['Promise', 'Awaited', 'Readonly', 'Required', 'Partial', 'NonNullable', 'Omit', 'Pick', 'Ref']);

/** Follows symbolic values across the files of one project. Answers are memoised; a cycle answers "nothing". */
export class Linker {
  readonly #models: Models;
  readonly #resolve: ModuleResolver;
  readonly #exports: ModuleExports;
  readonly #words: Vocabulary;
  #memo = new Map<string, (readonly Origin[] | undefined)[]>();
  #rootMemo = this.#memo;
  #open = new Set<string>();
  #depth = 0;
  /** How often a cycle or the depth limit cut an answer short. */
  #cuts = 0;
  /** Values looked at for one question; values in cycles are looked at again and again, so there is an end to it. */
  #steps = 0;
  /** Properties of objects made from others by spreading, as seen by each frame. */
  #properties = new WeakMap<object, Map<string, readonly Origin[]>>();
  #uses = new Map<string, FunctionUse[]>();
  #calls = new Map<string, Site[]>();
  #news = new Map<string, Site[]>();
  /** Where classes without a constructor of their own are made, by the class whose constructor runs. */
  #inheritedNews = new Map<string, Site[]>();
  #adopted = new Map<string, Origin[]>();
  #provided = new Map<string, Origin[]>();
  /** Calls of decorating methods by the names they mention. */
  #decorating = new Map<string, Site[]>();
  #decoratingMethods: ReadonlySet<string>;
  #assigned = new Map<string, { readonly file: string; readonly on: ValueId; readonly value: ValueId }[]>();
  /** `<canonical path>.<member>` to the types that module augmentations give it. */
  #augmented = new Map<string, { readonly file: string; readonly type: TypeId }[]>();
  #settings: { readonly prefix: string; readonly file: string; readonly fn: number }[] = [];
  #adoptedBases = new Map<string, ExternalOrigin>();
  #collecting = new Map<string, boolean>();
  #implementers = new Map<string, { file: string; cls: number }[]>();
  #indexed = false;
  #frame: Frame | undefined;
  #framesOfCalls = new Map<string, Frame>();

  constructor(models: Models, resolve: ModuleResolver, words: Vocabulary) {
    this.#models = models;
    this.#resolve = resolve;
    this.#exports = new ModuleExports(models, resolve);
    this.#words = words;
    this.#decoratingMethods = new Set([...words.decorations.keys()].map((path) => path.slice(path.lastIndexOf('.') + 1)));
  }

  /** Finds out who calls and who receives each function, so that parameters can be followed. Call once, before asking anything else. */
  *index(files: Iterable<string>): Generator<void> {
    for (const file of files) {
      yield;
      const model = this.model(file);
      model.calls.forEach((call, index) => { this.#indexCall(file, call, index); });
      model.classes.forEach((cls, index) => { this.#indexClass(file, cls, index); });
      for (const { on, name, value } of model.assignments ?? []) push(this.#assigned, name, { file, on, value });
      for (const { module, iface } of model.augmentations ?? []) this.#indexAugmentation(file, module, iface);
    }
    this.#indexed = true;
    this.#forget();
  }

  #forget(): void {
    this.#memo = new Map();
    this.#framesOfCalls = new Map();
  }

  /**
   * Again for a call in a loop over a table, once per row (see graph/tables.ts): which functions are called or handed over there is known only now.
   * Call {@link refresh} afterwards.
   */
  indexRow(file: string, index: number): void {
    this.#indexCall(file, this.callAt({ file, call: index }), index);
  }

  refresh(): void {
    this.#forget();
  }

  #indexCall(file: string, call: CallModel, index: number): void {
    const site: Site = { file, call: index };
    const made = this.eval(file, call.callee);
    // Later, what is known now may be less than all: the call is asked again when somebody wants to know.
    const callee = this.#indexed ? none : made;
    for (const origin of made) {
      if (origin.is === 'fn') this.#addSite(this.#calls, `${origin.file}#${origin.fn}`, site);
      else if (origin.is === 'cls' && call.form === 'new') {
        this.#addSite(this.#news, `${origin.file}#${origin.cls}`, site);
        const base = this.#constructorOf(origin.file, origin.cls);
        if (base !== undefined && (base.file !== origin.file || base.cls !== origin.cls)) this.#addSite(this.#inheritedNews, `${base.file}#${base.cls}`, site);
      }
      else if (origin.is === 'inst' && this.model(file).values[call.callee]?.[0] === 'super') this.#addSite(this.#news, `${origin.file}#${origin.cls}`, site);
    }
    const method = this.#calleeName(site);
    if (method !== undefined) this.#indexDecoration(site, method);
    call.args.forEach((arg, position) => {
      const kind = this.model(file).values[arg]?.[0];
      if (kind === 'lit' || kind === 'tpl' || kind === 'unk') return;
      if (method !== undefined && this.#words.holders.has(method)) for (const origin of this.eval(file, arg)) this.#indexHeld(origin, { site, arg: position, callee }, 0);
      if (kind === 'obj') {
        if (made.some(({ is }) => is === 'fn')) for (const origin of this.eval(file, arg)) this.#indexHeld(origin, { site, arg: position, callee }, maxHeldDepth);
        return;
      }
      for (const origin of this.eval(file, arg)) {
        if (origin.is === 'fn') this.#addUse(origin, { site, arg: position, callee });
        // `register(import('./plugin'))` hands over the default export.
        if (origin.is === 'ns') {
          for (const inner of this.exported(origin.file, 'default')) if (inner.is === 'fn') this.#addUse(inner, { site, arg: position, callee });
        }
      }
    });
  }

  #addSite(sites: Map<string, Site[]>, key: string, site: Site): void {
    if (!this.#indexed || sites.get(key)?.some((known) => known.file === site.file && known.call === site.call) !== true) push(sites, key, site);
  }

  #addUse(origin: Extract<Origin, { is: 'fn' }>, use: FunctionUse): void {
    const key = `${origin.file}#${origin.fn}`;
    const isSame = ({ site, arg, key: held }: FunctionUse): boolean => site.file === use.site.file && site.call === use.site.call && arg === use.arg && held === use.key;
    if (!this.#indexed || this.#uses.get(key)?.some(isSame) !== true) push(this.#uses, key, use);
  }

  #indexAugmentation(file: string, module: string, index: number): void {
    const iface = this.model(file).interfaces[index];
    if (iface === undefined) return;
    const path = this.#canonical(`${this.#canonical(externalName(module, iface.name))}!`);
    for (const [name, type] of Object.entries(iface.members)) push(this.#augmented, `${path}.${name}`, { file, type });
  }

  #indexDecoration(site: Site, method: string): void {
    if (!this.#decoratingMethods.has(method)) return;
    for (const arg of this.callAt(site).args.slice(0, 2)) {
      const value = this.model(site.file).values[arg];
      if (value?.[0] === 'lit' && typeof value[1] === 'string') push(this.#decorating, value[1], site);
    }
  }

  /** A member the project itself gave to a framework's object: by decorating it, by assignment, or at least by declaring its type. */
  #addedMember(origin: ExternalOrigin, name: string): readonly Origin[] {
    const made: Origin[] = [];
    for (const site of this.#decorating.get(name) ?? []) made.push(...this.#decoratedAt(site, origin.path, name));
    if (this.#words.stores.has(origin.path)) {
      for (const { file, on, value } of this.#assigned.get(name) ?? []) {
        if (this.eval(file, on).some((holder) => holder.is === 'ext' && holder.path === origin.path)) made.push(...this.eval(file, value));
      }
    }
    if (made.some(isSolid)) return made;
    return this.#augmented.get(`${origin.path}.${name}`)?.flatMap(({ file, type }) => this.evalType(file, type, `${origin.path}.${name}`)) ?? none;
  }

  #decoratedAt(site: Site, target: string, name: string): readonly Origin[] {
    const { callee, args } = this.callAt(site);
    const word = (index: number): unknown => {
      const value = this.model(site.file).values[args[index] ?? -1];
      return value?.[0] === 'lit' ? value[1] : undefined;
    };
    for (const origin of this.eval(site.file, callee)) {
      const rules = origin.is === 'ext' ? this.#words.decorations.get(origin.path) ?? [] : [];
      for (const rule of rules) {
        const value = args[rule.value];
        if (!isTarget(rule.target, target) || word(rule.name) !== name || value === undefined || (rule.when !== undefined && word(rule.when[0]) !== rule.when[1])) continue;
        return this.eval(site.file, value).flatMap((given) => this.#decorationValue(given));
      }
    }
    return none;
  }

  /** `{ getter() { return pool; } }` stands for what it returns. */
  #decorationValue(given: Origin): readonly Origin[] {
    const getter = given.is === 'obj' ? this.property(given, 'getter') : none;
    return getter.length === 0 ? [given] : getter.flatMap((origin) => (origin.is === 'fn' ? this.#returned(origin) : none));
  }

  /** Functions inside objects, arrays and modules that are handed over. */
  #indexHeld(origin: Origin, use: FunctionUse, depth: number): void {
    if (depth > maxHeldDepth) return;
    if (origin.is === 'arr') {
      const value = this.model(origin.file).values[origin.value];
      if (value?.[0] === 'arr') for (const item of value[1]) for (const inner of this.eval(origin.file, item)) this.#indexHeld(inner, use, depth + 1);
      return;
    }
    if (origin.is !== 'obj' && origin.is !== 'ns' && origin.is !== 'inst') return;
    const holder = use.holder ?? (origin.is === 'obj' ? origin : undefined);
    for (const [key, inner] of this.#held(origin)) {
      if (inner.is === 'fn') push(this.#uses, `${inner.file}#${inner.fn}`, { ...use, key, ...(holder === undefined ? {} : { holder }) });
      else this.#indexHeld(inner, { ...use, ...(holder === undefined ? {} : { holder }) }, depth + 1);
    }
  }

  *#held(origin: Extract<Origin, { is: 'obj' | 'ns' | 'inst' }>, depth = 0): Generator<readonly [string, Origin]> {
    const model = this.model(origin.file);
    if (origin.is === 'inst') {
      for (const [name, method] of Object.entries(model.classes[origin.cls]?.methods ?? {})) yield [name, { is: 'fn', file: origin.file, fn: method.fn, self: origin }];
      return;
    }
    const value = origin.is === 'obj' ? model.values[origin.value] : undefined;
    const entries = origin.is === 'ns' ? Object.entries(model.exports) : value?.[0] === 'obj' ? value[1] : [];
    for (const [key, id] of entries) {
      const kind = model.values[id]?.[0];
      if (kind === 'lit' || kind === 'tpl' || kind === 'unk') continue;
      for (const inner of this.eval(origin.file, id)) yield [key, inner];
    }
    // Objects may be spread into each other.
    if (value?.[0] !== 'obj' || depth >= maxHeldDepth) return;
    for (const spread of value[2]) for (const inner of this.eval(origin.file, spread)) if (inner.is === 'obj') yield* this.#held(inner, depth + 1);
  }

  #indexClass(file: string, cls: ClassModel, index: number): void {
    for (const type of cls.impl) {
      for (const origin of this.evalType(file, type, '')) {
        if (origin.is === 'iface') push(this.#implementers, `${origin.file}#${origin.iface}`, { file, cls: index });
        // A class as the contract: `class PgOrders implements Orders`, with `abstract class Orders` as the token of injection.
        if (origin.is === 'inst') push(this.#implementers, `${origin.file}~${origin.cls}`, { file, cls: index });
      }
    }
    if (cls.ext === undefined) return;
    for (const origin of this.eval(file, cls.ext)) if (origin.is === 'cls') push(this.#implementers, `${origin.file}@${origin.cls}`, { file, cls: index });
  }

  /** Says that a framework calls a function by itself (a plugin found by directory) with this value. */
  adopt(file: string, fn: number, position: number, origin: Origin): void {
    push(this.#adopted, `${file}#${fn}.${position}`, origin);
    this.#forget();
  }

  /** Says that a module also offers something under a name it only finds at run time (models loaded by directory). */
  provide(file: string, name: string, origin: Origin): void {
    push(this.#provided, `${file}\0${name}`, origin);
    this.#forget();
  }

  /** Project files below a folder, sorted. */
  filesUnder(dir: string): readonly string[] {
    return [...this.#models.keys()].filter((file) => dir === '' || file.startsWith(`${dir}/`)).sort();
  }

  /** What a parameter of a project function can be. */
  parameter(file: string, fn: number, position: number): readonly Origin[] {
    return this.#param(file, this.model(file), fn, position);
  }

  /** Says that the settings whose names begin with `prefix` are properties of what a function returns (`registerAs('app', () => ({ … }))`). */
  provideSettings(prefix: string, file: string, fn: number): void {
    this.#settings.push({ prefix, file, fn });
    this.#forget();
  }

  /** Says that a framework makes `this` of a class more than the class says: its methods are also called on this value. */
  adoptBase(file: string, cls: number, origin: ExternalOrigin): void {
    this.#adoptedBases.set(`${file}#${cls}`, origin);
    this.#forget();
  }

  model(file: string): FileModel {
    const model = this.#models.get(file);
    if (model === undefined) throw new Error(`no model of ${file}`);
    return model;
  }

  /** Call sites of a project function, as far as callees resolve. */
  callsOf(file: string, fn: number): readonly Site[] {
    return this.#calls.get(`${file}#${fn}`) ?? [];
  }

  newsOf(file: string, cls: number): readonly Site[] {
    return this.#news.get(`${file}#${cls}`) ?? [];
  }

  /** Where a project function is handed over as an argument. */
  usesOf(file: string, fn: number): readonly FunctionUse[] {
    return this.#uses.get(`${file}#${fn}`) ?? [];
  }

  implementersOf(origin: Origin): readonly { readonly file: string; readonly cls: number }[] {
    if (origin.is === 'iface') return this.#implementers.get(`${origin.file}#${origin.iface}`) ?? [];
    if (origin.is === 'inst') return this.#implementers.get(`${origin.file}@${origin.cls}`) ?? [];
    return [];
  }

  callAt(site: Site): CallModel {
    const call = this.model(site.file).calls[site.call];
    if (call === undefined) throw new Error(`no call ${site.call} in ${site.file}`);
    return call;
  }

  /** Runs `work` while one value (a loop variable, the parameter of a `forEach` callback) stands for one row of a literal table. */
  withRow(file: string, id: ValueId, origins: readonly Origin[], work: () => void): void {
    this.within({ ...this.#newFrame(), row: { file, id, origins } }, work);
  }

  /** On whose behalf values are read at the moment. */
  get frame(): Frame | undefined {
    return this.#frame;
  }

  /** Reads on behalf of `frame` (undefined: of nobody). */
  within<T>(frame: Frame | undefined, work: () => T): T {
    if (frame === this.#frame) return work();
    const outer = this.#frame;
    const memo = this.#memo;
    if (outer === undefined) this.#rootMemo = memo;
    this.#frame = frame;
    this.#memo = frame?.memo ?? this.#rootMemo;
    try {
      return work();
    } finally {
      this.#frame = outer;
      this.#memo = memo;
    }
  }

  /** The frame of nested calls of project functions, outermost first; a call that is already being read changes nothing. */
  frameOf(calls: readonly Site[]): Frame | undefined {
    let frame = this.#frame;
    for (const site of calls) {
      const key = `${site.file}:${site.call}`;
      if ((frame?.depth ?? 0) >= maxFrames || isRead(frame, site)) continue;
      const known: Frame | undefined = (frame?.inner ?? this.#framesOfCalls).get(key);
      const made: Frame | undefined = known ?? this.within(frame, () => this.#callFrame(site));
      if (made === undefined) continue;
      if (known === undefined) (frame?.inner ?? this.#framesOfCalls).set(key, made);
      frame = made;
    }
    return frame;
  }

  #callFrame(site: Site): Frame | undefined {
    const { callee, form } = this.callAt(site);
    const isSuper = this.model(site.file).values[callee]?.[0] === 'super';
    for (const origin of this.eval(site.file, callee)) {
      if (origin.is === 'fn') return { ...this.#newFrame(), call: { site, file: origin.file, fn: origin.fn } };
      const made = (origin.is === 'cls' && form === 'new') || (origin.is === 'inst' && isSuper) ? this.#constructorOf(origin.file, origin.cls) : undefined;
      if (made !== undefined) return { ...this.#newFrame(), call: { site, file: made.file, fn: made.ctor } };
    }
    return undefined;
  }

  /** The constructor that runs for a class: its own, or that of the nearest base class of the project that has one. */
  #constructorOf(file: string, index: number, depth = 0): { readonly file: string; readonly cls: number; readonly ctor: number } | undefined {
    const cls = this.model(file).classes[index];
    if (cls === undefined || depth > 6) return undefined;
    if (cls.ctor >= 0) return { file, cls: index, ctor: cls.ctor };
    for (const base of cls.ext === undefined ? none : this.eval(file, cls.ext)) if (base.is === 'cls') return this.#constructorOf(base.file, base.cls, depth + 1);
    return undefined;
  }

  /** The frame in which `this` of the classes in `lineage` is one instance; `tag` names it. */
  frameOfSelf(is: Extract<Origin, { is: 'inst' }>, tag: string, lineage: readonly { readonly file: string; readonly cls: number }[]): Frame {
    const frames = this.#frame?.inner ?? this.#framesOfCalls;
    const known = frames.get(tag) ?? { ...this.#newFrame(), self: { is, tag, lineage } };
    frames.set(tag, known);
    return known;
  }

  /** Whether an object with this canonical path collects routes. */
  collects(path: string): boolean {
    return this.#words.collectors.has(path);
  }

  #newFrame(): Frame {
    return { parent: this.#frame, depth: (this.#frame?.depth ?? 0) + 1, memo: new Map(), inner: new Map() };
  }

  /**
   * Where a value is written, following imports, bindings and properties but no calls: the `catchAsync(…)` behind `controller.create`.
   */
  sourceOf(file: string, id: ValueId, depth = 0): { readonly file: string; readonly value: ValueId } {
    const model = this.model(file);
    const value = model.values[id];
    if (depth > 8 || value === undefined) return { file, value: id };
    if (value[0] === 'bind') {
      const only = model.bindings[value[1]]?.values;
      return only?.length === 1 && only[0] !== undefined ? this.sourceOf(file, only[0], depth + 1) : { file, value: id };
    }
    if (value[0] === 'awt') return this.sourceOf(file, value[1], depth + 1);
    if (value[0] === 'imp') {
      const home = this.homeOf(file, value[1], value[2]);
      return home === undefined ? { file, value: id } : this.sourceOf(home.file, home.value, depth + 1);
    }
    if (value[0] !== 'mem') return { file, value: id };
    for (const origin of this.eval(file, value[1])) {
      const found = this.#sourceOfMember(origin, value[2]);
      if (found !== undefined) return this.sourceOf(found.file, found.value, depth + 1);
    }
    return { file, value: id };
  }

  #sourceOfMember(origin: Origin, name: string): { readonly file: string; readonly value: ValueId } | undefined {
    if (origin.is === 'ns') {
      const value = this.model(origin.file).exports[name];
      return value === undefined ? undefined : { file: origin.file, value };
    }
    if (origin.is === 'obj') {
      const made = this.model(origin.file).values[origin.value];
      const entry = made?.[0] === 'obj' ? made[1].find(([key]) => key === name) : undefined;
      return entry === undefined ? undefined : { file: origin.file, value: entry[1] };
    }
    if (origin.is === 'inst' || origin.is === 'cls') {
      const value = this.model(origin.file).classes[origin.cls]?.fields[name]?.values[0];
      return value === undefined ? undefined : { file: origin.file, value };
    }
    return undefined;
  }

  eval(file: string, id: ValueId): readonly Origin[] {
    for (let frame = this.#frame; frame !== undefined; frame = frame.parent) {
      if (frame.row !== undefined && frame.row.id === id && frame.row.file === file) return frame.row.origins;
    }
    let memo = this.#memo.get(file);
    if (memo === undefined) this.#memo.set(file, (memo = []));
    const known = memo[id];
    if (known !== undefined) return known;
    const key = `${file}\0${id}`;
    if (this.#depth === 0) this.#steps = 0;
    if (this.#open.has(key) || this.#depth > maxDepth) {
      this.#cuts++;
      return none;
    }
    const isSpent = ++this.#steps > maxSteps;
    const model = this.#models.get(file);
    const value = model?.values[id];
    if (model === undefined || value === undefined) return none;
    if (value[0] === 'call') this.#evalChain(file, model, value[1], memo);
    this.#open.add(key);
    this.#depth++;
    const cutsBefore = this.#cuts;
    const result = unique(this.#evaluate(file, model, value, id));
    this.#depth--;
    this.#open.delete(key);
    // Inside a cycle the answer may be partial: an empty one is kept only when nothing was cut.
    if (this.#cuts === cutsBefore || this.#depth === 0 || result.length > 0 || isSpent) memo[id] = result;
    return result;
  }

  /** `app.get(…).post(…)…`: a long chain is followed from its beginning, because each link needs the one before and depth is limited. */
  #evalChain(file: string, model: FileModel, call: number, memo: readonly (readonly Origin[] | undefined)[]): void {
    const links: ValueId[] = [];
    for (let at = call; ;) {
      const callee: Value | undefined = model.values[model.calls[at]?.callee ?? -1];
      const receiver: ValueId | undefined = callee?.[0] === 'mem' ? callee[1] : undefined;
      const made: Value | undefined = receiver === undefined || memo[receiver] !== undefined ? undefined : model.values[receiver];
      if (receiver === undefined || made?.[0] !== 'call' || links.length > maxChain) break;
      links.push(receiver);
      at = made[1];
    }
    if (links.length > longChain) for (const link of links.reverse()) this.eval(file, link);
  }

  #evaluate(file: string, model: FileModel, value: Value, id: ValueId): readonly Origin[] {
    switch (value[0]) {
      case 'lit': return [{ is: 'lit', value: value[1] }];
      case 'tpl': return [{ is: 'text', file, value: id }];
      case 'imp': return this.imported(file, value[1], value[2]);
      case 'glob': return [this.#external(`global:${value[1]}`, `global:${value[1]}`, `global:${value[1]}`)];
      case 'fn': return [{ is: 'fn', file, fn: value[1] }];
      case 'cls': return [{ is: 'cls', file, cls: value[1] }];
      case 'this': return [this.#thisOf(file, value[1])];
      case 'super': return this.#superOf(file, value[1]);
      case 'held': return this.#holder({ file, call: value[1] }, `(${value[2]}${value[3] === '' ? '' : `.${value[3]}`}:this)`, `${file}:v${id}`);
      case 'obj': return [{ is: 'obj', file, value: id }];
      case 'arr': return [{ is: 'arr', file, value: id }];
      case 'iface': return [{ is: 'iface', file, iface: value[1] }];
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
        if (of?.[0] === 'imp' && of[2] === '*') return this.imported(file, of[1], 'default');
        return this.eval(file, value[1]).flatMap((origin) => this.member(origin, value[2]));
      }
      case 'idx': return this.#indexed_(file, value[1], value[2]);
      case 'elem': return this.#restItems(file, model, value[1]) ?? this.eval(file, value[1]).flatMap((origin) => this.#elements(origin));
      case 'call': {
        const made = this.#callResult({ file, call: value[1] });
        return made.length === 0 && this.#isTextMethod({ file, call: value[1] }) ? [{ is: 'text', file, value: id }] : made;
      }
      case 'new': return this.#newResult({ file, call: value[1] });
      case 'param': return this.#param(file, model, value[1], value[2]);
      case 'self': return this.#self(file, value[1]);
      case 'unk': return none;
    }
  }

  #thisOf(file: string, cls: number): Origin {
    for (let frame = this.#frame; frame !== undefined; frame = frame.parent) {
      if (frame.self?.lineage.some((at) => at.file === file && at.cls === cls) === true) return frame.self.is;
    }
    return { is: 'inst', file, cls };
  }

  /** Whether a class, or a class it extends, makes objects that collect routes. */
  #makesCollectors(file: string, index: number, depth = 0): boolean {
    if (!this.#indexed || depth > 4) return false;
    const key = `${file}#${index}`;
    const known = this.#collecting.get(key);
    if (known !== undefined) return known;
    this.#collecting.set(key, false);
    const { calls, classes } = this.model(file);
    const ext = classes[index]?.ext;
    const isMaking = calls.some(({ cls, callee, form }) => cls === index && this.#isImported(file, callee, 0) && this.eval(file, callee).some((origin) => origin.is === 'ext' && this.collects(this.#canonical(origin.path + (form === 'new' ? '!' : '()')))))
      || (ext !== undefined && this.eval(file, ext).some((base) => base.is === 'cls' && this.#makesCollectors(base.file, base.cls, depth + 1)));
    this.#collecting.set(key, isMaking);
    return isMaking;
  }

  /** Whether a value is written as an import or a member of one: evaluating it leads back to nothing that is being evaluated. */
  #isImported(file: string, id: ValueId, depth: number): boolean {
    const { values, bindings } = this.model(file);
    const value = values[id];
    if (value?.[0] === 'mem') return this.#isImported(file, value[1], depth);
    if (value?.[0] === 'bind') return depth < 4 && bindings[value[1]]?.values.every((made) => this.#isImported(file, made, depth + 1)) === true;
    return value?.[0] === 'imp';
  }

  /** Identity of what a call makes. */
  idOf(site: Site): string {
    const id = `${site.file}:${site.call}`;
    const tag = this.#frame === undefined ? undefined : tagInFrame(this, this.#frame, site);
    return tag === undefined ? id : `${id}\0${tag}`;
  }

  /** What a module of the project or a package offers under a name. */
  imported(from: string, specifier: string, name: string): readonly Origin[] {
    const target = this.#resolve(from, specifier);
    // A module written by hand (`prisma/client.ts`) is followed; a generated one is known by its package.
    const alias = this.#words.moduleAlias({ specifier, name, imports: target === undefined ? undefined : this.#models.get(target)?.imports });
    if (alias === undefined && target !== undefined && this.#models.has(target)) return this.exported(target, name);
    const module = alias ?? specifier;
    if (module.startsWith('.') || /^(?:~|@)\//.test(module)) return none;
    const path = this.#canonical(externalName(module, name));
    return [this.#external(path, path, canonicalModule(module))];
  }

  /** What a project file offers under a name (`default`; `*` for all of it), through re-exports. */
  exported(file: string, name: string): readonly Origin[] {
    const home = this.#exports.homeOf(file, name);
    switch (home?.is) {
      case 'value': return this.eval(home.file, home.value);
      case 'ns': return [{ is: 'ns', file: home.file }];
      case 'member': return this.eval(home.file, home.value).flatMap((origin) => this.member(origin, name));
      case 'package': {
        for (const { file: from, specifier } of home.offers) {
          const found = this.imported(from, specifier, name);
          if (found.length > 0) return found;
        }
        return this.#provided.get(`${file}\0${name}`) ?? none;
      }
      case undefined: return this.#provided.get(`${file}\0${name}`) ?? none;
    }
  }

  /** What a module of the project exports, by way of `export *` too. */
  exportsOf(file: string, seen = new Set<string>()): readonly { readonly name: string; readonly file: string; readonly value: ValueId }[] {
    if (seen.has(file)) return [];
    seen.add(file);
    const { exports, stars } = this.model(file);
    const own = Object.entries(exports).map(([name, value]) => ({ name, file, value }));
    const others = stars.flatMap((star) => this.#resolve(file, star) ?? []).filter((target) => this.#models.has(target)).flatMap((target) => this.exportsOf(target, seen));
    return [...own, ...others.filter(({ name }) => name !== 'default' && !Object.hasOwn(exports, name))];
  }

  /** File and value behind an imported name, following re-exports; undefined outside the project. */
  homeOf(from: string, specifier: string, name: string, depth = 0): { readonly file: string; readonly value: ValueId } | undefined {
    const file = this.#resolve(from, specifier);
    if (file === undefined || !this.#models.has(file) || depth > 8) return undefined;
    const model = this.model(file);
    const value = model.exports[name];
    if (value !== undefined) {
      const made = model.values[value];
      return made?.[0] === 'imp' ? this.homeOf(file, made[1], made[2], depth + 1) : { file, value };
    }
    for (const star of model.stars) {
      const found = this.homeOf(file, star, name, depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  member(origin: Origin, name: string): readonly Origin[] {
    switch (origin.is) {
      case 'ext': {
        if (name === 'default' && !origin.path.endsWith(')') && !origin.path.endsWith('!')) return [origin];
        const merged = origin.path === 'global:Object.assign()' ? this.#mergedMember(origin, name) : none;
        if (merged.length > 0) return merged;
        const added = this.#addedMember(origin, name);
        const typed = added.length > 0 ? none : this.#contextOf(origin, name);
        if (typed.length > 0) return typed;
        return added.length > 0 ? added : [this.#step(origin, `.${name}`, `${origin.id}.${name}`)];
      }
      case 'ns': return this.exported(origin.file, name);
      case 'obj': return this.property(origin, name);
      case 'inst': {
        const own = this.#instanceMember(origin.file, origin.cls, name, 0, origin);
        return own.length > 0 ? own : this.#implementedMember(origin, name);
      }
      case 'cls': return this.#classMember(origin, name);
      case 'iface': return this.#interfaceMember(origin, name);
      case 'arr': return sameList.has(name) ? [origin] : none;
      case 'shape': return this.#shapeMember(origin, name);
      case 'fn': return name === 'bind' || name === 'call' || name === 'apply' ? [origin] : none;
      default: return none;
    }
  }

  /** `Object.assign({}, defaults, given).name`: the last one that has it. */
  #mergedMember({ site }: ExternalOrigin, name: string): readonly Origin[] {
    for (const arg of site === undefined ? [] : [...this.callAt(site).args].reverse()) {
      const found = site === undefined ? none : this.eval(site.file, arg).flatMap((origin) => (origin.is === 'ext' ? none : this.member(origin, name)));
      if (found.length > 0) return found;
    }
    return none;
  }

  /** A property of an object literal, spreads included. */
  property(origin: Extract<Origin, { is: 'obj' }>, name: string): readonly Origin[] {
    const value = this.model(origin.file).values[origin.value];
    if (value?.[0] !== 'obj') return none;
    for (const [key, id] of value[1]) if (key === name) return this.eval(origin.file, id);
    if (value[2].length === 0) return this.#provided.get(`${origin.file}\0${name}`) ?? none;
    // `options = { ...options, limit }`: the spread leads back to the object itself.
    const key = `${origin.file}\0${origin.value}.${name}`;
    let known = this.#properties.get(this.#memo);
    if (known === undefined) this.#properties.set(this.#memo, (known = new Map<string, readonly Origin[]>()));
    const before = known.get(key);
    if (before !== undefined) return before;
    const cutsBefore = this.#cuts;
    const made = this.#once(key, () => {
      for (const spread of value[2]) {
        const found = this.eval(origin.file, spread).flatMap((other) => this.member(other, name));
        if (found.length > 0) return unique(found);
      }
      return none;
    });
    if (this.#cuts === cutsBefore || made.length > 0) known.set(key, made);
    return made;
  }

  #entityOf(from: ExternalOrigin, site: Site | undefined): Origin | undefined {
    for (let step: ExternalOrigin | undefined = from, at = site ?? from.site; step !== undefined; step = step.from, at = step?.site) {
      const [known] = typeArguments(this, step);
      const typed = known === undefined ? undefined : this.evalType(known.file, known.type, '').find((origin) => origin.is === 'inst');
      if (typed !== undefined) return typed;
      const first = at === undefined ? undefined : this.callAt(at).args[0];
      const given = at === undefined || first === undefined ? undefined : this.eval(at.file, first).find((origin) => origin.is === 'cls');
      if (given !== undefined) return { is: 'inst', file: given.file, cls: given.cls };
      if (step.path.endsWith('!')) return undefined;
    }
    return undefined;
  }

  /** Items of what a package gave; `rows.filter(…)` has those of `rows`. */
  #itemsOf(origin: ExternalOrigin): readonly Origin[] {
    for (let list: ExternalOrigin | undefined = origin; list !== undefined; list = sameList.has(/\.(\w+)\(\)$/.exec(list.path)?.[1] ?? '') ? list.from?.from : undefined) {
      const own = this.#ownInstance(list, '[]');
      if (own !== undefined) return [own];
    }
    return [this.#step(origin, '[]', `${origin.id}[]`)];
  }

  #typedElements(origin: Extract<Origin, { is: 'shape' }>): readonly Origin[] {
    const shape = this.model(origin.file).types[origin.type];
    return shape?.[0] === 'array' ? this.evalType(origin.file, shape[1], `${origin.file}:s${origin.type}`) : none;
  }

  #shapeMember(origin: Extract<Origin, { is: 'shape' }>, name: string): readonly Origin[] {
    const shape = this.model(origin.file).types[origin.type];
    if (shape?.[0] === 'array') return sameList.has(name) ? [origin] : none;
    const type = shape?.[0] === 'obj' ? shape[1][name] : undefined;
    return type === undefined ? none : this.evalType(origin.file, type, `${origin.file}:s${origin.type}.${name}`);
  }

  /** `interface OrderModel extends Model<Order>`: what a package calls the same. */
  #externalBases(origin: Extract<Origin, { is: 'iface' }>): readonly ExternalOrigin[] {
    const bases = this.model(origin.file).interfaces[origin.iface]?.ext ?? [];
    return bases.flatMap((base) => this.evalType(origin.file, base, `${origin.file}:i${origin.iface}`)).filter((made) => made.is === 'ext');
  }

  #interfaceMember(origin: Extract<Origin, { is: 'iface' }>, name: string): readonly Origin[] {
    const iface = this.model(origin.file).interfaces[origin.iface];
    const type = iface?.members[name];
    if (type !== undefined) {
      const typed = this.evalType(origin.file, type, `${origin.file}:i${origin.iface}.${name}`);
      if (typed.length > 0) return typed;
    }
    // A method of its own hides what a base has under that name.
    const isMethod = type !== undefined && this.model(origin.file).types[type]?.[0] === 'fn';
    for (const base of isMethod ? [] : iface?.ext ?? []) {
      const found = this.evalType(origin.file, base, '').flatMap((other) => this.member(other, name));
      if (found.length > 0) return found;
    }
    return this.implementersOf(origin).slice(0, 4).flatMap(({ file, cls }) => this.#instanceMember(file, cls, name, 0, { is: 'inst', file, cls }));
  }

  /** What an abstract class leaves to others, when they are few enough to follow. */
  #implementedMember(origin: Extract<Origin, { is: 'inst' }>, name: string): readonly Origin[] {
    const declared = this.#implementers.get(`${origin.file}~${origin.cls}`) ?? [];
    if (declared.length === 0 && this.model(origin.file).classes[origin.cls]?.abstract !== true) return none;
    const all = [...declared, ...this.implementersOf(origin)];
    if (all.length > maxImplementers) return none;
    return all.flatMap(({ file, cls }) => this.#instanceMember(file, cls, name, 0, { is: 'inst', file, cls }));
  }

  #instanceMember(file: string, index: number, name: string, depth: number, self: Origin): readonly Origin[] {
    const cls = this.model(file).classes[index];
    if (cls === undefined || depth > 6) return none;
    const method = cls.methods[name];
    if (method !== undefined && !method.isStatic) {
      const fn: Origin = { is: 'fn', file, fn: method.fn, self };
      return method.kind === 'get' ? this.#returned(fn) : [fn];
    }
    const field = cls.fields[name];
    if (field !== undefined) {
      const made = field.values.flatMap((value) => this.eval(file, value)).map((origin) => (origin.is === 'ext' && self.is === 'inst' && this.#makesCollectors(file, index) ? taggedByInstance(this, origin, { file, cls: index }, self) : origin));
      if (made.some(isSolid)) return made;
      const typed = field.type === undefined ? none : this.evalType(file, field.type, `${file}:c${index}.${name}`);
      if (typed.length > 0) return typed;
      return made.length > 0 ? made : this.#injected(file, field.decorators);
    }
    const adopted = this.#adoptedBases.get(`${file}#${index}`);
    if (adopted !== undefined) return this.member({ ...adopted, via: { file, cls: index } }, name);
    const returned = cls.ctor < 0 || this.model(file).functions[cls.ctor]?.returns.length === 0 ? none : this.#returned({ is: 'fn', file, fn: cls.ctor });
    const made = [...returned, ...cls.ext === undefined ? none : this.#constructed(file, cls.ext)].flatMap((origin) => this.member(origin, name));
    if (made.length > 0 || cls.ext === undefined) return made;
    return this.eval(file, cls.ext).flatMap((base) => {
      if (base.is === 'cls') return this.#instanceMember(base.file, base.cls, name, depth + 1, self);
      if (base.is !== 'ext') return none;
      const instance = this.#baseOf(file, index, base, self.is === 'inst' ? self : { file, cls: index });
      return this.member(instance, name).map((found) => (found.is === 'ext' && instance.via !== undefined ? { ...found, via: instance.via } : found));
    });
  }

  /** `extends (makeClient() as new () => Client)`: the type says what the base makes. */
  #constructed(file: string, ext: ValueId): readonly Origin[] {
    const model = this.model(file);
    const value = model.values[ext];
    const typed = value?.[0] === 'or' ? value[1].map((id) => model.values[id]) : [];
    return typed.flatMap((item) => {
      const type = item?.[0] === 'typed' ? model.types[item[1]] : undefined;
      return type?.[0] === 'ctor' ? this.evalType(file, type[1], `${file}:v${ext}`) : none;
    });
  }

  /** `initTRPC.context<Context>()` says what `ctx` is in every procedure made from it. */
  #contextOf(origin: ExternalOrigin, name: string): readonly Origin[] {
    const method = this.#words.contexts.get(`${origin.path}.${name}`);
    if (method === undefined) return none;
    for (let step: ExternalOrigin | undefined = origin.from; step !== undefined; step = step.from) {
      const type = step.typeArgs?.types[0];
      if (step.typeArgs !== undefined && type !== undefined && step.site !== undefined && this.#calleeName(step.site) === method) {
        // `context<typeof createContext>()`: what the function gives.
        return this.evalType(step.typeArgs.file, type, `${origin.id}.${name}`).flatMap((made) => (made.is === 'fn' ? this.#returned(made) : [made]));
      }
    }
    return none;
  }

  #classMember(origin: Extract<Origin, { is: 'cls' }>, name: string): readonly Origin[] {
    const found = this.#staticMember(origin.file, origin.cls, name, 0);
    const own = name === 'name' && found.length === 0 ? this.model(origin.file).classes[origin.cls]?.name ?? '' : '';
    return own === '' ? found : [{ is: 'lit', value: own }];
  }

  /** The part of a project class that a package wrote; `through` is the class it is reached by. */
  #baseOf(file: string, index: number, base: ExternalOrigin, through: { readonly file: string; readonly cls: number }): ExternalOrigin {
    const types = this.model(file).classes[index]?.extArgs;
    return { ...this.#step(base, '!', `${through.file}:c${through.cls}`), via: { file: through.file, cls: through.cls }, ...(types === undefined ? {} : { typeArgs: { file, types } }) };
  }

  /** The static method of a package that `findByPk` of a `class Order extends Model` stands in for. */
  #overridden(file: string, index: number, name: string, through: { readonly file: string; readonly cls: number }, depth = 0): readonly Origin[] {
    const ext = this.model(file).classes[index]?.ext;
    if (this.#words.overrides.size === 0 || ext === undefined || depth > 6) return none;
    return this.eval(file, ext).flatMap((base) => {
      if (base.is === 'cls') return this.#overridden(base.file, base.cls, name, through, depth + 1);
      return base.is === 'ext' && this.#words.overrides.has(`${base.path}.${name}`) ? [{ ...this.#step(base, `.${name}`, `${through.file}:c${through.cls}.${name}`), via: through }] : [];
    });
  }

  #staticMember(file: string, index: number, name: string, depth: number, through = { file, cls: index }): readonly Origin[] {
    const cls = this.model(file).classes[index];
    if (cls === undefined || depth > 6) return none;
    const method = cls.methods[name];
    if (method?.isStatic === true) {
      const fn: Origin = { is: 'fn', file, fn: method.fn };
      return method.kind === 'get' ? this.#returned(fn) : [fn, ...this.#overridden(file, index, name, through)];
    }
    const field = cls.fields[name];
    if (name === 'name' && field?.isStatic !== true && cls.name !== '') return [{ is: 'lit', value: cls.name }];
    if (field?.isStatic === true) {
      const made = field.values.flatMap((value) => this.eval(file, value));
      return made.length > 0 || field.type === undefined ? made : this.evalType(file, field.type, `${file}:c${index}.${name}`);
    }
    const adopted = this.#adoptedBases.get(`${file}#${index}`);
    if (adopted !== undefined) return this.member({ ...adopted, via: { file, cls: index } }, name);
    if (cls.ext === undefined) return none;
    return this.eval(file, cls.ext).flatMap((base) => {
      if (base.is === 'cls') return this.#staticMember(base.file, base.cls, name, depth + 1, through);
      if (base.is !== 'ext') return none;
      return [{ ...this.#step(base, `.${name}`, `${through.file}:c${through.cls}.${name}`), via: through }];
    });
  }

  /** `mongoose.Schema!.pre(1:this)`: what a package calls a function with that it was given. */
  #holder(site: Site, suffix: string, id: string): readonly Origin[] {
    return this.eval(site.file, this.callAt(site).callee).flatMap((callee) => (callee.is === 'ext' ? [{ ...this.#step(callee, suffix, id), site }] : none));
  }

  #superOf(file: string, index: number): readonly Origin[] {
    const ext = this.model(file).classes[index]?.ext;
    if (ext === undefined) return none;
    return this.eval(file, ext).map((base) => {
      if (base.is === 'cls') return { is: 'inst', file: base.file, cls: base.cls };
      return base.is === 'ext' ? this.#baseOf(file, index, base, { file, cls: index }) : base;
    });
  }

  #indexed_(file: string, of: ValueId, index: ValueId): readonly Origin[] {
    const keys = this.eval(file, index);
    const key = keys.length === 1 && keys[0]?.is === 'lit' ? keys[0].value : undefined;
    const rest = this.#restItems(file, this.model(file), of, key);
    if (rest !== undefined) return rest;
    return this.eval(file, of).flatMap((origin) => {
      if (typeof key === 'string') return this.member(origin, key);
      if (origin.is === 'ext' && origin.path === 'global:Promise.all()' && origin.site !== undefined) {
        const first = this.callAt(origin.site).args[0];
        return first === undefined ? none : this.eval(origin.site.file, first).flatMap((list) => this.#element(list, key)).map(settle);
      }
      return origin.is === 'ext' ? [this.#ownInstance(origin, '.[]') ?? this.#step(origin, '.[]', `${origin.id}.[]`)] : this.#element(origin, key);
    });
  }

  /** What stands at one place (or anywhere) in the arguments a rest parameter takes; undefined when this is no rest parameter. */
  #restItems(file: string, model: FileModel, of: ValueId, key?: unknown): readonly Origin[] | undefined {
    const value = model.values[of];
    if (value?.[0] !== 'param' || model.functions[value[1]]?.params[value[2]]?.rest !== true) return undefined;
    const [, fn, position] = value;
    if (typeof key === 'number') return this.#param(file, model, fn, position + key, true);
    const most = Math.max(0, ...this.callsOf(file, fn).map((site) => this.callAt(site).args.length));
    return Array.from({ length: Math.min(most - position, maxOrigins) }, (_, index) => this.#param(file, model, fn, position + index, true)).flat();
  }

  #element(origin: Origin, key: unknown): readonly Origin[] {
    if (origin.is === 'pair') return key === 0 ? [{ is: 'lit', value: origin.key }] : key === 1 ? origin.value : none;
    if (typeof key !== 'number' || origin.is !== 'arr') return this.#elements(origin);
    const value = this.model(origin.file).values[origin.value];
    const item = value?.[0] === 'arr' ? value[1][key] : undefined;
    return item === undefined ? none : this.eval(origin.file, item);
  }

  /** What iterating over a value yields. */
  rows(file: string, id: ValueId): readonly Origin[] {
    return this.eval(file, id).flatMap((origin) => this.#elements(origin, 100));
  }

  #entries(origin: ExternalOrigin, what: string): readonly Origin[] {
    const first = origin.site === undefined ? undefined : this.callAt(origin.site).args[0];
    if (origin.site === undefined || first === undefined) return none;
    const { file } = origin.site;
    return this.eval(file, first).flatMap((table): readonly Origin[] => {
      const value = table.is === 'obj' ? this.model(table.file).values[table.value] : undefined;
      const rows = table.is === 'ns' ? this.exportsOf(table.file).map((item) => [item.name, item.value, item.file] as const)
        : table.is === 'obj' && value?.[0] === 'obj' ? value[1].map(([key, id]) => [key, id, table.file] as const) : [];
      return rows.flatMap(([key, id, home]): readonly Origin[] => {
        if (what === 'keys') return [{ is: 'lit', value: key }];
        const made = this.eval(home, id);
        return what === 'values' ? made : [{ is: 'pair', key, value: made }];
      });
    });
  }

  #elements(origin: Origin, limit = maxOrigins): readonly Origin[] {
    const table = origin.is === 'ext' ? /^global:(?:Object\.(entries|keys|values)\(\)|Map!)$/.exec(origin.path) : null;
    if (table !== null && origin.is === 'ext') return table[1] === undefined ? this.#mapRows(origin) : this.#entries(origin, table[1]);
    if (origin.is === 'ext') return this.#itemsOf(origin);
    if (origin.is === 'shape') return this.#typedElements(origin);
    if (origin.is !== 'arr' && origin.is !== 'obj') return none;
    const value = this.model(origin.file).values[origin.value];
    if (value?.[0] === 'arr') {
      // `list = [...list, item]`: the spread leads back to the list itself.
      return this.#once(`${origin.file}\0${origin.value}[]`, () => value[1].slice(0, limit).flatMap((item) => {
        const spread = this.model(origin.file).values[item];
        return spread?.[0] === 'elem' ? this.eval(origin.file, spread[1]).flatMap((inner) => this.#elements(inner, limit)) : this.eval(origin.file, item);
      }));
    }
    if (value?.[0] === 'obj') return value[1].slice(0, limit).flatMap(([, item]) => this.eval(origin.file, item));
    return none;
  }

  /** Runs `work` unless it is already running under this key. */
  #once(key: string, work: () => readonly Origin[]): readonly Origin[] {
    if (this.#open.has(key)) {
      this.#cuts++;
      return none;
    }
    this.#open.add(key);
    try {
      return work();
    } finally {
      this.#open.delete(key);
    }
  }

  /** `new Map([['a', x], …])` iterates over its literal pairs. */
  #mapRows(origin: ExternalOrigin): readonly Origin[] {
    const first = origin.site === undefined ? undefined : this.callAt(origin.site).args[0];
    return origin.site === undefined || first === undefined ? none : this.rows(origin.site.file, first);
  }

  /** `new Map([['a', x]]).get('a')` is `x`. */
  #mapItem(callee: ExternalOrigin, site: Site): readonly Origin[] {
    const [first] = this.callAt(site).args;
    const key = first === undefined ? undefined : this.text(site.file, first);
    if (key?.resolved !== true || callee.from === undefined) return none;
    return this.#mapRows(callee.from).flatMap((row) => {
      const [name] = this.#element(row, 0);
      return name?.is === 'lit' && name.value === key.text ? this.#element(row, 1) : none;
    });
  }

  /**
   * `connect().then((client) => client.db()).catch(report)`: what the callback gives, what was there before a `catch` or `finally`.
   * Undefined where that says nothing.
   */
  #afterPromise({ file, call }: Site): readonly Origin[] | undefined {
    const { callee, args } = this.callAt({ file, call });
    const value = this.model(file).values[callee];
    const work = args[0];
    if (value?.[0] !== 'mem' || work === undefined || !/^(?:then|catch|finally)$/.test(value[2])) return undefined;
    const given = this.eval(file, work).filter((origin) => origin.is === 'fn');
    const made = value[2] === 'then' ? given.flatMap((origin) => this.#returned(origin)) : given.length > 0 ? this.eval(file, value[1]) : none;
    return made.length > 0 || this.eval(file, value[1]).some(({ is }) => is === 'ns') ? made : undefined;
  }

  #callResult(site: Site): readonly Origin[] {
    const call = this.callAt(site);
    const chained = this.#afterPromise(site);
    if (chained !== undefined) return chained;
    return this.eval(site.file, call.callee).flatMap((callee) => {
      if (callee.is === 'fn') {
        const value = this.#calleeName(site);
        if (value === 'bind') return [callee];
        const passed = this.#passedThrough(callee, site);
        return passed.length > 0 ? passed : this.#returned(callee).map((made) => this.#madeBy(made, callee, site));
      }
      if (callee.is === 'arr') return this.#keepsItems(site) ? [callee] : none;
      if (callee.is === 'shape') return [callee];
      if (callee.is !== 'ext') return none;
      const path = `${callee.path}()`;
      const item = callee.path === 'global:Map!.get' ? this.#mapItem(callee, site) : none;
      if (item.length > 0) return item;
      if (this.#words.transparent.has(path) || path === 'global:Object.freeze()') {
        const first = call.args[0];
        return first === undefined ? none : this.eval(site.file, first);
      }
      const given = this.#words.callbacks.has(path) ? call.args.flatMap((arg) => this.eval(site.file, arg)).flatMap((origin) => (origin.is === 'fn' ? this.#returned(origin) : none)) : none;
      if (given.length > 0) return given;
      const own = this.#ownInstance(callee, '()', site);
      if (own !== undefined) return [own];
      const stepped = this.#step(callee, '()', this.#frame !== undefined && this.collects(this.#canonical(path)) ? this.idOf(site) : `${site.file}:${site.call}`);
      const made = { ...stepped, site, ...(call.typeArgs ? { typeArgs: { file: site.file, types: call.typeArgs } } : {}) };
      const fallback = this.#words.settings.get(path);
      if (fallback !== undefined) return [...this.#setting(site, fallback), made];
      const located = this.#words.locators.has(path) ? this.#located(site) : none;
      return located.length > 0 ? located : [made];
    });
  }

  #keepsItems(site: Site): boolean {
    const { args } = this.callAt(site);
    return this.#calleeName(site) !== 'filter' || (args[0] !== undefined && this.eval(site.file, args[0]).some((origin) => origin.is === 'ext' && origin.path === 'global:Boolean'));
  }

  /** What the configuration of the project says about the setting that is read here, and the default given here. */
  #setting(site: Site, fallback: number): readonly Origin[] {
    const { args } = this.callAt(site);
    const name = args[0] === undefined ? undefined : this.text(site.file, args[0]);
    for (const { prefix, file, fn } of name?.resolved === true ? this.#settings : []) {
      if (prefix !== '' && name?.text.startsWith(`${prefix}.`) !== true) continue;
      const keys = name?.text.slice(prefix === '' ? 0 : prefix.length + 1).split('.') ?? [];
      const found = keys.reduce<readonly Origin[]>((holders, key) => holders.flatMap((holder) => this.member(holder, key)), this.#returned({ is: 'fn', file, fn }));
      if (found.length > 0) return found;
    }
    const given = args[fallback];
    return given === undefined ? none : this.eval(site.file, given).filter(({ is }) => is === 'lit' || is === 'text');
  }

  #located(site: Site): readonly Origin[] {
    const { args, typeArgs } = this.callAt(site);
    const identity = `${site.file}:${site.call}`;
    const given = args[0] === undefined ? none : this.eval(site.file, args[0]);
    const made = given.flatMap((origin): readonly Origin[] => {
      if (origin.is === 'cls') return [{ is: 'inst', file: origin.file, cls: origin.cls }];
      return origin.is === 'ext' && !/[)!]$/.test(origin.path) ? [{ ...this.#step(origin, '!', identity), site }] : none;
    });
    return made.length > 0 || typeArgs?.[0] === undefined ? made : this.evalType(site.file, typeArgs[0], identity);
  }

  /** Text and classes that a function makes from its parameters remember the call. */
  #madeBy(made: Origin, callee: Extract<Origin, { is: 'fn' }>, site: Site): Origin {
    if (made.is === 'ext') return taggedByCall(this, made, callee, site);
    if (made.is !== 'text' && made.is !== 'cls') return made;
    const fn = this.model(callee.file).functions[callee.fn];
    if (fn === undefined || (made.calls?.length ?? 0) >= maxCalls) return made;
    const isOwn = made.file === callee.file && (made.is === 'text' || isInside(this.model(made.file).classes[made.cls]?.place, fn.place));
    return made.calls === undefined && !isOwn ? made : { ...made, calls: [site, ...(made.calls ?? [])] };
  }

  /** What a generic function gives back of what it is given here (`remember('db', () => new Pool())`). */
  #passedThrough(callee: Extract<Origin, { is: 'fn' }>, site: Site): readonly Origin[] {
    const passes = this.model(callee.file).functions[callee.fn]?.passes;
    const arg = passes === undefined ? undefined : this.callAt(site).args[passes.param];
    if (passes === undefined || arg === undefined) return none;
    const given = this.eval(site.file, arg);
    return passes.called ? given.flatMap((origin) => (origin.is === 'fn' ? this.#returned(origin) : none)) : given;
  }

  #calleeName(site: Site): string | undefined {
    const value = this.model(site.file).values[this.callAt(site).callee];
    return value?.[0] === 'mem' ? value[2] : undefined;
  }

  #newResult(site: Site): readonly Origin[] {
    const call = this.callAt(site);
    return this.eval(site.file, call.callee).flatMap((callee): readonly Origin[] => {
      if (callee.is === 'cls') {
        const isTold = this.#makesCollectors(callee.file, callee.cls) && instancesOf(this, callee.file, callee.cls).some(({ made }) => made?.file === site.file && made.call === site.call);
        return [{ is: 'inst', file: callee.file, cls: callee.cls, ...(isTold ? { made: site } : {}) }];
      }
      if (callee.is === 'iface') return this.#externalBases(callee).map((base) => ({ ...this.#step(base, '!', `${site.file}:${site.call}`), site }));
      if (callee.is !== 'ext') return none;
      const made = this.#step(callee, '!', this.#frame !== undefined && this.collects(this.#canonical(`${callee.path}!`)) ? this.idOf(site) : `${site.file}:${site.call}`);
      return [{ ...made, site, ...(call.typeArgs ? { typeArgs: { file: site.file, types: call.typeArgs } } : {}) }];
    });
  }

  #returned(origin: Extract<Origin, { is: 'fn' }>): readonly Origin[] {
    const fn = this.model(origin.file).functions[origin.fn];
    if (fn === undefined) return none;
    const { self } = origin;
    const frame = self?.is === 'inst' && fn.cls >= 0 && (self.cls !== fn.cls || self.file !== origin.file || self.made !== undefined) && this.#makesCollectors(origin.file, fn.cls) ? frameOfInstance(this, self) : this.#frame;
    const made = this.within(frame, () => fn.returns.flatMap((value) => this.eval(origin.file, value)));
    if (made.some(isSolid) || fn.returnType === undefined) return made;
    const typed = this.evalType(origin.file, fn.returnType, `${origin.file}:r${origin.fn}`);
    return typed.length > 0 ? typed : made;
  }

  #param(file: string, model: FileModel, index: number, position: number, isRestItem = false): readonly Origin[] {
    const fn = model.functions[index];
    const param = isRestItem ? itemOf(model, fn?.params.at(-1)) : fn?.params[position];
    if (fn === undefined || param === undefined) return none;
    const id = `${file}:p${index}.${position}`;
    const given = this.#givenHere(file, index, position);
    if (given !== undefined && given.length > 0) return given;
    const followed = given !== undefined ? none : this.#indexed ? this.#argumentsFor(file, fn, index, position, id) : none;
    if (followed.some((origin) => origin.is === 'ext' || origin.is === 'inst' || origin.is === 'cls' || origin.is === 'fn')) return followed;
    // A list that was followed says more than the type of its items.
    const isListed = followed.some((origin) => origin.is === 'arr');
    const typed = param.type === undefined ? none : this.evalType(file, param.type, id).filter((origin) => !isListed || origin.is !== 'shape');
    if (typed.some(isSolid)) return typed;
    const context = fn.contextType === undefined || typed.length > 0 ? none
      : this.#contextOfParameter(file, fn.contextType, position, id);
    if (context.length > 0) return [...followed, ...context];
    const initial = param.initial === undefined ? none : this.eval(file, param.initial);
    const all = [...followed, ...typed, ...initial];
    return all.length > 0 ? all : this.#injected(file, param.decorators);
  }

  /** `@InjectModel('Order') orders`: where neither a type nor a caller says anything, the decorator is what puts the value there. */
  #injected(file: string, decorators: readonly ValueId[] | undefined): readonly Origin[] {
    const model = this.model(file);
    return (decorators ?? []).flatMap((id) => {
      const value = model.values[id];
      const callee = value?.[0] === 'call' ? model.values[model.calls[value[1]]?.callee ?? -1] : undefined;
      return callee?.[0] === 'imp' && callee[2].startsWith('Inject') ? this.eval(file, id).filter(({ is }) => is === 'ext') : none;
    });
  }

  /** Type and decorators of the parameter or field that holds a value, when its identity says that it was received there. */
  declarationOf({ id }: ExternalOrigin): { readonly file: string; readonly type?: TypeId; readonly decorators?: readonly ValueId[] } | undefined {
    const [, file = '', kind, index, name = ''] = /^(.+):(?:([pc])(\d+)\.(.+))$/.exec(id) ?? [];
    const model = this.#models.get(file);
    const found = kind === 'p' ? model?.functions[Number(index)]?.params[Number(name)] : model?.classes[Number(index)]?.fields[name];
    return found === undefined ? undefined : { file, ...found };
  }

  /** What the type a function is written for says of a parameter: a package's type, or one of the project. */
  #contextOfParameter(file: string, type: TypeId, position: number, id: string): readonly Origin[] {
    const written = parameterType(this, file, type, position);
    if (written !== undefined) return this.evalType(written.file, written.type, id);
    // A member of a package's type says less than how the package is called with the object.
    if (this.model(file).types[type]?.[0] === 'member') return none;
    return this.evalType(file, type, id).flatMap((origin): readonly Origin[] => (origin.is === 'ext' ? [this.#step(origin, `(:${position})`, id)] : none));
  }

  /** What the call on whose behalf a function is read gives for a parameter; undefined when it is read on behalf of nobody. */
  #givenHere(file: string, index: number, position: number): readonly Origin[] | undefined {
    for (let frame = this.#frame; frame !== undefined; frame = frame.parent) {
      const { call } = frame;
      if (call === undefined || call.fn !== index || call.file !== file) continue;
      const { args } = this.callAt(call.site);
      const arg = args[position];
      return this.within(frame.parent, () => (arg === undefined ? none : this.eval(call.site.file, arg)));
    }
    return undefined;
  }

  /** `this` of a function that is handed to a package: `fastify().get(1:this)`. */
  #self(file: string, index: number): readonly Origin[] {
    return this.usesOf(file, index).slice(0, maxOrigins).flatMap((use) => this.#calleesOf(use).flatMap((callee): readonly Origin[] => {
      if (callee.is !== 'ext') return none;
      const suffix = `(${use.arg}${use.key === undefined ? '' : `.${use.key}`}:this)`;
      return [{ ...this.#step(callee, suffix, `${file}:s${index}@${use.site.file}:${use.site.call}`), site: use.site }];
    }));
  }

  #argumentsFor(file: string, fn: FunctionModel, index: number, position: number, id: string): readonly Origin[] {
    const found: Origin[] = [...this.#adopted.get(`${file}#${index}.${position}`) ?? []];
    const isConstructor = fn.cls >= 0 && this.model(file).classes[fn.cls]?.ctor === index;
    for (const site of isConstructor ? [...this.newsOf(file, fn.cls), ...this.#inheritedNews.get(`${file}#${fn.cls}`) ?? []] : this.callsOf(file, index)) {
      const arg = this.callAt(site).args[position];
      if (arg !== undefined) found.push(...this.eval(site.file, arg));
      if (found.length >= maxOrigins) return found;
    }
    for (const use of this.usesOf(file, index)) {
      if (this.#isOfAnotherCall(use, file, index)) continue;
      const settled = position === 0 && use.arg === 0 ? this.#settled(use.site) : undefined;
      if (settled !== undefined) {
        found.push(...this.eval(use.site.file, settled));
        continue;
      }
      for (const callee of this.#calleesOf(use)) {
        if (callee.is === 'ext') found.push(...this.#givenByPackage(callee, use, position, id));
        else if (callee.is === 'fn') found.push(...this.#givenToCallback(callee, use.arg, position, use.key));
        if (found.length >= maxOrigins) return found;
      }
    }
    if (fn.over !== undefined && position === 0) found.push(...this.eval(file, fn.over).flatMap((list) => this.#elements(list)));
    return found;
  }

  /** What a function is handed to; when functions were indexed, that may not have been known yet. */
  #calleesOf({ site, callee }: FunctionUse): readonly Origin[] {
    return callee.length > 0 ? callee : this.eval(site.file, this.callAt(site).callee);
  }

  /** While `resource('brands')` is read: `register(resource('colours'))` is handed over a function that another call made. */
  #isOfAnotherCall(use: FunctionUse, file: string, index: number): boolean {
    const made = this.#frame === undefined || use.key !== undefined ? undefined : this.#makerOf(use);
    if (made === undefined) return false;
    for (let frame = this.#frame; frame !== undefined; frame = frame.parent) {
      const { call } = frame;
      if (call?.file !== file || !isInside(this.model(file).functions[index]?.place, this.model(file).functions[call.fn]?.place ?? [0, 0, 0, 0])) continue;
      const isSame = call.site.file === made.file && call.site.call === made.call;
      return !isSame && this.eval(made.file, this.callAt(made).callee).some((origin) => origin.is === 'fn' && origin.file === file && origin.fn === call.fn);
    }
    return false;
  }

  /** The call whose result is handed over, wrappers that give back what they are given taken off. */
  #makerOf({ site, arg }: FunctionUse): Site | undefined {
    let file = site.file;
    let id = this.callAt(site).args[arg];
    for (let depth = 0; id !== undefined && depth < 4; depth++) {
      const source = this.sourceOf(file, id);
      const value = this.model(source.file).values[source.value];
      if (value?.[0] !== 'call') return undefined;
      const made: Site = { file: source.file, call: value[1] };
      const { callee, args } = this.callAt(made);
      const isWrapper = this.eval(source.file, callee).some((origin) => origin.is === 'ext' && this.#words.transparent.has(`${origin.path}()`));
      if (!isWrapper) return made;
      file = source.file;
      id = args[0];
    }
    return undefined;
  }

  /** What a package passes to a function it was given, here or in an object (`route({ handler })`: `(0.handler:0)`). */
  #givenByPackage(callee: ExternalOrigin, use: FunctionUse, position: number, id: string): readonly Origin[] {
    const suffix = `(${use.arg}${use.key === undefined ? '' : `.${use.key}`}:${position})`;
    const echo = this.#words.echoes.get(callee.path + suffix);
    if (typeof echo === 'string') return use.holder === undefined ? none : this.property(use.holder, echo);
    const arg = echo === undefined ? undefined : this.callAt(use.site).args[echo];
    if (echo !== undefined) return arg === undefined ? none : this.eval(use.site.file, arg);
    const tag = this.#frame === undefined ? undefined : tagInFrame(this, this.#frame, use.site);
    return [this.#ownInstance(callee, suffix) ?? { ...this.#step(callee, suffix, `${id}@${use.site.file}:${use.site.call}${tag === undefined ? '' : `\0${tag}`}`), site: use.site }];
  }

  /** An instance of a class of the project that a package hands out: `User.findOne()` of a `class User extends Model`, `em.findOne(Order)`, an item of what a `Repository<Order>` finds. */
  #ownInstance(from: ExternalOrigin, suffix: string, site?: Site): Origin | undefined {
    if (this.#words.entities.has(from.path + suffix)) return this.#entityOf(from, site);
    if (!this.#words.instances.has(from.path + suffix)) return undefined;
    for (let step: ExternalOrigin | undefined = from; step !== undefined; step = step.from) if (step.via !== undefined) return { is: 'inst', ...step.via };
    return undefined;
  }

  /** The value before `.then(…)`, as `await` would give it. */
  #settled(site: Site): ValueId | undefined {
    const callee = this.model(site.file).values[this.callAt(site).callee];
    return callee?.[0] === 'mem' && callee[2] === 'then' ? callee[1] : undefined;
  }

  /** `withTransaction(async (tx) => …)`, `start({ configure: (app) => … })`: what the project function passes to the callback it was given. */
  #givenToCallback(callee: Extract<Origin, { is: 'fn' }>, arg: number, position: number, key: string | undefined): readonly Origin[] {
    const model = this.model(callee.file);
    const found: Origin[] = [];
    for (const call of model.calls) {
      const called = model.values[call.callee];
      const target = key === undefined ? called : called?.[0] === 'mem' && called[2] === key ? model.values[called[1]] : undefined;
      if (target?.[0] !== 'param' || target[1] !== callee.fn || target[2] !== arg) continue;
      const given = call.args[position];
      if (given !== undefined) found.push(...this.eval(callee.file, given));
    }
    return found;
  }

  evalType(file: string, id: TypeId, identity: string, depth = 0): readonly Origin[] {
    const model = this.model(file);
    const type = model.types[id];
    if (type === undefined || depth > 8) return none;
    switch (type[0]) {
      case 'typeof': return this.eval(file, type[1]);
      case 'union': return type[1].flatMap((member) => this.evalType(file, member, identity, depth + 1));
      case 'fn':
      case 'plain':
      case 'ctor': return none;
      case 'array':
      case 'obj': return [{ is: 'shape', file, type: id }];
      case 'member': return this.#memberType(file, model, type[1], type[2], identity, depth);
      case 'ref': return this.#typeReference(file, model, type[1], type[2], identity, depth);
    }
  }

  #typeReference(file: string, model: FileModel, name: ValueId, args: readonly TypeId[], identity: string, depth: number): readonly Origin[] {
    const target = model.values[name];
    if (target?.[0] === 'glob') {
      const first = args[0];
      if (first === undefined) return none;
      if (unwrappingTypes.has(target[1])) return this.evalType(file, first, identity, depth + 1);
      if (target[1] === 'ReturnType') return this.evalType(file, first, identity, depth + 1).flatMap((origin) => origin.is === 'fn' ? this.#returned(origin) : origin.is === 'ext' ? [this.#step(origin, '()', identity)] : none);
      if (target[1] === 'InstanceType') return this.evalType(file, first, identity, depth + 1).flatMap((origin) => this.#instanceOf(origin, file, args, identity));
      return none;
    }
    return this.eval(file, name).flatMap((origin) => this.#instanceOf(origin, file, args, identity));
  }

  #memberType(file: string, model: FileModel, of: TypeId, name: string | number, identity: string, depth: number): readonly Origin[] {
    if (typeof name === 'string') return this.evalType(file, of, identity, depth + 1).flatMap((origin) => this.member(origin, name));
    const list = model.types[of];
    const target = list?.[0] === 'ref' ? model.values[list[1]] : undefined;
    const from = list?.[0] === 'ref' && target?.[0] === 'glob' && target[1] === 'Parameters' ? list[2][0] : undefined;
    if (from === undefined) return none;
    return this.evalType(file, from, identity, depth + 1).flatMap((origin): readonly Origin[] => {
      if (origin.is === 'fn') return this.#param(origin.file, this.model(origin.file), origin.fn, name);
      if (origin.is !== 'ext') return none;
      // The parameter of a parameter is what a callback receives: `Parameters<Parameters<typeof prisma.$transaction>[0]>[0]`.
      const callback = /^(.*)\(:(\d+)\)$/.exec(origin.path);
      if (callback === null || origin.from === undefined) return [this.#step(origin, `(:${name})`, identity)];
      return [this.#step(origin.from, `(${callback[2] ?? ''}:${name})`, identity)];
    });
  }

  #instanceOf(origin: Origin, file: string, args: readonly TypeId[], identity: string): readonly Origin[] {
    if (origin.is === 'cls') return [{ is: 'inst', file: origin.file, cls: origin.cls }];
    if (origin.is === 'ext') {
      // An alias of the project (`type Db = NodePgDatabase`) has already been evaluated to an instance.
      const made = origin.path.includes('!') || origin.path.endsWith(')') ? { ...origin, id: identity } : this.#step(origin, '!', identity);
      return [args.length > 0 ? { ...made, typeArgs: { file, types: args } } : made];
    }
    return [origin];
  }

  #canonical(path: string): string {
    return this.#words.aliases.get(path) ?? path;
  }

  #external(path: string, id: string, module: string): ExternalOrigin {
    return { is: 'ext', module: this.#moduleOf(path, module), path, id };
  }

  #step(from: ExternalOrigin, suffix: string, id: string): ExternalOrigin {
    const path = this.#canonical(from.path + suffix);
    return { is: 'ext', module: this.#moduleOf(path, from.module), path, id, from };
  }

  /** An alias may lead to another package. */
  #moduleOf(path: string, module: string): string {
    if (path.startsWith(module)) return module;
    for (const candidate of this.#words.modules) if (path.startsWith(candidate) && !/[\w@/-]/.test(path[candidate.length] ?? '')) return candidate;
    return module;
  }

  #settingName(site: Site): string {
    const first = this.callAt(site).args[0];
    const name = first === undefined ? undefined : this.text(site.file, first);
    return name?.resolved === true ? ` (${name.text})` : '';
  }

  /** `name.toLowerCase()`, `['api', 'v1'].join('/')` of text or of a list. */
  #isTextMethod(site: Site): boolean {
    const callee = this.model(site.file).values[this.callAt(site).callee];
    if (callee?.[0] !== 'mem' || !(callee[2] === 'join' || textMethods.has(callee[2]))) return false;
    const wanted = callee[2] === 'join' ? ['arr'] : ['lit', 'text'];
    return this.eval(site.file, callee[1]).some((origin) => wanted.includes(origin.is));
  }

  #textOfMethod(site: Site, depth: number): Text {
    const { callee, args } = this.callAt(site);
    const method = this.model(site.file).values[callee];
    if (method?.[0] !== 'mem') return hole('it is computed at run time');
    const given = args.map((arg) => (this.eval(site.file, arg).some(({ is }) => is === 'lit' || is === 'text') ? this.text(site.file, arg, depth + 1) : hole('it is computed at run time')));
    if (method[2] === 'join') {
      const list = this.eval(site.file, method[1]).find((origin) => origin.is === 'arr');
      const items = list === undefined ? undefined : this.model(list.file).values[list.value];
      if (list === undefined || items?.[0] !== 'arr') return hole('it is computed at run time');
      return joinText(items[1].flatMap((item, index) => [...(index === 0 ? [] : [given[0] ?? ',']), this.text(list.file, item, depth + 1)]));
    }
    const base = this.text(site.file, method[1], depth + 1);
    const made = base.resolved && given.every(({ resolved }) => resolved) ? textMethods.get(method[2])?.(base.text, given.map(({ text }) => text)) : undefined;
    return made === undefined ? { ...hole('it is computed at run time'), ...(base.because === undefined ? {} : { because: base.because }) } : plainText(made);
  }

  /** The text a value stands for; the first literal alternative wins (`process.env.PREFIX ?? '/api'`). */
  text(file: string, id: ValueId, depth = 0): Text {
    const value = this.model(file).values[id];
    if (depth > 12 || value === undefined) return hole('it is computed at run time');
    if (value[0] === 'tpl') return joinText(value[1].map((part) => (typeof part === 'string' ? part : this.text(file, part, depth + 1))));
    const origins = this.eval(file, id);
    if (value[0] === 'call' && origins.some((origin) => origin.is === 'text' && origin.file === file && origin.value === id)) return this.#textOfMethod({ file, call: value[1] }, depth);
    for (const origin of origins) {
      if (origin.is === 'lit' && origin.value !== null && typeof origin.value !== 'boolean') return plainText(String(origin.value));
      if (origin.is === 'text' && !(origin.file === file && origin.value === id)) {
        return this.within(this.frameOf(origin.calls ?? []), () => this.text(origin.file, origin.value, depth + 1));
      }
      const convert = origin.is === 'ext' ? textFunctions.get(origin.path) : undefined;
      const given = convert === undefined || origin.is !== 'ext' || origin.site === undefined ? undefined : this.callAt(origin.site).args[0];
      const text = given === undefined || origin.is !== 'ext' || origin.site === undefined ? undefined : this.text(origin.site.file, given, depth + 1);
      if (text?.resolved === true && convert !== undefined) return plainText(convert(text.text));
    }
    const env = origins.find((origin): origin is ExternalOrigin => origin.is === 'ext' && origin.path.startsWith('global:process.env'));
    if (env) return hole(`it comes from the environment (${env.path.slice('global:process.'.length)}) and has no default`);
    const setting = origins.find((origin): origin is ExternalOrigin => origin.is === 'ext' && this.#words.settings.has(origin.path));
    if (setting?.site) return hole(`it comes from the configuration${this.#settingName(setting.site)} and has no default`);
    if (value[0] === 'unk' && value[1].startsWith('regex:')) {
      const { path, resolved } = regexPath(value[1].slice('regex:'.length));
      return resolved ? plainText(path) : { ...hole('it is a regular expression'), text: path };
    }
    return hole('it is computed at run time');
  }
}

/** `<path>.*` stands for any member of it. */
function isTarget(wanted: string, path: string): boolean {
  return wanted === path || (wanted.endsWith('.*') && path.slice(0, path.lastIndexOf('.')) === wanted.slice(0, -2));
}

/** What `await` makes of an origin. */
function settle(origin: Origin): Origin {
  return origin.is === 'ext' && origin.awaited === undefined ? { ...origin, awaited: true } : origin;
}

/** An origin that says what something is, not just which text or interface it has. */
function isSolid(origin: Origin): boolean {
  return origin.is !== 'iface' && origin.is !== 'shape' && !(origin.is === 'lit' && origin.value === null);
}

function unique(origins: readonly Origin[]): readonly Origin[] {
  if (origins.length < 2) return origins;
  const seen = new Set<string>();
  const kept: Origin[] = [];
  for (const origin of origins) {
    const key = keyOf(origin);
    if (seen.has(key)) continue;
    seen.add(key);
    if (kept.push(origin) >= maxOrigins) break;
  }
  return kept;
}

function callsKey(calls: readonly Site[] | undefined): string {
  return calls === undefined ? '' : calls.map(({ file, call }) => `\0${file}:${call}`).join('');
}

function isRead(frame: Frame | undefined, site: Site): boolean {
  for (let at = frame; at !== undefined; at = at.parent) if (at.call?.site.file === site.file && at.call.site.call === site.call) return true;
  return false;
}

/** `router as Router<State>`: what is known by its type alone adds nothing to the same thing whose making is known. */
function withoutTwins(origins: readonly Origin[]): readonly Origin[] {
  const isTyped = (origin: Origin): origin is ExternalOrigin => origin.is === 'ext' && origin.site === undefined && origin.via === undefined && origin.path.endsWith('!');
  return origins.filter((origin) => !isTyped(origin) || !origins.some((other) => other.is === 'ext' && other.path === origin.path && !isTyped(other)));
}

/** One argument that a rest parameter takes. */
function itemOf(model: FileModel, rest: ParamModel | undefined): ParamModel | undefined {
  const type = rest?.type === undefined ? undefined : model.types[rest.type];
  return rest === undefined ? undefined : { name: '', ...(type?.[0] === 'array' ? { type: type[1] } : {}) };
}

function isInside(inner: Place | undefined, outer: Place): boolean {
  if (inner === undefined) return false;
  const starts = inner[0] > outer[0] || (inner[0] === outer[0] && inner[1] >= outer[1]);
  return starts && (inner[2] < outer[2] || (inner[2] === outer[2] && inner[3] <= outer[3]));
}

function keyOf(origin: Origin): string {
  switch (origin.is) {
    case 'lit': return `l${String(origin.value)}`;
    case 'ext': return `e${origin.path}\0${origin.id}\0${origin.from?.id ?? ''}`;
    case 'fn': return `f${origin.file}#${origin.fn}`;
    case 'cls': return `c${origin.file}#${origin.cls}${callsKey(origin.calls)}`;
    case 'text': return `t${origin.file}#${origin.value}${callsKey(origin.calls)}`;
    case 'inst': return `i${origin.file}#${origin.cls}${origin.made === undefined ? '' : callsKey([origin.made])}`;
    case 'ns': return `n${origin.file}`;
    case 'pair': return `p${origin.key}${origin.value.map(keyOf).join()}`;
    case 'iface': return `j${origin.file}#${origin.iface}`;
    case 'shape': return `s${origin.file}#${origin.type}`;
    default: return `${origin.is}${origin.file}#${origin.value}`;
  }
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [item]);
  else list.push(item);
}

function plainText(text: string): Text {
  return { text, resolved: true, parts: [text] };
}

function hole(because: string): Text {
  return { text: '${}', resolved: false, because, parts: [null] };
}

export function joinText(parts: readonly (string | Text)[]): Text {
  const texts = parts.map((part) => (typeof part === 'string' ? plainText(part) : part));
  const because = texts.find((part) => !part.resolved)?.because;
  return {
    text: texts.map((part) => part.text).join(''),
    resolved: texts.every((part) => part.resolved),
    ...(because === undefined ? {} : { because }),
    parts: texts.flatMap((part) => part.parts),
  };
}

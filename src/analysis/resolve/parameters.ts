import type { CallIndex, FunctionUse } from './call-index.ts';
import type { CanonicalPaths } from './canonical-paths.ts';
import type { Evaluator } from './evaluator.ts';
import { parameterType } from './function-types.ts';
import { injected } from './injected.ts';
import type { Items } from './items.ts';
import { tagInFrame } from './makers.ts';
import type { FileModel, FunctionModel, ParamModel, TypeId, ValueId } from './model.ts';
import { push } from './multimap.ts';
import type { ExternalOrigin, FunctionOrigin, Origin, Site } from './origin.ts';
import { isSolid, maxOrigins, none } from './origins.ts';
import type { PackageInstances } from './package-instances.ts';
import { isInside } from './places.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What parameters of the project's functions can be: by who calls the function, who it is handed to, their types and defaults. */
export class Parameters {
  readonly #linker: Evaluator;
  readonly #words: Vocabulary;
  readonly #paths: CanonicalPaths;
  readonly #index: CallIndex;
  readonly #items: Items;
  readonly #instances: PackageInstances;
  readonly #adopted = new Map<string, Origin[]>();

  constructor(linker: Evaluator, words: Vocabulary, paths: CanonicalPaths, index: CallIndex, items: Items, instances: PackageInstances) {
    this.#linker = linker;
    this.#words = words;
    this.#paths = paths;
    this.#index = index;
    this.#items = items;
    this.#instances = instances;
  }

  /** Says that a framework calls a function by itself with this value. */
  adopt(file: string, fn: number, position: number, origin: Origin): void {
    push(this.#adopted, `${file}#${fn}.${position}`, origin);
  }

  of(file: string, index: number, position: number, isRestItem = false): readonly Origin[] {
    const model = this.#linker.model(file);
    const fn = model.functions[index];
    const param = isRestItem ? itemOf(model, fn?.params.at(-1)) : fn?.params[position];
    if (fn === undefined || param === undefined) return none;
    const id = `${file}:p${index}.${position}`;
    const given = this.#givenHere(file, index, position);
    if (given !== undefined && given.length > 0) return given;
    const followed = given !== undefined ? none : this.#linker.isIndexed ? this.#argumentsFor(file, fn, index, position, id) : none;
    if (followed.some((origin) => origin.is === 'ext' || origin.is === 'inst' || origin.is === 'cls' || origin.is === 'fn')) return followed;
    // A list that was followed says more than the type of its items.
    const isListed = followed.some((origin) => origin.is === 'arr');
    const typed = param.type === undefined ? none : this.#linker.evalType(file, param.type, id).filter((origin) => !isListed || origin.is !== 'shape');
    if (typed.some(isSolid)) return typed;
    const context = fn.contextType === undefined || typed.length > 0 ? none
      : this.#contextOfParameter(file, fn.contextType, position, id);
    if (context.length > 0) return [...followed, ...context];
    const initial = param.initial === undefined ? none : this.#linker.eval(file, param.initial);
    const all = [...followed, ...typed, ...initial];
    return all.length > 0 ? all : injected(this.#linker, file, param.decorators);
  }

  /** What stands at one place (or anywhere) in the arguments a rest parameter takes; undefined when this is no rest parameter. */
  restItems(file: string, of: ValueId, key?: unknown): readonly Origin[] | undefined {
    const model = this.#linker.model(file);
    const value = model.values[of];
    if (value?.[0] !== 'param' || model.functions[value[1]]?.params[value[2]]?.rest !== true) return undefined;
    const [, fn, position] = value;
    if (typeof key === 'number') return this.of(file, fn, position + key, true);
    const most = Math.max(0, ...this.#linker.callsOf(file, fn).map((site) => this.#linker.callAt(site).args.length));
    return Array.from({ length: Math.min(most - position, maxOrigins) }, (_, index) => this.of(file, fn, position + index, true)).flat();
  }

  /** `this` of a function that is handed to a package: `fastify().get(1:this)`. */
  selfOf(file: string, index: number): readonly Origin[] {
    return this.#linker.usesOf(file, index).slice(0, maxOrigins).flatMap((use) => this.#calleesOf(use).flatMap((callee): readonly Origin[] => {
      if (callee.is !== 'ext') return none;
      const suffix = `(${use.arg}${use.key === undefined ? '' : `.${use.key}`}:this)`;
      return [{ ...this.#paths.step(callee, suffix, `${file}:s${index}@${use.site.file}:${use.site.call}`), site: use.site }];
    }));
  }

  /** What the type a function is written for says of a parameter: a package's type, or one of the project. */
  #contextOfParameter(file: string, type: TypeId, position: number, id: string): readonly Origin[] {
    const written = parameterType(this.#linker, file, type, position);
    if (written !== undefined) return this.#linker.evalType(written.file, written.type, id);
    // A member of a package's type says less than how the package is called with the object.
    if (this.#linker.model(file).types[type]?.[0] === 'member') return none;
    return this.#linker.evalType(file, type, id).flatMap((origin): readonly Origin[] => (origin.is === 'ext' ? [this.#paths.step(origin, `(:${position})`, id)] : none));
  }

  /** What the call on whose behalf a function is read gives for a parameter; undefined when it is read on behalf of nobody. */
  #givenHere(file: string, index: number, position: number): readonly Origin[] | undefined {
    for (let frame = this.#linker.frame; frame !== undefined; frame = frame.parent) {
      const { call } = frame;
      if (call === undefined || call.fn !== index || call.file !== file) continue;
      const { args } = this.#linker.callAt(call.site);
      const arg = args[position];
      return this.#linker.within(frame.parent, () => (arg === undefined ? none : this.#linker.eval(call.site.file, arg)));
    }
    return undefined;
  }

  #argumentsFor(file: string, fn: FunctionModel, index: number, position: number, id: string): readonly Origin[] {
    const found: Origin[] = [...this.#adopted.get(`${file}#${index}.${position}`) ?? []];
    const isConstructor = fn.cls >= 0 && this.#linker.model(file).classes[fn.cls]?.ctor === index;
    for (const site of isConstructor ? this.#index.constructorCallsOf(file, fn.cls) : this.#linker.callsOf(file, index)) {
      const arg = this.#linker.callAt(site).args[position];
      if (arg !== undefined) found.push(...this.#linker.eval(site.file, arg));
      if (found.length >= maxOrigins) return found;
    }
    for (const use of this.#linker.usesOf(file, index)) {
      if (this.#isOfAnotherCall(use, file, index)) continue;
      const settled = position === 0 && use.arg === 0 ? this.#settled(use.site) : undefined;
      if (settled !== undefined) {
        found.push(...this.#linker.eval(use.site.file, settled));
        continue;
      }
      for (const callee of this.#calleesOf(use)) {
        if (callee.is === 'ext') found.push(...this.#givenByPackage(callee, use, position, id));
        else if (callee.is === 'fn') found.push(...this.#givenToCallback(callee, use.arg, position, use.key));
        if (found.length >= maxOrigins) return found;
      }
    }
    if (fn.over !== undefined && position === 0) found.push(...this.#linker.eval(file, fn.over).flatMap((list) => this.#items.of(list)));
    return found;
  }

  /** What a function is handed to; when functions were indexed, that may not have been known yet. */
  #calleesOf({ site, callee }: FunctionUse): readonly Origin[] {
    return callee.length > 0 ? callee : this.#linker.eval(site.file, this.#linker.callAt(site).callee);
  }

  /** While `resource('brands')` is read: `register(resource('colours'))` is handed over a function that another call made. */
  #isOfAnotherCall(use: FunctionUse, file: string, index: number): boolean {
    const made = this.#linker.frame === undefined || use.key !== undefined ? undefined : this.#makerOf(use);
    if (made === undefined) return false;
    for (let frame = this.#linker.frame; frame !== undefined; frame = frame.parent) {
      const { call } = frame;
      if (call?.file !== file || !isInside(this.#linker.model(file).functions[index]?.place, this.#linker.model(file).functions[call.fn]?.place)) continue;
      const isSame = call.site.file === made.file && call.site.call === made.call;
      return !isSame && this.#linker.eval(made.file, this.#linker.callAt(made).callee).some((origin) => origin.is === 'fn' && origin.file === file && origin.fn === call.fn);
    }
    return false;
  }

  /** The call whose result is handed over, wrappers that give back what they are given taken off. */
  #makerOf({ site, arg }: FunctionUse): Site | undefined {
    let file = site.file;
    let id = this.#linker.callAt(site).args[arg];
    for (let depth = 0; id !== undefined && depth < 4; depth++) {
      const source = this.#linker.sourceOf(file, id);
      const value = this.#linker.model(source.file).values[source.value];
      if (value?.[0] !== 'call') return undefined;
      const made: Site = { file: source.file, call: value[1] };
      const { callee, args } = this.#linker.callAt(made);
      const isWrapper = this.#linker.eval(source.file, callee).some((origin) => origin.is === 'ext' && this.#words.transparent.has(`${origin.path}()`));
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
    if (typeof echo === 'string') return use.holder === undefined ? none : this.#linker.property(use.holder, echo);
    const arg = echo === undefined ? undefined : this.#linker.callAt(use.site).args[echo];
    if (echo !== undefined) return arg === undefined ? none : this.#linker.eval(use.site.file, arg);
    const tag = this.#linker.frame === undefined ? undefined : tagInFrame(this.#linker, this.#linker.frame, use.site);
    return [this.#instances.of(callee, suffix) ?? { ...this.#paths.step(callee, suffix, `${id}@${use.site.file}:${use.site.call}${tag === undefined ? '' : `\0${tag}`}`), site: use.site }];
  }

  /** The value before `.then(…)`, as `await` would give it. */
  #settled(site: Site): ValueId | undefined {
    const callee = this.#linker.model(site.file).values[this.#linker.callAt(site).callee];
    return callee?.[0] === 'mem' && callee[2] === 'then' ? callee[1] : undefined;
  }

  /** `withTransaction(async (tx) => …)`, `start({ configure: (app) => … })`: what the project function passes to the callback it was given. */
  #givenToCallback(callee: FunctionOrigin, arg: number, position: number, key: string | undefined): readonly Origin[] {
    const model = this.#linker.model(callee.file);
    const found: Origin[] = [];
    for (const call of model.calls) {
      const called = model.values[call.callee];
      const target = key === undefined ? called : called?.[0] === 'mem' && called[2] === key ? model.values[called[1]] : undefined;
      if (target?.[0] !== 'param' || target[1] !== callee.fn || target[2] !== arg) continue;
      const given = call.args[position];
      if (given !== undefined) found.push(...this.#linker.eval(callee.file, given));
    }
    return found;
  }
}

/** One argument that a rest parameter takes. */
function itemOf(model: FileModel, rest: ParamModel | undefined): ParamModel | undefined {
  const type = rest?.type === undefined ? undefined : model.types[rest.type];
  return rest === undefined ? undefined : { name: '', ...(type?.[0] === 'array' ? { type: type[1] } : {}) };
}

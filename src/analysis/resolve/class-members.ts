import type { CallIndex } from './call-index.ts';
import type { CanonicalPaths } from './canonical-paths.ts';
import type { Collectors } from './collectors.ts';
import type { Evaluator } from './evaluator.ts';
import type { FunctionResults } from './function-results.ts';
import { injected } from './injected.ts';
import { taggedByInstance } from './makers.ts';
import type { ValueId } from './model.ts';
import type { ClassOrigin, ExternalOrigin, InstanceOrigin, Origin } from './origin.ts';
import { isSolid, none } from './origins.ts';
import type { Vocabulary } from './vocabulary.ts';

/** More implementations than these: it is not known which. */
const maxImplementers = 4;

/** Members of the project's classes and of their instances, inherited ones included. */
export class ClassMembers {
  readonly #linker: Evaluator;
  readonly #words: Vocabulary;
  readonly #paths: CanonicalPaths;
  readonly #index: CallIndex;
  readonly #results: FunctionResults;
  readonly #collectors: Collectors;
  readonly #adoptedBases = new Map<string, ExternalOrigin>();

  constructor(linker: Evaluator, words: Vocabulary, paths: CanonicalPaths, index: CallIndex, results: FunctionResults, collectors: Collectors) {
    this.#linker = linker;
    this.#words = words;
    this.#paths = paths;
    this.#index = index;
    this.#results = results;
    this.#collectors = collectors;
  }

  /** Says that a framework makes `this` of a class more than the class says. */
  adoptBase(file: string, cls: number, origin: ExternalOrigin): void {
    this.#adoptedBases.set(`${file}#${cls}`, origin);
  }

  #adoptedBase(file: string, index: number): ExternalOrigin | undefined {
    this.#linker.mayChange();
    return this.#adoptedBases.get(`${file}#${index}`);
  }

  ofInstance(origin: InstanceOrigin, name: string): readonly Origin[] {
    const own = this.#instanceMember(origin.file, origin.cls, name, 0, origin);
    return own.length > 0 ? own : this.#implementedMember(origin, name);
  }

  /** Of an instance of exactly this class, whatever may implement what it leaves open. */
  ofInstanceOf(file: string, cls: number, name: string): readonly Origin[] {
    return this.#instanceMember(file, cls, name, 0, { is: 'inst', file, cls });
  }

  /** Of the class as a value: static ones, and its name. */
  ofClass(origin: ClassOrigin, name: string): readonly Origin[] {
    const found = this.#staticMember(origin.file, origin.cls, name, 0);
    const own = name === 'name' && found.length === 0 ? this.#linker.model(origin.file).classes[origin.cls]?.name ?? '' : '';
    return own === '' ? found : [{ is: 'lit', value: own }];
  }

  /** What `super` is in a class. */
  superOf(file: string, index: number): readonly Origin[] {
    const ext = this.#linker.model(file).classes[index]?.ext;
    if (ext === undefined) return none;
    return this.#linker.eval(file, ext).map((base) => {
      if (base.is === 'cls') return { is: 'inst', file: base.file, cls: base.cls };
      return base.is === 'ext' ? this.#baseOf(file, index, base, { file, cls: index }) : base;
    });
  }

  /** What an abstract class leaves to others, when they are few enough to follow. */
  #implementedMember(origin: InstanceOrigin, name: string): readonly Origin[] {
    const declared = this.#index.declaredImplementersOf(origin);
    if (declared.length === 0 && this.#linker.model(origin.file).classes[origin.cls]?.abstract !== true) return none;
    const all = [...declared, ...this.#linker.implementersOf(origin)];
    if (all.length > maxImplementers) return none;
    return all.flatMap(({ file, cls }) => this.ofInstanceOf(file, cls, name));
  }

  #instanceMember(file: string, index: number, name: string, depth: number, self: Origin): readonly Origin[] {
    const cls = this.#linker.model(file).classes[index];
    if (cls === undefined || depth > 6) return none;
    const method = cls.methods[name];
    if (method !== undefined && !method.isStatic) {
      const fn: Origin = { is: 'fn', file, fn: method.fn, self };
      return method.kind === 'get' ? this.#results.of(fn) : [fn];
    }
    const field = cls.fields[name];
    if (field !== undefined) {
      const made = field.values.flatMap((value) => this.#linker.eval(file, value)).map((origin) => (origin.is === 'ext' && self.is === 'inst' && this.#collectors.areMadeIn(file, index) ? taggedByInstance(this.#linker, origin, { file, cls: index }, self) : origin));
      if (made.some(isSolid)) return made;
      const typed = field.type === undefined ? none : this.#linker.evalType(file, field.type, `${file}:c${index}.${name}`);
      if (typed.length > 0) return typed;
      return made.length > 0 ? made : injected(this.#linker, file, field.decorators);
    }
    const adopted = this.#adoptedBase(file, index);
    if (adopted !== undefined) return this.#linker.member({ ...adopted, via: { file, cls: index } }, name);
    const returned = cls.ctor < 0 || this.#linker.model(file).functions[cls.ctor]?.returns.length === 0 ? none : this.#results.of({ is: 'fn', file, fn: cls.ctor });
    // `return new Proxy(this, …)` gives back the instance itself.
    const others = returned.filter((origin) => origin.is !== 'inst' || !((origin.file === file && origin.cls === index) || (self.is === 'inst' && origin.file === self.file && origin.cls === self.cls)));
    const made = [...others, ...cls.ext === undefined ? none : this.#constructed(file, cls.ext)].flatMap((origin) => this.#linker.member(origin, name));
    if (made.length > 0 || cls.ext === undefined) return made;
    return this.#linker.eval(file, cls.ext).flatMap((base) => {
      if (base.is === 'cls') return this.#instanceMember(base.file, base.cls, name, depth + 1, self);
      if (base.is !== 'ext') return none;
      const instance = this.#baseOf(file, index, base, self.is === 'inst' ? self : { file, cls: index });
      return this.#linker.member(instance, name).map((found) => (found.is === 'ext' && instance.via !== undefined ? { ...found, via: instance.via } : found));
    });
  }

  /** `extends (makeClient() as new () => Client)`: the type says what the base makes. */
  #constructed(file: string, ext: ValueId): readonly Origin[] {
    const model = this.#linker.model(file);
    const value = model.values[ext];
    const typed = value?.[0] === 'or' ? value[1].map((id) => model.values[id]) : [];
    return typed.flatMap((item) => {
      const type = item?.[0] === 'typed' ? model.types[item[1]] : undefined;
      return type?.[0] === 'ctor' ? this.#linker.evalType(file, type[1], `${file}:v${ext}`) : none;
    });
  }

  /** The part of a project class that a package wrote; `through` is the class it is reached by. */
  #baseOf(file: string, index: number, base: ExternalOrigin, through: { readonly file: string; readonly cls: number }): ExternalOrigin {
    const types = this.#linker.model(file).classes[index]?.extArgs;
    return { ...this.#paths.step(base, '!', `${through.file}:c${through.cls}`), via: { file: through.file, cls: through.cls }, ...(types === undefined ? {} : { typeArgs: { file, types } }) };
  }

  #staticMember(file: string, index: number, name: string, depth: number, through = { file, cls: index }): readonly Origin[] {
    const cls = this.#linker.model(file).classes[index];
    if (cls === undefined || depth > 6) return none;
    const method = cls.methods[name];
    if (method?.isStatic === true) {
      const fn: Origin = { is: 'fn', file, fn: method.fn };
      return method.kind === 'get' ? this.#results.of(fn) : [fn, ...this.#overridden(file, index, name, through)];
    }
    const field = cls.fields[name];
    if (name === 'name' && field?.isStatic !== true && cls.name !== '') return [{ is: 'lit', value: cls.name }];
    if (field?.isStatic === true) {
      const made = field.values.flatMap((value) => this.#linker.eval(file, value));
      return made.length > 0 || field.type === undefined ? made : this.#linker.evalType(file, field.type, `${file}:c${index}.${name}`);
    }
    const adopted = this.#adoptedBase(file, index);
    if (adopted !== undefined) return this.#linker.member({ ...adopted, via: { file, cls: index } }, name);
    if (cls.ext === undefined) return none;
    return this.#linker.eval(file, cls.ext).flatMap((base) => {
      if (base.is === 'cls') return this.#staticMember(base.file, base.cls, name, depth + 1, through);
      if (base.is !== 'ext') return none;
      return [{ ...this.#paths.step(base, `.${name}`, `${through.file}:c${through.cls}.${name}`), via: through }];
    });
  }

  /** The static method of a package that `findByPk` of a `class Order extends Model` stands in for. */
  #overridden(file: string, index: number, name: string, through: { readonly file: string; readonly cls: number }, depth = 0): readonly Origin[] {
    const ext = this.#linker.model(file).classes[index]?.ext;
    if (this.#words.overrides.size === 0 || ext === undefined || depth > 6) return none;
    return this.#linker.eval(file, ext).flatMap((base) => {
      if (base.is === 'cls') return this.#overridden(base.file, base.cls, name, through, depth + 1);
      return base.is === 'ext' && this.#words.overrides.has(`${base.path}.${name}`) ? [{ ...this.#paths.step(base, `.${name}`, `${through.file}:c${through.cls}.${name}`), via: through }] : [];
    });
  }
}

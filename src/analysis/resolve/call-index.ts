import { calleeName } from './callee-name.ts';
import { constructorOf } from './constructor-of.ts';
import type { Evaluator } from './evaluator.ts';
import type { ClassModel } from './model.ts';
import { push } from './multimap.ts';
import type { FunctionOrigin, InstanceOrigin, ObjectOrigin, Origin, Site } from './origin.ts';
import { none } from './origins.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A project function that is handed over as an argument. */
export interface FunctionUse {
  readonly site: Site;
  readonly arg: number;
  readonly callee: readonly Origin[];
  /** Property under which an object handed over holds the function, and the outermost such object. */
  readonly key?: string;
  readonly holder?: ObjectOrigin;
}

const maxHeldDepth = 4;

/** Who calls, makes, receives and implements what in the project, as far as callees resolve. */
export class CallIndex {
  readonly #linker: Evaluator;
  readonly #words: Vocabulary;
  readonly #uses = new Map<string, FunctionUse[]>();
  readonly #calls = new Map<string, Site[]>();
  readonly #news = new Map<string, Site[]>();
  /** Where classes without a constructor of their own are made, by the class whose constructor runs. */
  readonly #inheritedNews = new Map<string, Site[]>();
  readonly #implementers = new Map<string, { file: string; cls: number }[]>();
  /** Every file has been seen: from now on parameters can be followed. */
  isComplete = false;

  constructor(linker: Evaluator, words: Vocabulary) {
    this.#linker = linker;
    this.#words = words;
  }

  callsOf(file: string, fn: number): readonly Site[] {
    this.#linker.mayChange();
    return this.#calls.get(`${file}#${fn}`) ?? [];
  }

  newsOf(file: string, cls: number): readonly Site[] {
    this.#linker.mayChange();
    return this.#news.get(`${file}#${cls}`) ?? [];
  }

  /** Calls that run the constructor of a class, those that make subclasses without one of their own included. */
  constructorCallsOf(file: string, cls: number): readonly Site[] {
    return [...this.newsOf(file, cls), ...this.#inheritedNews.get(`${file}#${cls}`) ?? []];
  }

  usesOf(file: string, fn: number): readonly FunctionUse[] {
    this.#linker.mayChange();
    return this.#uses.get(`${file}#${fn}`) ?? [];
  }

  /** Classes that name another class as their contract (`class PgOrders implements Orders`). */
  declaredImplementersOf({ file, cls }: InstanceOrigin): readonly { readonly file: string; readonly cls: number }[] {
    this.#linker.mayChange();
    return this.#implementers.get(`${file}~${cls}`) ?? [];
  }

  implementersOf(origin: Origin): readonly { readonly file: string; readonly cls: number }[] {
    this.#linker.mayChange();
    if (origin.is === 'iface') return this.#implementers.get(`${origin.file}#${origin.iface}`) ?? [];
    if (origin.is === 'inst') return this.#implementers.get(`${origin.file}@${origin.cls}`) ?? [];
    return [];
  }

  /** Who is called by a call, and which functions it hands over. */
  addCall(site: Site): void {
    const { file } = site;
    const call = this.#linker.callAt(site);
    const made = this.#linker.eval(file, call.callee);
    // Later, what is known now may be less than all: the call is asked again when somebody wants to know.
    const callee = this.isComplete ? none : made;
    for (const origin of made) {
      if (origin.is === 'fn') this.#addSite(this.#calls, `${origin.file}#${origin.fn}`, site);
      else if (origin.is === 'cls' && call.form === 'new') {
        this.#addSite(this.#news, `${origin.file}#${origin.cls}`, site);
        const base = constructorOf(this.#linker, origin.file, origin.cls);
        if (base !== undefined && (base.file !== origin.file || base.cls !== origin.cls)) this.#addSite(this.#inheritedNews, `${base.file}#${base.cls}`, site);
      } else if (origin.is === 'inst' && this.#linker.model(file).values[call.callee]?.[0] === 'super') this.#addSite(this.#news, `${origin.file}#${origin.cls}`, site);
    }
    const method = calleeName(this.#linker, site);
    call.args.forEach((arg, position) => {
      const kind = this.#linker.model(file).values[arg]?.[0];
      if (kind === 'lit' || kind === 'tpl' || kind === 'unk') return;
      if (method !== undefined && this.#words.holders.has(method)) for (const origin of this.#linker.eval(file, arg)) this.#addHeld(origin, { site, arg: position, callee }, 0);
      if (kind === 'obj') {
        if (made.some(({ is }) => is === 'fn')) for (const origin of this.#linker.eval(file, arg)) this.#addHeld(origin, { site, arg: position, callee }, maxHeldDepth);
        return;
      }
      for (const origin of this.#linker.eval(file, arg)) {
        if (origin.is === 'fn') this.#addUse(origin, { site, arg: position, callee });
        // `register(import('./plugin'))` hands over the default export.
        if (origin.is === 'ns') {
          for (const inner of this.#linker.exported(origin.file, 'default')) if (inner.is === 'fn') this.#addUse(inner, { site, arg: position, callee });
        }
      }
    });
  }

  #addSite(sites: Map<string, Site[]>, key: string, site: Site): void {
    if (!this.isComplete || sites.get(key)?.some((known) => known.file === site.file && known.call === site.call) !== true) push(sites, key, site);
  }

  #addUse(origin: FunctionOrigin, use: FunctionUse): void {
    const key = `${origin.file}#${origin.fn}`;
    const isSame = ({ site, arg, key: held }: FunctionUse): boolean => site.file === use.site.file && site.call === use.site.call && arg === use.arg && held === use.key;
    if (!this.isComplete || this.#uses.get(key)?.some(isSame) !== true) push(this.#uses, key, use);
  }

  /** Functions inside objects, arrays and modules that are handed over. */
  #addHeld(origin: Origin, use: FunctionUse, depth: number): void {
    if (depth > maxHeldDepth) return;
    if (origin.is === 'arr') {
      const value = this.#linker.model(origin.file).values[origin.value];
      if (value?.[0] === 'arr') for (const item of value[1]) for (const inner of this.#linker.eval(origin.file, item)) this.#addHeld(inner, use, depth + 1);
      return;
    }
    if (origin.is !== 'obj' && origin.is !== 'ns' && origin.is !== 'inst') return;
    const holder = use.holder ?? (origin.is === 'obj' ? origin : undefined);
    for (const [key, inner] of this.#held(origin)) {
      if (inner.is === 'fn') push(this.#uses, `${inner.file}#${inner.fn}`, { ...use, key, ...(holder === undefined ? {} : { holder }) });
      else this.#addHeld(inner, { ...use, ...(holder === undefined ? {} : { holder }) }, depth + 1);
    }
  }

  *#held(origin: Extract<Origin, { is: 'obj' | 'ns' | 'inst' }>, depth = 0): Generator<readonly [string, Origin]> {
    const model = this.#linker.model(origin.file);
    if (origin.is === 'inst') {
      for (const [name, method] of Object.entries(model.classes[origin.cls]?.methods ?? {})) yield [name, { is: 'fn', file: origin.file, fn: method.fn, self: origin }];
      return;
    }
    const value = origin.is === 'obj' ? model.values[origin.value] : undefined;
    const entries = origin.is === 'ns' ? Object.entries(model.exports) : value?.[0] === 'obj' ? value[1] : [];
    for (const [key, id] of entries) {
      const kind = model.values[id]?.[0];
      if (kind === 'lit' || kind === 'tpl' || kind === 'unk') continue;
      for (const inner of this.#linker.eval(origin.file, id)) yield [key, inner];
    }
    // Objects may be spread into each other.
    if (value?.[0] !== 'obj' || depth >= maxHeldDepth) return;
    for (const spread of value[2]) for (const inner of this.#linker.eval(origin.file, spread)) if (inner.is === 'obj') yield* this.#held(inner, depth + 1);
  }

  /** Which contracts a class keeps, and which class it extends. */
  addClass(file: string, cls: ClassModel, index: number): void {
    for (const type of cls.impl) {
      for (const origin of this.#linker.evalType(file, type, '')) {
        if (origin.is === 'iface') push(this.#implementers, `${origin.file}#${origin.iface}`, { file, cls: index });
        // A class as the contract: `class PgOrders implements Orders`, with `abstract class Orders` as the token of injection.
        if (origin.is === 'inst') push(this.#implementers, `${origin.file}~${origin.cls}`, { file, cls: index });
      }
    }
    if (cls.ext === undefined) return;
    for (const origin of this.#linker.eval(file, cls.ext)) if (origin.is === 'cls') push(this.#implementers, `${origin.file}@${origin.cls}`, { file, cls: index });
  }
}

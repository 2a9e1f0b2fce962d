import { calleeName } from './callee-name.ts';
import type { CanonicalPaths } from './canonical-paths.ts';
import type { Collectors } from './collectors.ts';
import type { Evaluator } from './evaluator.ts';
import type { FunctionResults } from './function-results.ts';
import type { InterfaceMembers } from './interface-members.ts';
import type { Items } from './items.ts';
import { instancesOf } from './makers.ts';
import type { FileModel, ValueId } from './model.ts';
import type { ExternalOrigin, Origin, Site } from './origin.ts';
import { none } from './origins.ts';
import type { PackageInstances } from './package-instances.ts';
import type { Settings } from './settings.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What the results need to know of the other parts. */
export interface CallResultParts {
  readonly words: Vocabulary;
  readonly paths: CanonicalPaths;
  readonly results: FunctionResults;
  readonly items: Items;
  readonly instances: PackageInstances;
  readonly interfaces: InterfaceMembers;
  readonly collectors: Collectors;
  readonly settings: Settings;
}

/** Functions that make one function of several. */
const pipes: ReadonlySet<string> = new Set(['ramda.pipe()', 'ramda.compose()', 'lodash.flow()', 'lodash.flowRight()', 'lodash/fp.pipe()', 'lodash/fp.flow()', 'lodash/fp.compose()']);

/** `(Base) => class extends Base { … }` */
function isMixin({ classes, functions, values }: FileModel, fn: number): boolean {
  const returns = functions[fn]?.returns ?? [];
  return returns.length > 0 && returns.every((returned) => {
    const made = values[returned];
    const ext = made?.[0] === 'cls' ? classes[made[1]]?.ext : undefined;
    const base = ext === undefined ? undefined : values[ext];
    return base?.[0] === 'param' && base[1] === fn && base[2] === 0;
  });
}

/** What calls and `new` give. */
export class CallResults {
  readonly #linker: Evaluator;
  readonly #words: Vocabulary;
  readonly #paths: CanonicalPaths;
  readonly #results: FunctionResults;
  readonly #items: Items;
  readonly #instances: PackageInstances;
  readonly #interfaces: InterfaceMembers;
  readonly #collectors: Collectors;
  readonly #settings: Settings;

  constructor(linker: Evaluator, parts: CallResultParts) {
    this.#linker = linker;
    this.#words = parts.words;
    this.#paths = parts.paths;
    this.#results = parts.results;
    this.#items = parts.items;
    this.#instances = parts.instances;
    this.#interfaces = parts.interfaces;
    this.#collectors = parts.collectors;
    this.#settings = parts.settings;
  }

  /** `connect()`, a tagged template. */
  ofCall(site: Site): readonly Origin[] {
    const call = this.#linker.callAt(site);
    const chained = this.#afterPromise(site);
    if (chained !== undefined) return chained;
    return this.#linker.eval(site.file, call.callee).flatMap((callee) => {
      if (callee.is === 'fn') {
        return calleeName(this.#linker, site) === 'bind' ? [callee] : this.#results.ofCall(callee, site);
      }
      if (callee.is === 'arr') return this.#keepsItems(site) ? [callee] : none;
      if (callee.is === 'shape') return this.#linker.resultOfShape(callee, `${site.file}:${site.call}`);
      if (callee.is !== 'ext') return none;
      const path = `${callee.path}()`;
      if (pipes.has(callee.path)) return this.#ofMixins(callee, call.args, site.file);
      const item = callee.path === 'global:Map!.get' ? this.#items.ofMap(callee, site) : none;
      if (item.length > 0) return item;
      if (this.#words.transparent.has(path) || path === 'global:Object.freeze()') {
        const first = call.args[0];
        return first === undefined ? none : this.#linker.eval(site.file, first);
      }
      const given = this.#words.callbacks.has(path) ? call.args.flatMap((arg) => this.#linker.eval(site.file, arg)).flatMap((origin) => (origin.is === 'fn' ? this.#results.of(origin) : none)) : none;
      if (given.length > 0) return given;
      const own = this.#instances.of(callee, '()', site);
      if (own !== undefined) return [own];
      const stepped = this.#paths.step(callee, '()', this.#linker.frame !== undefined && this.#linker.collects(this.#paths.of(path)) ? this.#linker.idOf(site) : `${site.file}:${site.call}`);
      const made = { ...stepped, site, ...(call.typeArgs ? { typeArgs: { file: site.file, types: call.typeArgs } } : {}) };
      const fallback = this.#words.settings.get(path);
      if (fallback !== undefined) return [...this.#settings.readAt(site, fallback), made];
      const located = this.#words.locators.has(path) ? this.#located(site) : none;
      return located.length > 0 ? located : [made];
    });
  }

  /** `new Pool()` */
  ofNew(site: Site): readonly Origin[] {
    const call = this.#linker.callAt(site);
    return this.#linker.eval(site.file, call.callee).flatMap((callee): readonly Origin[] => {
      if (callee.is === 'cls') {
        const isTold = this.#collectors.areMadeIn(callee.file, callee.cls) && instancesOf(this.#linker, callee.file, callee.cls).some(({ made }) => made?.file === site.file && made.call === site.call);
        return [{ is: 'inst', file: callee.file, cls: callee.cls, ...(isTold ? { made: site } : {}) }];
      }
      if (callee.is === 'iface') return this.#interfaces.externalBases(callee).map((base) => ({ ...this.#paths.step(base, '!', `${site.file}:${site.call}`), site }));
      if (callee.is !== 'ext') return none;
      const behind = callee.path === 'global:Proxy' && call.args[0] !== undefined ? this.#linker.eval(site.file, call.args[0]) : none;
      if (behind.length > 0) return behind;
      const made = this.#paths.step(callee, '!', this.#linker.frame !== undefined && this.#linker.collects(this.#paths.of(`${callee.path}!`)) ? this.#linker.idOf(site) : `${site.file}:${site.call}`);
      return [{ ...made, site, ...(call.typeArgs ? { typeArgs: { file: site.file, types: call.typeArgs } } : {}) }];
    });
  }

  /** `mongoose.Schema!.pre(1:this)`: what a package calls a function with that it was given. */
  heldBy(site: Site, suffix: string, id: string): readonly Origin[] {
    return this.#linker.eval(site.file, this.#linker.callAt(site).callee).flatMap((callee) => (callee.is === 'ext' ? [{ ...this.#paths.step(callee, suffix, id), site }] : none));
  }

  /**
   * `connect().then((client) => client.db()).catch(report)`: what the callback gives, what was there before a `catch` or `finally`.
   * Undefined where that says nothing.
   */
  #afterPromise({ file, call }: Site): readonly Origin[] | undefined {
    const { callee, args } = this.#linker.callAt({ file, call });
    const value = this.#linker.model(file).values[callee];
    const work = args[0];
    if (value?.[0] !== 'mem' || work === undefined || !/^(?:then|catch|finally)$/.test(value[2])) return undefined;
    const given = this.#linker.eval(file, work).filter((origin) => origin.is === 'fn');
    const made = value[2] === 'then' ? given.flatMap((origin) => this.#results.of(origin)) : given.length > 0 ? this.#linker.eval(file, value[1]) : none;
    return made.length > 0 || this.#linker.eval(file, value[1]).some(({ is }) => is === 'ns') ? made : undefined;
  }

  #keepsItems(site: Site): boolean {
    const { args } = this.#linker.callAt(site);
    return calleeName(this.#linker, site) !== 'filter' || (args[0] !== undefined && this.#linker.eval(site.file, args[0]).some((origin) => origin.is === 'ext' && origin.path === 'global:Boolean'));
  }

  /** `pipe(Searchable, Exportable)(Model)` of functions that each give a class that extends what they are given: what the result has of `Model`. */
  #ofMixins({ site }: ExternalOrigin, [base]: readonly ValueId[], file: string): readonly Origin[] {
    if (site === undefined || base === undefined) return none;
    const areMixins = this.#linker.callAt(site).args.every((arg) => this.#linker.eval(site.file, arg).some((origin) => origin.is === 'fn' && isMixin(this.#linker.model(origin.file), origin.fn)));
    return areMixins ? this.#linker.eval(file, base).filter(({ is }) => is === 'cls') : none;
  }

  #located(site: Site): readonly Origin[] {
    const { args, typeArgs } = this.#linker.callAt(site);
    const identity = `${site.file}:${site.call}`;
    const given = args[0] === undefined ? none : this.#linker.eval(site.file, args[0]);
    const made = given.flatMap((origin): readonly Origin[] => {
      if (origin.is === 'cls') return [{ is: 'inst', file: origin.file, cls: origin.cls }];
      return origin.is === 'ext' && !/[)!]$/.test(origin.path) ? [{ ...this.#paths.step(origin, '!', identity), site }] : none;
    });
    return made.length > 0 || typeArgs?.[0] === undefined ? made : this.#linker.evalType(site.file, typeArgs[0], identity);
  }
}

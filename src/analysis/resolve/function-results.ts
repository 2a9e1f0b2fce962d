import type { Collectors } from './collectors.ts';
import type { Evaluator } from './evaluator.ts';
import { frameOfInstance, taggedByCall } from './makers.ts';
import type { FunctionOrigin, Origin, Site } from './origin.ts';
import { isSolid, none } from './origins.ts';
import { isInside } from './places.ts';

const maxCalls = 4;

/** More than a type that was written somewhere else. */
function isMade(origin: Origin): boolean {
  return isSolid(origin) && (origin.is !== 'ext' || origin.site !== undefined || origin.via !== undefined);
}

/** What functions of the project give back. */
export class FunctionResults {
  readonly #linker: Evaluator;
  readonly #collectors: Collectors;

  constructor(linker: Evaluator, collectors: Collectors) {
    this.#linker = linker;
    this.#collectors = collectors;
  }

  /** To one caller. */
  ofCall(callee: FunctionOrigin, site: Site): readonly Origin[] {
    const passed = this.#passedThrough(callee, site);
    if (passed.length > 0) return passed;
    const made = this.of(callee).map((origin) => this.#madeBy(origin, callee, site));
    return made.some(isMade) ? made : this.#ofTypeArguments(callee, site) ?? made;
  }

  /** `managerOf<EntityManager>(context)` of `function managerOf<T>(context: Context): T` gives what the call says. */
  #ofTypeArguments(callee: FunctionOrigin, site: Site): readonly Origin[] | undefined {
    const { typeArgs } = this.#linker.callAt(site);
    const fn = typeArgs === undefined ? undefined : this.#linker.model(callee.file).functions[callee.fn];
    if (typeArgs === undefined || fn?.typeParams === undefined || fn.returnType === undefined) return undefined;
    const made = this.#linker.evalType(callee.file, fn.returnType, `${site.file}:${site.call}`, { names: fn.typeParams, file: site.file, types: typeArgs });
    return made.length === 0 ? undefined : made;
  }

  /** To anybody. */
  of(origin: FunctionOrigin): readonly Origin[] {
    const fn = this.#linker.model(origin.file).functions[origin.fn];
    if (fn === undefined) return none;
    const { self } = origin;
    const frame = self?.is === 'inst' && fn.cls >= 0 && (self.cls !== fn.cls || self.file !== origin.file || self.made !== undefined) && this.#collectors.areMadeIn(origin.file, fn.cls) ? frameOfInstance(this.#linker, self) : this.#linker.frame;
    const made = this.#linker.within(frame, () => fn.returns.flatMap((value) => this.#linker.eval(origin.file, value)));
    if (made.some(isSolid) || fn.returnType === undefined) return made;
    const typed = this.#linker.evalType(origin.file, fn.returnType, `${origin.file}:r${origin.fn}`);
    return typed.length > 0 ? typed : made;
  }

  /** What a generic function gives back of what it is given here (`remember('db', () => new Pool())`). */
  #passedThrough(callee: FunctionOrigin, site: Site): readonly Origin[] {
    const passes = this.#linker.model(callee.file).functions[callee.fn]?.passes;
    const arg = passes === undefined ? undefined : this.#linker.callAt(site).args[passes.param];
    if (passes === undefined || arg === undefined) return none;
    const given = this.#linker.eval(site.file, arg);
    return passes.called ? given.flatMap((origin) => (origin.is === 'fn' ? this.of(origin) : none)) : given;
  }

  /** Text and classes that a function makes from its parameters remember the call. */
  #madeBy(made: Origin, callee: FunctionOrigin, site: Site): Origin {
    if (made.is === 'ext') return taggedByCall(this.#linker, made, callee, site);
    if (made.is !== 'text' && made.is !== 'cls') return made;
    const fn = this.#linker.model(callee.file).functions[callee.fn];
    if (fn === undefined || (made.calls?.length ?? 0) >= maxCalls) return made;
    const isOwn = made.file === callee.file && (made.is === 'text' || isInside(this.#linker.model(made.file).classes[made.cls]?.place, fn.place));
    return made.calls === undefined && !isOwn ? made : { ...made, calls: [site, ...(made.calls ?? [])] };
  }
}

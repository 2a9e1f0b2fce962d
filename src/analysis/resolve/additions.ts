import type { CanonicalPaths } from './canonical-paths.ts';
import type { Evaluator } from './evaluator.ts';
import type { FunctionResults } from './function-results.ts';
import type { AssignmentModel, AugmentationModel, FileModel, TypeId, ValueId } from './model.ts';
import { push } from './multimap.ts';
import { externalName } from './names.ts';
import type { ExternalOrigin, Origin, Site } from './origin.ts';
import { isSolid, none } from './origins.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A member that some values of packages have: a static method of a model, which its schema declares. */
export interface ProvidedMember { readonly file: string; readonly value: ValueId; readonly fits: (holder: ExternalOrigin) => boolean }

/** Members the project itself gives to objects of packages: by decorating them, by assignment, or by declaring their type. */
export class Additions {
  readonly #linker: Evaluator;
  readonly #words: Vocabulary;
  readonly #paths: CanonicalPaths;
  readonly #results: FunctionResults;
  readonly #decoratingMethods: ReadonlySet<string>;
  /** Calls of decorating methods by the names they mention. */
  readonly #decorating = new Map<string, Site[]>();
  readonly #assigned = new Map<string, { readonly file: string; readonly on: ValueId; readonly value: ValueId }[]>();
  #isSettled = false;
  /** Members that recognisers found, by name. */
  readonly #provided = new Map<string, ProvidedMember[]>();
  /** `<canonical path>.<member>` to the types that module augmentations give it. */
  readonly #augmented = new Map<string, { readonly file: string; readonly type: TypeId }[]>();

  constructor(linker: Evaluator, words: Vocabulary, paths: CanonicalPaths, results: FunctionResults) {
    this.#linker = linker;
    this.#words = words;
    this.#paths = paths;
    this.#results = results;
    this.#decoratingMethods = new Set([...words.decorations.keys()].map((path) => path.slice(path.lastIndexOf('.') + 1)));
  }

  /** No more members will be provided. */
  settle(): void {
    this.#isSettled = true;
  }

  provide(name: string, member: ProvidedMember): void {
    push(this.#provided, name, member);
  }

  noteAssignment(file: string, { on, name, value }: AssignmentModel): void {
    push(this.#assigned, name, { file, on, value });
  }

  noteAugmentation(file: string, { module, iface: index }: AugmentationModel): void {
    const iface = this.#linker.model(file).interfaces[index];
    if (iface === undefined) return;
    const path = this.#paths.of(`${this.#paths.of(externalName(module, iface.name))}!`);
    for (const [name, type] of Object.entries(iface.members)) push(this.#augmented, `${path}.${name}`, { file, type });
  }

  /** Calls that may be of a decorating method. */
  noteCalls(file: string, { calls, values }: FileModel): void {
    calls.forEach(({ callee, args }, call) => {
      const method = values[callee];
      if (method?.[0] !== 'mem' || !this.#decoratingMethods.has(method[2])) return;
      for (const arg of args.slice(0, 2)) {
        const value = values[arg];
        if (value?.[0] === 'lit' && typeof value[1] === 'string') push(this.#decorating, value[1], { file, call });
      }
    });
  }

  /** Empty when the project added nothing under this name; a declared type counts only where no value was found. */
  member(origin: ExternalOrigin, name: string): readonly Origin[] {
    if (!this.#isSettled && this.#words.extended.has(origin.module)) this.#linker.mayChange();
    const made: Origin[] = [];
    for (const site of this.#decorating.get(name) ?? []) made.push(...this.#decoratedAt(site, origin.path, name));
    if (this.#words.stores.has(origin.path)) {
      for (const { file, on, value } of this.#assigned.get(name) ?? []) {
        if (this.#linker.eval(file, on).some((holder) => holder.is === 'ext' && holder.path === origin.path)) made.push(...this.#linker.eval(file, value));
      }
    }
    for (const { file, value, fits } of this.#provided.get(name) ?? []) if (fits(origin)) made.push(...this.#linker.eval(file, value));
    if (made.some(isSolid)) return made;
    return this.#augmented.get(`${origin.path}.${name}`)?.flatMap(({ file, type }) => this.#linker.evalType(file, type, `${origin.path}.${name}`)) ?? none;
  }

  #decoratedAt(site: Site, target: string, name: string): readonly Origin[] {
    const { callee, args } = this.#linker.callAt(site);
    const word = (index: number): unknown => {
      const value = this.#linker.model(site.file).values[args[index] ?? -1];
      return value?.[0] === 'lit' ? value[1] : undefined;
    };
    for (const origin of this.#linker.eval(site.file, callee)) {
      const rules = origin.is === 'ext' ? this.#words.decorations.get(origin.path) ?? [] : [];
      for (const rule of rules) {
        const value = args[rule.value];
        if (!isTarget(rule.target, target) || word(rule.name) !== name || value === undefined || (rule.when !== undefined && word(rule.when[0]) !== rule.when[1])) continue;
        return this.#linker.eval(site.file, value).flatMap((given) => this.#decorationValue(given));
      }
    }
    return none;
  }

  /** `{ getter() { return pool; } }` stands for what it returns. */
  #decorationValue(given: Origin): readonly Origin[] {
    const getter = given.is === 'obj' ? this.#linker.property(given, 'getter') : none;
    return getter.length === 0 ? [given] : getter.flatMap((origin) => (origin.is === 'fn' ? this.#results.of(origin) : none));
  }
}

/** `<path>.*` stands for any member of it. */
function isTarget(wanted: string, path: string): boolean {
  return wanted === path || (wanted.endsWith('.*') && path.slice(0, path.lastIndexOf('.')) === wanted.slice(0, -2));
}

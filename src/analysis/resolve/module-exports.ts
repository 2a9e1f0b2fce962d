import type { ModuleResolver } from '../project/modules.ts';
import type { ValueId } from './model.ts';
import type { Models } from './models.ts';

/** Where an exported name comes from. */
export type ExportHome =
  | { readonly is: 'value'; readonly file: string; readonly value: ValueId }
  /** The module as a whole. */
  | { readonly is: 'ns'; readonly file: string }
  /** A property of what the module exports as a whole (`module.exports = …`). */
  | { readonly is: 'member'; readonly file: string; readonly value: ValueId }
  /** Nothing of the project; one of these packages may offer it (`export * from 'pg'`). */
  | { readonly is: 'package'; readonly offers: readonly { readonly file: string; readonly specifier: string }[] };

/** What a module passes on by `export * from`: names of the project, and who may offer any other. */
interface Passed {
  readonly names: ReadonlyMap<string, ExportHome>;
  /** A module that exports one value as a whole: every name that was not found before it can be a member of that. */
  readonly whole: { readonly file: string; readonly value: ValueId } | undefined;
  readonly offers: readonly { readonly file: string; readonly specifier: string }[];
}

/** Names of modules to where they are written, through `export *`. What a module passes on is collected once. */
export class ModuleExports {
  readonly #models: Models;
  readonly #resolve: ModuleResolver;
  readonly #passed = new Map<string, Passed>();

  constructor(models: Models, resolve: ModuleResolver) {
    this.#models = models;
    this.#resolve = resolve;
  }

  homeOf(file: string, name: string): ExportHome | undefined {
    const model = this.#models.get(file);
    if (model === undefined) return undefined;
    const { exports, stars } = model;
    const whole = exports['='];
    if (name === '*') return whole === undefined ? { is: 'ns', file } : { is: 'value', file, value: whole };
    const own = exports[name];
    if (typeof own === 'number') return { is: 'value', file, value: own }; // not `constructor` and other names every object has
    if (whole !== undefined) return { is: name === 'default' ? 'value' : 'member', file, value: whole };
    if (name === 'default') return stars.length === 0 && Object.keys(exports).length > 0 ? { is: 'ns', file } : undefined;
    if (stars.length === 0) return undefined;
    const passed = this.#passedOnBy(file, stars);
    const { offers } = passed;
    if (!passed.names.has(name) && passed.whole !== undefined) return { is: 'member', ...passed.whole };
    return passed.names.get(name) ?? (offers.length === 0 ? undefined : { is: 'package', offers });
  }

  #passedOnBy(file: string, stars: readonly string[]): Passed {
    const known = this.#passed.get(file);
    if (known !== undefined) return known;
    const names = new Map<string, ExportHome>();
    const offers: { readonly file: string; readonly specifier: string }[] = [];
    let whole: Passed['whole'];
    const seen = new Set([file]);
    const add = (from: string, specifier: string): void => {
      if (whole !== undefined) return;
      const target = this.#resolve(from, specifier);
      const model = target === undefined ? undefined : this.#models.get(target);
      if (target === undefined || model === undefined) {
        offers.push({ file: from, specifier });
        return;
      }
      if (seen.has(target)) return;
      seen.add(target);
      const assigned = model.exports['='];
      if (assigned !== undefined) {
        whole = { file: target, value: assigned };
        return;
      }
      // The first that offers a name counts.
      for (const [name, value] of Object.entries(model.exports)) if (name !== 'default' && !names.has(name)) names.set(name, { is: 'value', file: target, value });
      for (const star of model.stars) add(target, star);
    };
    for (const star of stars) add(file, star);
    const made = { names, whole, offers };
    this.#passed.set(file, made);
    return made;
  }
}

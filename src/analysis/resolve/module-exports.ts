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

/** Names of modules to where they are written, through `export *`. Each question is answered once. */
export class ModuleExports {
  readonly #models: Models;
  readonly #resolve: ModuleResolver;
  readonly #known = new Map<string, Map<string, ExportHome | undefined>>();

  constructor(models: Models, resolve: ModuleResolver) {
    this.#models = models;
    this.#resolve = resolve;
  }

  homeOf(file: string, name: string): ExportHome | undefined {
    let names = this.#known.get(file);
    if (names === undefined) this.#known.set(file, (names = new Map<string, ExportHome | undefined>()));
    if (names.has(name)) return names.get(name);
    // Modules that export each other: while one is asked, it has nothing to say.
    names.set(name, undefined);
    const home = this.#find(file, name);
    names.set(name, home);
    return home;
  }

  #find(file: string, name: string): ExportHome | undefined {
    const model = this.#models.get(file);
    if (model === undefined) return undefined;
    const { exports, stars } = model;
    const whole = exports['='];
    if (name === '*') return whole === undefined ? { is: 'ns', file } : { is: 'value', file, value: whole };
    const own = exports[name];
    if (typeof own === 'number') return { is: 'value', file, value: own }; // not `constructor` and other names every object has
    if (whole !== undefined) return { is: name === 'default' ? 'value' : 'member', file, value: whole };
    if (name === 'default') return stars.length === 0 && Object.keys(exports).length > 0 ? { is: 'ns', file } : undefined;
    // A package may offer any name: what the project itself offers comes first.
    const offers: { readonly file: string; readonly specifier: string }[] = [];
    for (const specifier of stars) {
      const target = this.#resolve(file, specifier);
      if (target === undefined || !this.#models.has(target)) {
        offers.push({ file, specifier });
        continue;
      }
      const home = this.homeOf(target, name);
      if (home?.is === 'package') offers.push(...home.offers);
      else if (home !== undefined) return home;
    }
    return offers.length === 0 ? undefined : { is: 'package', offers };
  }
}

import type { ModuleResolver } from '../project/modules.ts';
import type { CanonicalPaths } from './canonical-paths.ts';
import type { Evaluator } from './evaluator.ts';
import type { Models } from './models.ts';
import { ModuleExports } from './module-exports.ts';
import { push } from './multimap.ts';
import { canonicalModule, externalName } from './names.ts';
import type { Origin } from './origin.ts';
import { none } from './origins.ts';
import type { Source } from './sources.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What imported names lead to: values of the project, by following re-exports, or of packages. */
export class Imports {
  readonly #linker: Evaluator;
  readonly #models: Models;
  readonly #resolve: ModuleResolver;
  readonly #exports: ModuleExports;
  readonly #words: Vocabulary;
  readonly #paths: CanonicalPaths;
  readonly #provided = new Map<string, Origin[]>();

  constructor(linker: Evaluator, models: Models, resolve: ModuleResolver, words: Vocabulary, paths: CanonicalPaths) {
    this.#linker = linker;
    this.#models = models;
    this.#resolve = resolve;
    this.#exports = new ModuleExports(models, resolve);
    this.#words = words;
    this.#paths = paths;
  }

  /** Says that a module also offers something under a name it only finds at run time. */
  provide(file: string, name: string, origin: Origin): void {
    push(this.#provided, `${file}\0${name}`, origin);
  }

  provided(file: string, name: string): readonly Origin[] {
    this.#linker.mayChange();
    return this.#provided.get(`${file}\0${name}`) ?? none;
  }

  /** What a module of the project or a package offers under a name. */
  imported(from: string, specifier: string, name: string): readonly Origin[] {
    const target = this.#resolve(from, specifier);
    // A module written by hand (`prisma/client.ts`) is followed; a generated one is known by its package.
    const alias = this.#words.moduleAlias({ specifier, name, imports: target === undefined ? undefined : this.#models.get(target)?.imports });
    if (alias === undefined && target !== undefined && this.#models.has(target)) return this.exported(target, name);
    const module = alias ?? specifier;
    if (module.startsWith('.') || /^(?:~|@)\//.test(module)) return none;
    const path = this.#paths.of(externalName(module, name));
    return [this.#paths.external(path, path, canonicalModule(module))];
  }

  /** What a project file offers under a name (`default`; `*` for all of it), through re-exports. */
  exported(file: string, name: string): readonly Origin[] {
    const home = this.#exports.homeOf(file, name);
    switch (home?.is) {
      case 'value': return this.#linker.eval(home.file, home.value);
      case 'ns': return [{ is: 'ns', file: home.file }];
      case 'member': return this.#linker.eval(home.file, home.value).flatMap((origin) => this.#linker.member(origin, name));
      case 'package': {
        for (const { file: from, specifier } of home.offers) {
          const found = this.imported(from, specifier, name);
          if (found.length > 0) return found;
        }
        return this.provided(file, name);
      }
      case undefined: return this.provided(file, name);
    }
  }

  /** What a module of the project exports, by way of `export *` too. */
  exportsOf(file: string, seen = new Set<string>()): readonly (Source & { readonly name: string })[] {
    if (seen.has(file)) return [];
    seen.add(file);
    const { exports, stars } = this.#linker.model(file);
    const own = Object.entries(exports).map(([name, value]) => ({ name, file, value }));
    const others = stars.flatMap((star) => this.#resolve(file, star) ?? []).filter((target) => this.#models.has(target)).flatMap((target) => this.exportsOf(target, seen));
    return [...own, ...others.filter(({ name }) => name !== 'default' && !Object.hasOwn(exports, name))];
  }

  /** File and value behind an imported name, following re-exports; undefined outside the project. */
  homeOf(from: string, specifier: string, name: string, depth = 0): Source | undefined {
    const file = this.#resolve(from, specifier);
    if (file === undefined || !this.#models.has(file) || depth > 8) return undefined;
    const model = this.#linker.model(file);
    // `require('./routes')` of a module that is one value.
    const value = name === '*' ? model.exports['='] : model.exports[name];
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
}

import type { ExternalOrigin } from './origin.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Makes the values of packages, under the one path that the vocabulary gives to all ways of writing them. */
export class CanonicalPaths {
  readonly #words: Vocabulary;

  constructor(words: Vocabulary) {
    this.#words = words;
  }

  /** The one way to write a path. */
  of(path: string): string {
    return this.#words.aliases.get(path) ?? path;
  }

  external(path: string, id: string, module: string): ExternalOrigin {
    return { is: 'ext', module: this.#moduleOf(path, module), path, id };
  }

  /** A member, call result, instance or parameter of a value. */
  step(from: ExternalOrigin, suffix: string, id: string): ExternalOrigin {
    const path = this.of(from.path + suffix);
    return { is: 'ext', module: this.#moduleOf(path, from.module), path, id, from };
  }

  /** An alias may lead to another package. */
  #moduleOf(path: string, module: string): string {
    if (path.startsWith(module)) return module;
    for (const candidate of this.#words.modules) if (path.startsWith(candidate) && !/[\w@/-]/.test(path[candidate.length] ?? '')) return candidate;
    return module;
  }
}

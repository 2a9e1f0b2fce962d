import type { Additions } from './additions.ts';
import { calleeName } from './callee-name.ts';
import type { CanonicalPaths } from './canonical-paths.ts';
import type { Evaluator } from './evaluator.ts';
import type { FunctionResults } from './function-results.ts';
import type { ExternalOrigin, Origin } from './origin.ts';
import { none } from './origins.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Members of what packages offer: what the project adds to them, what it says of them, and otherwise a further step of their path. */
export class PackageMembers {
  readonly #linker: Evaluator;
  readonly #words: Vocabulary;
  readonly #paths: CanonicalPaths;
  readonly #additions: Additions;
  readonly #results: FunctionResults;

  constructor(linker: Evaluator, words: Vocabulary, paths: CanonicalPaths, additions: Additions, results: FunctionResults) {
    this.#linker = linker;
    this.#words = words;
    this.#paths = paths;
    this.#additions = additions;
    this.#results = results;
  }

  of(origin: ExternalOrigin, name: string): readonly Origin[] {
    if (name === 'default' && !origin.path.endsWith(')') && !origin.path.endsWith('!')) return [origin];
    const merged = origin.path === 'global:Object.assign()' ? this.#mergedMember(origin, name) : none;
    if (merged.length > 0) return merged;
    const added = this.#additions.member(origin, name);
    const typed = added.length > 0 ? none : this.#contextOf(origin, name);
    if (typed.length > 0) return typed;
    return added.length > 0 ? added : [this.#paths.step(origin, `.${name}`, `${origin.id}.${name}`)];
  }

  /** `Object.assign({}, defaults, given).name`: the last one that has it. */
  #mergedMember({ site }: ExternalOrigin, name: string): readonly Origin[] {
    for (const arg of site === undefined ? [] : [...this.#linker.callAt(site).args].reverse()) {
      const found = site === undefined ? none : this.#linker.eval(site.file, arg).flatMap((origin) => (origin.is === 'ext' ? none : this.#linker.member(origin, name)));
      if (found.length > 0) return found;
    }
    return none;
  }

  /** `initTRPC.context<Context>()` says what `ctx` is in every procedure made from it. */
  #contextOf(origin: ExternalOrigin, name: string): readonly Origin[] {
    const method = this.#words.contexts.get(`${origin.path}.${name}`);
    if (method === undefined) return none;
    for (let step: ExternalOrigin | undefined = origin.from; step !== undefined; step = step.from) {
      const type = step.typeArgs?.types[0];
      if (step.typeArgs !== undefined && type !== undefined && step.site !== undefined && calleeName(this.#linker, step.site) === method) {
        // `context<typeof createContext>()`: what the function gives.
        return this.#linker.evalType(step.typeArgs.file, type, `${origin.id}.${name}`).flatMap((made) => (made.is === 'fn' ? this.#results.of(made) : [made]));
      }
    }
    return none;
  }
}

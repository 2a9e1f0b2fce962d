import type { Evaluator } from './evaluator.ts';
import type { ExternalOrigin, Origin, Site } from './origin.ts';
import { typeArguments } from './type-arguments.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Instances of classes of the project that packages hand out. */
export class PackageInstances {
  readonly #linker: Evaluator;
  readonly #words: Vocabulary;

  constructor(linker: Evaluator, words: Vocabulary) {
    this.#linker = linker;
    this.#words = words;
  }

  /** `User.findOne()` of a `class User extends Model`, `em.findOne(Order)`, an item of what a `Repository<Order>` finds. */
  of(from: ExternalOrigin, suffix: string, site?: Site): Origin | undefined {
    if (this.#words.entities.has(from.path + suffix)) return this.#entityOf(from, site);
    if (!this.#words.instances.has(from.path + suffix)) return undefined;
    for (let step: ExternalOrigin | undefined = from; step !== undefined; step = step.from) if (step.via !== undefined) return { is: 'inst', ...step.via };
    return undefined;
  }

  #entityOf(from: ExternalOrigin, site: Site | undefined): Origin | undefined {
    for (let step: ExternalOrigin | undefined = from, at = site ?? from.site; step !== undefined; step = step.from, at = step?.site) {
      const [known] = typeArguments(this.#linker, step);
      const typed = known === undefined ? undefined : this.#linker.evalType(known.file, known.type, '').find((origin) => origin.is === 'inst');
      if (typed !== undefined) return typed;
      const first = at === undefined ? undefined : this.#linker.callAt(at).args[0];
      const given = at === undefined || first === undefined ? undefined : this.#linker.eval(at.file, first).find((origin) => origin.is === 'cls');
      if (given !== undefined) return { is: 'inst', file: given.file, cls: given.cls };
      if (step.path.endsWith('!')) return undefined;
    }
    return undefined;
  }
}

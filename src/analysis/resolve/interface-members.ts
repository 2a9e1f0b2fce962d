import type { ClassMembers } from './class-members.ts';
import type { Evaluator } from './evaluator.ts';
import type { ExternalOrigin, InterfaceOrigin, Origin } from './origin.ts';

/** Members of the project's interfaces: by their types, by what they extend, by the classes that implement them. */
export class InterfaceMembers {
  readonly #linker: Evaluator;
  readonly #classes: ClassMembers;

  constructor(linker: Evaluator, classes: ClassMembers) {
    this.#linker = linker;
    this.#classes = classes;
  }

  of(origin: InterfaceOrigin, name: string): readonly Origin[] {
    const iface = this.#linker.model(origin.file).interfaces[origin.iface];
    const type = iface?.members[name];
    if (type !== undefined) {
      const typed = this.#linker.evalType(origin.file, type, `${origin.file}:i${origin.iface}.${name}`);
      if (typed.length > 0) return typed;
    }
    // A method of its own hides what a base has under that name.
    const isMethod = type !== undefined && this.#linker.model(origin.file).types[type]?.[0] === 'fn';
    for (const base of isMethod ? [] : iface?.ext ?? []) {
      const found = this.#linker.evalType(origin.file, base, '').flatMap((other) => this.#linker.member(other, name));
      if (found.length > 0) return found;
    }
    return this.#linker.implementersOf(origin).slice(0, 4).flatMap(({ file, cls }) => this.#classes.ofInstanceOf(file, cls, name));
  }

  /** `interface OrderModel extends Model<Order>`: what a package calls the same. */
  externalBases(origin: InterfaceOrigin): readonly ExternalOrigin[] {
    const bases = this.#linker.model(origin.file).interfaces[origin.iface]?.ext ?? [];
    return bases.flatMap((base) => this.#linker.evalType(origin.file, base, `${origin.file}:i${origin.iface}`)).filter((made) => made.is === 'ext');
  }
}

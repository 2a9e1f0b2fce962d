import type { CycleGuard } from './cycle-guard.ts';
import type { Evaluator } from './evaluator.ts';
import type { Frames, Memo } from './frames.ts';
import type { Imports } from './imports.ts';
import type { ObjectOrigin, Origin } from './origin.ts';
import { none, unique } from './origins.ts';

/** Properties of object literals. */
export class ObjectMembers {
  readonly #linker: Evaluator;
  readonly #guard: CycleGuard;
  readonly #frames: Frames;
  readonly #imports: Imports;
  /** Properties of objects made from others by spreading, as seen by each frame. */
  readonly #spread = new WeakMap<Memo, Map<string, readonly Origin[]>>();

  constructor(linker: Evaluator, guard: CycleGuard, frames: Frames, imports: Imports) {
    this.#linker = linker;
    this.#guard = guard;
    this.#frames = frames;
    this.#imports = imports;
  }

  /** Its own ones first, then those of what is spread into it. */
  of(origin: ObjectOrigin, name: string): readonly Origin[] {
    const value = this.#linker.model(origin.file).values[origin.value];
    if (value?.[0] !== 'obj') return none;
    for (const [key, id] of value[1]) if (key === name) return this.#linker.eval(origin.file, id);
    if (value[2].length === 0) return this.#imports.provided(origin.file, name);
    // `options = { ...options, limit }`: the spread leads back to the object itself.
    const key = `${origin.file}\0${origin.value}.${name}`;
    let known = this.#spread.get(this.#frames.provisional);
    if (known === undefined) this.#spread.set(this.#frames.provisional, (known = new Map<string, readonly Origin[]>()));
    // What is kept here is forgotten with the rest of what may change.
    this.#linker.mayChange();
    const before = known.get(key);
    if (before !== undefined) return before;
    const cutsBefore = this.#guard.cuts;
    const made = this.#guard.once(key, () => {
      for (const spread of value[2]) {
        const found = this.#linker.eval(origin.file, spread).flatMap((other) => this.#linker.member(other, name));
        if (found.length > 0) return unique(found);
      }
      return none;
    });
    if (this.#guard.cuts === cutsBefore || made.length > 0) known.set(key, made);
    return made;
  }
}

import type { Origin } from './origin.ts';
import { none } from './origins.ts';

/** The questions that are being answered: one that leads back to itself answers "nothing" the second time. */
export class CycleGuard {
  readonly #running = new Set<string>();
  /** By file and value. */
  readonly #open = new Map<string, boolean[]>();
  /** How often a cycle or the depth limit cut an answer short. */
  cuts = 0;
  /** The answer that is being made rests on something of which more may become known (who calls a function, what a framework adopts). */
  #isProvisional = false;

  mayChange(): void {
    this.#isProvisional = true;
  }

  /** Begins an answer; what comes back belongs into {@link endAnswer}. */
  beginAnswer(): boolean {
    const outer = this.#isProvisional;
    this.#isProvisional = false;
    return outer;
  }

  /** Whether more may become known of the answer, as it may when it is partial; then the same goes for the answer it was needed for. */
  endAnswer(outer: boolean, isPartial: boolean): boolean {
    const may = this.#isProvisional || isPartial;
    this.#isProvisional = outer || may;
    return may;
  }

  /** The values of a file that are being followed, for a caller that follows one of them. */
  openIn(file: string): boolean[] {
    let open = this.#open.get(file);
    if (open === undefined) this.#open.set(file, (open = []));
    return open;
  }

  /** Runs `work` unless it is already running under this key. */
  once(key: string, work: () => readonly Origin[]): readonly Origin[] {
    if (this.#running.has(key)) {
      this.cuts++;
      return none;
    }
    this.#running.add(key);
    try {
      return work();
    } finally {
      this.#running.delete(key);
    }
  }
}

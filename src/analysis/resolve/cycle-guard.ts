import type { Origin } from './origin.ts';
import { none } from './origins.ts';

/** The questions that are being answered: one that leads back to itself answers "nothing" the second time. */
export class CycleGuard {
  readonly open = new Set<string>();
  /** How often a cycle or the depth limit cut an answer short. */
  cuts = 0;
  /** The answer that is being made rests on something of which more may become known (who calls a function, what a framework adopts). */
  isProvisional = false;

  /** Runs `work` unless it is already running under this key. */
  once(key: string, work: () => readonly Origin[]): readonly Origin[] {
    if (this.open.has(key)) {
      this.cuts++;
      return none;
    }
    this.open.add(key);
    try {
      return work();
    } finally {
      this.open.delete(key);
    }
  }
}

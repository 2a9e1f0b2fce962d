// Mistake: half-open is only a look at the clock, so everything that waited goes to the bank at once.
/**
 * Counts failed attempts in a row. At the threshold it opens and admits nothing for the cool-down;
 * then it admits exactly one attempt, whose result closes it or opens it again.
 */
export class CircuitBreaker {
  readonly #failuresToOpen: number;
  readonly #coolDownMs: number;
  #failures = 0;
  #state: 'closed' | 'open' | 'probing' = 'closed';
  #openUntil = 0;

  constructor(failuresToOpen: number, coolDownMs: number) {
    this.#failuresToOpen = failuresToOpen;
    this.#coolDownMs = coolDownMs;
  }

  /** Runs `attempt` if the circuit admits it, otherwise answers `undefined` without running it. `attempt` tells by `healthy` how the dependency did. */
  async run<Outcome extends { readonly healthy: boolean }>(attempt: () => Promise<Outcome>): Promise<Outcome | undefined> {
    if (this.#state === 'open') {
      if (performance.now() < this.#openUntil) return undefined;
      this.#state = 'probing'; // nothing is awaited since the check, so nobody else can get here
    }
    const isProbe = this.#state === 'probing';
    const outcome = await attempt();
    if (outcome.healthy) this.#close();
    else this.#fail(isProbe);
    return outcome;
  }

  #close(): void {
    this.#failures = 0;
    this.#state = 'closed';
  }

  #fail(isProbe: boolean): void {
    this.#failures += 1;
    // A straggler from before the circuit opened must not end the probe or prolong the cool-down.
    if (!isProbe && (this.#state !== 'closed' || this.#failures < this.#failuresToOpen)) return;
    this.#state = 'open';
    this.#openUntil = performance.now() + this.#coolDownMs;
  }
}

/** How often a crashed server may come back: {@link limit} times within {@link minutes} minutes, then somebody has to look. */
export class RestartBudget {
  readonly limit: number;
  readonly minutes: number;
  #restarts: number[] = [];

  constructor(limit = 4, minutes = 3) {
    this.limit = limit;
    this.minutes = minutes;
  }

  /** True when one more restart is allowed at `now` (milliseconds); it is then spent. */
  spend(now: number): boolean {
    this.#restarts = this.#restarts.filter((at) => now - at < this.minutes * 60_000);
    if (this.#restarts.length >= this.limit) return false;
    this.#restarts.push(now);
    return true;
  }
}

/** Calls back once things have been quiet for a while, but not later than `atLatestMs` after the first call. */
export class Pacer {
  readonly #work: () => void;
  readonly #quietMs: number | (() => number);
  readonly #atLatestMs: number;
  #timer: NodeJS.Timeout | undefined;
  #since = 0;

  constructor(work: () => void, quietMs: number | (() => number), atLatestMs = Infinity) {
    this.#work = work;
    this.#quietMs = quietMs;
    this.#atLatestMs = atLatestMs;
  }

  soon(): void {
    const now = Date.now();
    if (this.#timer === undefined) this.#since = now;
    clearTimeout(this.#timer);
    const left = this.#since + this.#atLatestMs - now;
    const quietMs = typeof this.#quietMs === 'number' ? this.#quietMs : this.#quietMs();
    this.#timer = setTimeout(() => { this.now(); }, Math.max(0, Math.min(quietMs, left)));
  }

  /** Does what is pending at once, and nothing otherwise. */
  flush(): void {
    if (this.#timer !== undefined) this.now();
  }

  now(): void {
    this.cancel();
    this.#work();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

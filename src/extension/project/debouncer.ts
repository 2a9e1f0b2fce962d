/** Runs a task once things have been quiet for a while, and at the latest some time after the first call. */
export class Debouncer {
  readonly #task: () => void;
  readonly #quietMs: number;
  readonly #atLatestMs: number;
  #timer: NodeJS.Timeout | undefined;
  #firstAt: number | undefined;
  #isDisposed = false;

  constructor(task: () => void, quietMs: number, atLatestMs: number) {
    this.#task = task;
    this.#quietMs = quietMs;
    this.#atLatestMs = atLatestMs;
  }

  soon(): void {
    if (this.#isDisposed) return;
    const now = Date.now();
    this.#firstAt ??= now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.now(); }, Math.min(this.#quietMs, Math.max(0, this.#firstAt + this.#atLatestMs - now)));
  }

  now(): void {
    this.cancel();
    if (!this.#isDisposed) this.#task();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#firstAt = undefined;
  }

  dispose(): void {
    this.cancel();
    this.#isDisposed = true;
  }
}

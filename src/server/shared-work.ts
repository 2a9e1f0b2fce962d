/** Says that work stopped because nobody wanted it any more. */
export class AbortedError extends Error {
  constructor() {
    super('The analysis was cancelled.');
    this.name = 'AbortError';
  }
}

export type Report = (done: number, total: number) => void;

interface Run<T> {
  readonly abort: AbortController;
  readonly promise: Promise<T>;
  readonly waiters: Set<Report>;
}

/**
 * Work that several wait for and that runs once at a time. It is aborted when the last one who joined leaves;
 * those who only follow take what comes and hold nothing up.
 */
export class SharedWork<T> {
  readonly #work: (signal: AbortSignal, report: Report) => Promise<T>;
  #run: Run<T> | undefined;

  constructor(work: (signal: AbortSignal, report: Report) => Promise<T>) {
    this.#work = work;
  }

  /** Starts the work or takes part in what runs. Rejects with {@link AbortedError} once the signal fires, with the work's own error when it fails. */
  join(signal: AbortSignal, report: Report = () => undefined): Promise<T> {
    if (signal.aborted) return Promise.reject(new AbortedError());
    const run = this.#current();
    const waiter: Report = (done, total) => { report(done, total); };
    run.waiters.add(waiter);
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        run.waiters.delete(waiter);
        reject(new AbortedError());
        if (run.waiters.size === 0) run.abort.abort();
      };
      signal.addEventListener('abort', leave, { once: true });
      run.promise.then(resolve, reject).finally(() => {
        signal.removeEventListener('abort', leave);
        run.waiters.delete(waiter);
      });
    });
  }

  /** Starts the work or waits for what runs, without keeping it alive. */
  follow(): Promise<T> {
    return this.#current().promise;
  }

  /** Aborts what runs, for everybody. */
  abort(): void {
    this.#run?.abort.abort();
  }

  #current(): Run<T> {
    const before = this.#run;
    if (before !== undefined && !before.abort.signal.aborted) return before;
    const abort = new AbortController();
    const waiters = new Set<Report>();
    const promise = this.#start(before, abort.signal, (done, total) => { for (const waiter of waiters) waiter(done, total); });
    const run: Run<T> = { abort, promise, waiters };
    this.#run = run;
    promise.catch(() => undefined).finally(() => {
      if (this.#run === run) this.#run = undefined;
    });
    return run;
  }

  /** An aborted run may take a moment to stop; the next one starts after it. */
  async #start(before: Run<T> | undefined, signal: AbortSignal, report: Report): Promise<T> {
    await before?.promise.catch(() => undefined);
    throwIfAborted(signal);
    try {
      return await this.#work(signal, report);
    } catch (error) {
      throwIfAborted(signal);
      throw error;
    }
  }
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new AbortedError();
}

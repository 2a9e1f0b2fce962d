import { Worker } from 'node:worker_threads';

/** What the watchdog thread is given. It shares nothing with the code it watches, so an endless loop there cannot stop it. */
export interface WatchdogOptions {
  /** Resident MiB of this process. */
  readonly memoryLimit: number;
  /** Seconds from now. */
  readonly timeLimit: number;
  /** Whether to tell the parent on file descriptor 3 before ending. */
  readonly tells: boolean;
}

/**
 * Ends this process with SIGKILL when it is over its memory, when its parent is gone, or when it outlived its time limit.
 * The parent enforces the time limit too; this one holds when the parent died first.
 */
export function watch(options: WatchdogOptions): void {
  const worker = new Worker(new URL('./patrol.js', import.meta.url), {
    execArgv: [], env: {}, workerData: { ...options, parent: process.ppid }, resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
  });
  worker.unref();
}

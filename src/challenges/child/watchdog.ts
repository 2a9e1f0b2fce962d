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
  const worker = new Worker(`(${patrol.toString()})()`, {
    eval: true, execArgv: [], env: {}, stdout: false, stderr: false, workerData: { ...options, parent: process.ppid },
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
  });
  worker.unref();
}

/** Runs in the thread, from its text alone. */
function patrol(): void {
  /* eslint-disable @typescript-eslint/no-require-imports -- evaluated as a script */
  const { workerData } = require('node:worker_threads') as { workerData: WatchdogOptions & { parent: number } };
  const { writeSync } = require('node:fs') as typeof import('node:fs');
  /* eslint-enable @typescript-eslint/no-require-imports */
  const deadline = Date.now() + workerData.timeLimit * 1000;
  const isAlive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  };
  setInterval(() => {
    const mib = Math.round(process.memoryUsage.rss() / 1_048_576);
    const isOver = mib > workerData.memoryLimit;
    if (!isOver && Date.now() < deadline && isAlive(workerData.parent)) return;
    try {
      if (isOver && workerData.tells) writeSync(3, `${JSON.stringify({ kind: 'over-memory', mib })}\n`);
    } finally {
      process.kill(process.pid, 'SIGKILL');
    }
  }, 100);
}

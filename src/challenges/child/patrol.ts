/** The thread of the watchdog; watchdog.ts says what it does. */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import type { WatchdogOptions } from './watchdog.ts';

const { memoryLimit, timeLimit, tells, parent } = workerData as WatchdogOptions & { readonly parent: number };
const deadline = Date.now() + timeLimit * 1000;

setInterval(() => {
  const mib = Math.round(process.memoryUsage.rss() / 1_048_576);
  const isOver = mib > memoryLimit;
  if (!isOver && Date.now() < deadline && isAlive(parent)) return;
  try {
    if (isOver && tells) writeSync(3, `${JSON.stringify({ kind: 'over-memory', mib })}\n`);
  } finally {
    process.kill(process.pid, 'SIGKILL');
  }
}, 100);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

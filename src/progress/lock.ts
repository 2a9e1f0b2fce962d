import { open, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** A holder writes a few kilobytes; one that is older than this died. */
const staleAfterMs = 10_000;
const patienceMs = 15_000;

/**
 * Runs the work while holding `<path>` as a lock between processes.
 * When the lock cannot be had the work runs all the same: entries are merged, so a race costs a rewrite, never a wait without end.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const held = await acquire(path);
  try {
    return await work();
  } finally {
    if (held) await rm(path, { force: true }).catch(() => undefined);
  }
}

async function acquire(path: string): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    try {
      const handle = await open(path, 'wx');
      await handle.close();
      return true;
    } catch (error) {
      if (!isTaken(error)) return false;
    }
    await removeIfStale(path);
    await sleep(5 + Math.random() * 20);
  }
  return false;
}

/** Renaming first lets only one of several waiting processes take the old lock away. */
async function removeIfStale(path: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs < staleAfterMs) return;
    const aside = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`;
    await rename(path, aside);
    await rm(aside, { force: true });
  } catch {
    // Someone else was faster, or it was released: try again.
  }
}

/** Windows answers EPERM while a just deleted file is still held open. */
function isTaken(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EEXIST' || (process.platform === 'win32' && (code === 'EPERM' || code === 'EBUSY'));
}

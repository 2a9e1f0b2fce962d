import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until `check` gives something truthy and returns it. Errors of `check` count as "not yet".
 * After `timeout` ms (2,000) it fails, naming `what`.
 */
export async function waitFor<T>(check: () => T | Promise<T>, { timeout = 2_000, every = 10, what = 'the condition' }: { timeout?: number; every?: number; what?: string } = {}): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeout;
  let last: unknown;
  for (;;) {
    try {
      const value = await check();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) throw new Error(`Waited ${timeout} ms in vain for ${what}.`, { cause: last });
    await pause(every);
  }
}

/** A promise that is done after so many milliseconds. */
export function sleep(ms: number): Promise<void> {
  return pause(ms, undefined);
}

// Starts the work, stores the promises and awaits them in order: a rejection arrives before anybody listens.
/**
 * Runs `work` for every item, at most `limit` at a time, and waits for all of them.
 * A failure costs its own item only; results come in the order of the items.
 */
export async function settleAll<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<PromiseSettledResult<R>[]> {
  const results: PromiseSettledResult<R>[] = [];
  const started: Promise<R>[] = [];
  let running = 0;
  let wake: (() => void) | undefined;

  for (const item of items) {
    while (running >= limit) await new Promise<void>((resolve) => { wake = resolve; });
    running += 1;
    started.push(work(item).finally(() => {
      running -= 1;
      wake?.();
    }));
  }
  for (const promise of started) {
    try {
      results.push({ status: 'fulfilled', value: await promise });
    } catch (reason) {
      results.push({ status: 'rejected', reason });
    }
  }
  return results;
}

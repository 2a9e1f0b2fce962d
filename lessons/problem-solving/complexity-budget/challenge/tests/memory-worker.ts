import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { LruCache, topPayments, type Payment } from '../src/tasks.js';

/** What a job gave, and by how many MiB the heap of this thread had grown when it held most. */
export interface JobResult {
  readonly result: unknown;
  readonly grownMiB: number;
}

const jobs: Readonly<Record<string, () => JobResult>> = { topPayments: measurePayments, LruCache: measureCache };

function measurePayments(): JobResult {
  let grownMiB = 0;
  const before = heapMiB();
  /** 150,000 payments of 300 characters, made one by one; looks at the heap before the last. */
  function* stream(): Generator<Payment> {
    for (let index = 0; index < 150_000; index += 1) {
      if (index === 149_999) grownMiB = heapMiB() - before;
      yield { id: Buffer.alloc(300, `${index}.`).toString('latin1'), amountCents: (index * 7_919) % 1_000_003 };
    }
  }
  return { result: topPayments(stream(), 100).length, grownMiB };
}

function measureCache(): JobResult {
  const keys = Array.from({ length: 50 }, (_, index) => `key-${index}`);
  const cache = new LruCache<number>(keys.length);
  const before = heapMiB();
  for (let call = 0; call < 2_000_000; call += 1) {
    const key = keys[(call * 7) % keys.length] ?? '';
    if (cache.get(key) === undefined || call % 5 === 0) cache.set(key, call);
  }
  return { grownMiB: heapMiB() - before, result: cache.size };
}

/** MiB in use in this thread after a full garbage collection. */
function heapMiB(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

parentPort?.postMessage(jobs[String(workerData)]?.());

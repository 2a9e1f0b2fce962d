import { parentPort, workerData } from 'node:worker_threads';
import { LruCache, topPayments, type Payment } from '../src/tasks.js';

/** Runs one job in a thread whose memory is limited, and posts its result. */
const jobs: Readonly<Record<string, () => unknown>> = {
  topPayments: () => topPayments(stream(250_000), 100).length,
  LruCache: () => {
    const cache = new LruCache<number>(50);
    const keys = Array.from({ length: 50 }, (_, index) => `key-${index}`);
    for (let call = 0; call < 3_000_000; call += 1) {
      const key = keys[(call * 7) % 50] ?? '';
      if (cache.get(key) === undefined || call % 5 === 0) cache.set(key, call);
    }
    return cache.size;
  },
};

/** Payments with 300 characters each, made one by one. */
function* stream(count: number): Generator<Payment> {
  for (let index = 0; index < count; index += 1) {
    yield { id: Buffer.alloc(300, `${index}.`).toString('latin1'), amountCents: (index * 7_919) % 1_000_003 };
  }
}

parentPort?.postMessage(jobs[String(workerData)]?.());

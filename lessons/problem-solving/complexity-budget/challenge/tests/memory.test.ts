import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { JobResult } from './memory-worker.js';

describe('memory', () => {
  it('topPayments holds k payments, not the whole stream', { timeout: 12_000 }, async () => {
    const { result, grownMiB } = await inThread('topPayments');
    assert.equal(result, 100, 'The 100 largest payments were asked for.');
    assert.ok(grownMiB < 8, `While it read the 150,000th payment to find the best 100, topPayments held ${Math.round(grownMiB)} MiB. Only what may still be among the best can be kept.`);
  });

  it('LruCache remembers its entries, not their history', { timeout: 12_000 }, async () => {
    const { result, grownMiB } = await inThread('LruCache');
    assert.equal(result, 50, 'The cache is for 50 entries, and 50 different keys were used.');
    assert.ok(grownMiB < 8, `After two million calls a cache for 50 entries holds ${Math.round(grownMiB)} MiB. What it keeps must not grow with the number of calls.`);
  });
});

/** Runs one job in a thread of its own, so that nothing else counts and a runaway can be stopped. */
async function inThread(job: string): Promise<JobResult> {
  const worker = new Worker(new URL('./memory-worker.js', import.meta.url), { workerData: job });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      setTimeout(() => { reject(new Error(`${job} was not done after ten seconds.`)); }, 10_000).unref();
    });
  } finally {
    await worker.terminate();
  }
}

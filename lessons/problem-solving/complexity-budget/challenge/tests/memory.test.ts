import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';

const limitMiB = 24;

describe('memory', () => {
  it('topPayments holds k payments, not the whole stream', { timeout: 12_000 }, async () => {
    assert.equal(await runLimited('topPayments'), 100,
      `The 100 largest of 250,000 payments (80 MB in all), with ${limitMiB} MiB of memory: only what may still be among the best can be kept.`);
  });

  it('LruCache remembers its entries, not their history', { timeout: 12_000 }, async () => {
    assert.equal(await runLimited('LruCache'), 50,
      `Three million calls on a cache for 50 entries, with ${limitMiB} MiB of memory: what is kept must not grow with the number of calls.`);
  });
});

/** The result of the job, or what stopped it. */
async function runLimited(job: string): Promise<unknown> {
  const worker = new Worker(new URL('./memory-worker.js', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: limitMiB, maxYoungGenerationSizeMb: 8 },
  });
  try {
    return await new Promise((resolve) => {
      worker.once('message', resolve);
      worker.once('error', (error: NodeJS.ErrnoException) => { resolve(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : String(error)); });
      setTimeout(resolve, 10_000, 'not done after ten seconds').unref();
    });
  } finally {
    await worker.terminate();
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './wire.js';

export interface Job {
  id: string;
  /** Nightly exports have hundreds of pages and take minutes. */
  pages: number;
}

export interface Worker {
  stop(): void;
}

/** Takes one job after the other. Every page is stored by itself and may be exported twice. */
export function startWorker(queue: Connection): Worker {
  let running = true;

  async function work(): Promise<void> {
    while (running) {
      const job = await queue.ask<Job | null>({ op: 'take' });
      if (job) await run(job);
      else await sleep(50);
    }
  }

  async function run(job: Job): Promise<void> {
    for (let page = 1; page <= job.pages; page += 1) {
      await sleep(40); // rendering
      await queue.ask({ op: 'page', job: job.id, page });
    }
    await queue.ask({ op: 'done', job: job.id });
    // The queue also knows { op: 'return', job }: another worker gets the job at once.
    // A job that is neither done nor returned stays locked for an hour.
  }

  work().catch((error: unknown) => {
    if (running) console.error('worker stopped:', error);
  });

  return {
    stop() {
      running = false;
    },
  };
}

// Waits for the current job to finish, which takes minutes.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from './wire.js';

export interface Job {
  id: string;
  /** Nightly exports have hundreds of pages and take minutes. */
  pages: number;
}

export interface Worker {
  /** Resolves when the current job is back in the queue and nothing more will be asked. */
  stop(): Promise<void>;
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
  }

  const finished = work();
  finished.catch((error: unknown) => console.error('worker stopped:', error));

  return {
    async stop() {
      running = false;
      await finished;
    },
  };
}

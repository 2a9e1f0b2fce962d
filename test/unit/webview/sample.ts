import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileLessons } from '../../../src/curriculum/compile.ts';
import type { Lesson } from '../../../src/curriculum/model.ts';
import type { ToPage, YourCode } from '../../../src/webview/messages.ts';
import { repo } from '../../harness/paths.ts';

export type Init = Extract<ToPage, { type: 'init' }>;

/** A real lesson, with a challenge whether or not it has one yet. */
export async function sampleLesson(id = 'databases/parameterised-queries'): Promise<Lesson> {
  const out = await mkdtemp(join(tmpdir(), 'lesson-page-'));
  try {
    const { lessons } = await compileLessons(join(repo, 'lessons'), out);
    const lesson = lessons.find((candidate) => candidate.id === id);
    if (!lesson) throw new Error(`${id} did not compile`);
    const brief = { html: '<p>Make the <code>search</code> injection-proof without losing a feature.</p>', markdown: 'Make the `search` injection-proof without losing a feature.' };
    return { challenge: { title: 'Close the search box hole', minutes: 25, open: 'src/search.ts', timeLimit: 20, memoryLimit: 512, brief }, ...lesson };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

const folder = 'file:///home/ana/shop';

export const demonstrated: YourCode = {
  status: 'ready',
  state: 'demonstrated',
  evidence: [
    { signal: 'Bound value in pool.query', supports: 'seen', folder, file: 'src/orders/orders.repository.ts', line: 41 },
    { signal: 'Bound values in db.prepare().all()', supports: 'demonstrated', folder, file: 'src/products/search.ts', line: 18 },
    { signal: 'Prisma $queryRaw tagged template', supports: 'demonstrated', folder, file: 'src/reports/daily.ts', line: 97 },
    ...Array.from({ length: 6 }, (_, index) => ({ signal: 'Bound value in client.query', supports: 'demonstrated' as const, folder, file: `src/billing/invoice${index}.ts`, line: 12 + index })),
  ],
  findings: [
    {
      rule: 'sql-text-from-values',
      severity: 'warning',
      message: 'The text of this query is built from `term`, so a quote in it becomes SQL.',
      fix: 'Put $1 in the text and pass the value in the array.',
      folder,
      file: 'src/products/legacy-search.ts',
      line: 23,
    },
    { rule: 'sort-from-request', severity: 'question', message: 'Can the sort column come from the request?', fix: 'Look it up in a fixed list.', folder, file: 'src/products/list.ts', line: 8 },
  ],
  next: 'Bind the value in src/products/legacy-search.ts; then every query that carries a value is bound.',
};

export function init(lesson: Lesson, changes: Partial<Init> = {}): Init {
  return {
    type: 'init',
    lesson,
    yourCode: demonstrated,
    progress: { answers: [] },
    challenge: { state: 'not-started' },
    trusted: true,
    ...changes,
  };
}

import type { RunResult } from '../../challenges/index.ts';

/** What a run scored: a test that did not get to its end counts against it, a skipped one not at all. */
export function scoreOf({ outcomes, notRun }: Pick<RunResult, 'outcomes' | 'notRun'>): { readonly passed: number; readonly total: number } {
  const judged = outcomes.filter(({ kind }) => kind !== 'skipped');
  return { passed: judged.filter(({ kind }) => kind === 'passed').length, total: judged.length + notRun.length };
}

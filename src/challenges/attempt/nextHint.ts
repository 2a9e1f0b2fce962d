import { loadChallenge } from '../content/loadChallenge.ts';
import { reasonOf } from '../reasonOf.ts';
import type { ChallengeSource, HintResult, HintRung } from '../model.ts';
import { readMetadata, writeMetadata } from './metadata.ts';

const rungs = [1, 2, 3] as const;

/** The next rung for the first failure of the last run, and remembers that it was shown. */
export async function nextHint({ source, dir }: { source: ChallengeSource; dir: string }): Promise<HintResult> {
  const loaded = await loadChallenge(source);
  if (loaded.kind === 'failed') return loaded;
  const read = await readMetadata(dir);
  if (read.kind === 'unreadable') return { kind: 'failed', message: read.message };
  if (read.kind === 'none') return { kind: 'failed', message: `${dir} holds no attempt at a challenge.` };
  const { metadata } = read;
  const { lastRun } = metadata;
  if (lastRun === undefined || lastRun.kind === 'cancelled' || lastRun.kind === 'unavailable') {
    return { kind: 'run-first', message: 'Run the tests first: hints start from what fails.' };
  }
  if (lastRun.kind === 'compile-error') return { kind: 'run-first', message: 'The code does not compile yet. Hints start from a test that fails: mend the error and run the tests again.' };
  if (lastRun.kind === 'passed') return { kind: 'passed', message: 'All tests pass: nothing is left to hint at. The solution diff shows how we did it.' };

  const { hints } = loaded.challenge;
  const rung = rungs[metadata.hintsShown];
  const hint = rung === undefined ? undefined : hints[rung - 1];
  if (rung === undefined || hint === undefined) {
    const shown = hints.map((each) => ({ title: each.title, text: textFor(each, lastRun.firstFailure).text }));
    return { kind: 'exhausted', message: 'You have seen all three hints. The solution diff shows one way to do it.', shown };
  }
  try {
    await writeMetadata(dir, { ...metadata, hintsShown: rung });
  } catch (error) {
    return { kind: 'failed', message: `The hint could not be remembered in ${dir}: ${reasonOf(error)}.` };
  }
  return { kind: 'hint', rung, title: hint.title, left: hints.length - rung, ...textFor(hint, lastRun.firstFailure) };
}

/** The text for this failure: names of suites do not count, and the longest matching beginning wins. */
function textFor(hint: HintRung, failure: string | undefined): { readonly text: string; readonly test?: string } {
  const [special] = failure === undefined ? [] : hint.forTests.filter(({ test }) => failure.startsWith(test)).sort((a, b) => b.test.length - a.test.length);
  return special && failure !== undefined ? { text: special.text, test: failure } : { text: hint.text };
}

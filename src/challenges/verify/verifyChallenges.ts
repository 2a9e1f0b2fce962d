import { cp, mkdtemp, readFile, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChallenge } from '../attempt/startChallenge.ts';
import { discoverTests } from '../content/discoverTests.ts';
import type { ChallengeSource, RunEvent, RunResult, Toolbox } from '../model.ts';
import { runChallenge } from '../run/runChallenge.ts';
import { checkContent } from './checkContent.ts';
import { checkTypes } from './checkTypes.ts';

const shownTypeErrors = 5;

/** The starter, the solution, or a mutant. */
export interface Variant {
  readonly name: string;
  readonly kind: 'starter' | 'solution' | 'mutant';
}

export interface VariantReport extends Variant {
  readonly result: RunResult;
  /** Why this is not as it should be; absent when it is. */
  readonly problem?: string;
}

export interface Verification {
  readonly id: string;
  readonly title: string;
  readonly variants: readonly VariantReport[];
  /** About the content, then about the variants, then about types. Empty when the challenge is good. */
  readonly problems: readonly string[];
}

export interface VerifyOptions {
  readonly toolbox: Toolbox;
  /** Runs just this variant. */
  readonly only?: string | undefined;
  /** Runs at the same time. */
  readonly concurrency?: number;
  /** Stops a starter or mutant at its first failing test: enough to know that it fails. */
  readonly stopsAtFailure?: boolean;
  readonly onVariant?: (id: string, report: VariantReport) => void;
}

/** Proves that challenges are sound: the starter fails, the solution passes, every mutant fails, all of them compile. */
export async function verifyChallenges(sources: readonly ChallengeSource[], { toolbox, only, concurrency = 2, stopsAtFailure = false, onVariant }: VerifyOptions): Promise<readonly Verification[]> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), 'coach-verify-'));
  try {
    const plans = await Promise.all(sources.map(async (source) => {
      const content = await checkContent(source);
      const all: Variant[] = [
        { name: 'starter', kind: 'starter' }, { name: 'solution', kind: 'solution' }, ...content.mutants.map((name): Variant => ({ name, kind: 'mutant' })),
      ];
      return { source, content, reports: [] as VariantReport[], variants: content.challenge ? all.filter(({ name }) => only === undefined || name === only) : [] };
    }));
    const jobs = plans.flatMap(({ source, variants, reports }) => variants.map((variant) => async () => {
      const report = await verifyVariant(source, variant, toolbox, join(folder, attemptName(source, variant)), stopsAtFailure && variant.kind !== 'solution');
      reports.push(report);
      onVariant?.(source.id, report);
    }));
    const types = jobs.length === 0 ? [] : await typesAfter(jobs, concurrency, folder);
    return plans.map(({ source, content, reports, variants }) => ({
      id: source.id,
      title: content.challenge?.title ?? source.id,
      variants: variants.flatMap((variant) => reports.filter(({ name, kind }) => name === variant.name && kind === variant.kind)),
      problems: [...content.problems, ...reports.flatMap(({ problem }) => problem ?? []), ...variants.flatMap((variant) => typeProblems(types, source, variant))],
    }));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function verifyVariant(source: ChallengeSource, variant: Variant, toolbox: Toolbox, dir: string, stopsAtFailure: boolean): Promise<VariantReport> {
  const started = await startChallenge({ source, toolbox, target: dir });
  if (started.kind !== 'started') throw new Error(`${source.id} could not be started: ${'message' in started ? started.message : started.kind}`);
  if (variant.kind !== 'starter') await cp(join(source.dir, 'solution'), dir, { recursive: true });
  if (variant.kind === 'mutant') await cp(join(source.dir, 'mutants', variant.name), dir, { recursive: true });
  const enough = new AbortController();
  const onEvent = (event: RunEvent): void => { if (stopsAtFailure && event.kind === 'test-finished' && event.outcome.kind === 'failed') enough.abort(); };
  const result = await runChallenge({ source, toolbox, dir, onEvent, signal: enough.signal });
  const problem = enough.signal.aborted ? undefined : await judge(source, variant, result);
  return { ...variant, result, ...(problem === undefined ? {} : { problem }) };
}

async function judge(source: ChallengeSource, { kind, name }: Variant, result: RunResult): Promise<string | undefined> {
  const why = 'message' in result ? result.message : result.kind;
  if (result.kind === 'unavailable') return `${name}: ${why}`;
  switch (kind) {
    case 'starter':
      if (result.kind === 'passed') return 'The starter passes: there is nothing to do.';
      return result.kind === 'failed' ? undefined : `The starter must fail in a test, so that a learner sees what is wrong; it ended as ${result.kind}: ${why}`;
    case 'solution': {
      if (result.kind !== 'passed') return `The solution does not pass (${result.kind}): ${why}`;
      const skipped = result.outcomes.find((outcome) => outcome.kind === 'skipped');
      if (skipped) return `The test "${skipped.test.name}" is skipped.`;
      if (result.notRun[0]) return `The test "${result.notRun[0].name}" was found in the sources but did not run.`;
      const known = new Set((await discoverTests(source)).map(({ id }) => id));
      const unknown = result.outcomes.find(({ test }) => !known.has(test.id));
      return unknown ? `The test "${unknown.test.id}" cannot be found before a run: write it as test('…', at the beginning of a line, inside describe('…',.` : undefined;
    }
    case 'mutant':
      if (result.kind === 'passed') return `The mutant ${name} passes: no test notices that ${await mistake(source, name)}`;
      if (result.kind === 'compile-error') return `The mutant ${name} does not compile: ${why}`;
      // A mistake that hangs or ends the process counts when it does so in a test, not when nothing ever ran.
      return result.kind === 'failed' || 'during' in result ? undefined : `The mutant ${name} must fail in a test; it ended as ${result.kind}: ${why}`;
  }
}

/** The first comment of a mutant. */
async function mistake(source: ChallengeSource, mutant: string): Promise<string> {
  const dir = join(source.dir, 'mutants', mutant);
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const [, comment] = /^\s*(?:\/\/|\/\*+)\s*(.*?)\s*(?:\*\/)?$/m.exec(await readFile(join(entry.parentPath, entry.name), 'utf8')) ?? [];
    if (comment !== undefined) return `"${comment}"`;
  }
  return 'it is wrong';
}

/** Runs the jobs, a few at a time, and checks the types of what they laid out. */
async function typesAfter(jobs: readonly (() => Promise<void>)[], concurrency: number, folder: string): Promise<readonly string[]> {
  const pending = [...jobs];
  await Promise.all(Array.from({ length: concurrency }, async () => {
    for (let job = pending.shift(); job !== undefined; job = pending.shift()) await job();
  }));
  return checkTypes(folder, (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name));
}

/** A test may ask for what only the solution has, so its types count there only. */
function typeProblems(errors: readonly string[], source: ChallengeSource, variant: Variant): string[] {
  const prefix = `${attemptName(source, variant)}/`;
  const own = errors.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
  const counted = own.filter((line) => variant.kind === 'solution' || !line.startsWith('tests/'));
  const more = counted.length > shownTypeErrors ? [`${variant.name}: and ${counted.length - shownTypeErrors} more type errors`] : [];
  return [...counted.slice(0, shownTypeErrors).map((line) => `${variant.name}: ${line}`), ...more];
}

function attemptName(source: ChallengeSource, { kind, name }: Variant): string {
  return `${source.id.replace('/', '.')}.${kind}.${name}`;
}

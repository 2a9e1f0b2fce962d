/**
 * Challenges: start, run, grade, hint, reset. Knows neither an editor nor a skill.
 *
 * ```
 * loadChallenge(source)                                   → the brief, limits and hints
 * discoverTests(source)                                   → the tests, before anything ran
 * startChallenge({ source, toolbox, target })             → copies the starter
 * readAttempt(dir)                                        → what .coach/ remembers
 * runChallenge({ source, toolbox, dir, onEvent, signal }) → real tests in a child process
 * nextHint({ source, dir })                               → the next rung from the first failure
 * solutionDiff({ source, dir })                           → pairs of files
 * resetChallenge({ source, toolbox, dir })                → a fresh starter, the old one kept
 * restoreTests({ source, dir })                           → the tests as they were
 * ```
 * None of them throws: each answers with a union whose `kind` says what happened.
 */
export type {
  Attempt, Challenge, ChallengeSource, CompileError, DiffPair, HintResult, HintRung, Place, ReadAttemptResult, ResetResult, RestoreResult,
  RunEvent, RunResult, SolutionDiff, StartResult, TestFailure, TestOutcome, TestRef, Toolbox,
} from './model.ts';
export { discoverTests } from './content/discoverTests.ts';
export { loadChallenge, type LoadResult } from './content/loadChallenge.ts';
export { nextHint } from './attempt/nextHint.ts';
export { readAttempt } from './attempt/readAttempt.ts';
export { resetChallenge } from './attempt/resetChallenge.ts';
export { restoreTests } from './attempt/restoreTests.ts';
export { runChallenge, type RunOptions } from './run/runChallenge.ts';
export { solutionDiff } from './attempt/solutionDiff.ts';
export { startChallenge, type StartOptions } from './attempt/startChallenge.ts';

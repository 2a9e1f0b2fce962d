/**
 * What the challenges exchange with their callers: plain, serialisable data.
 * Nothing here knows an editor, a skill or how a run is carried out.
 */

/** One challenge of the curriculum. `id` is the concept (`databases/transactions`), `dir` the folder that holds `brief.md`, `starter/`, `tests/`, … */
export interface ChallengeSource {
  readonly id: string;
  readonly dir: string;
}

/** What a run needs besides the challenge: the built kit (see build.ts) and the executable, `process.execPath` by default. */
export interface Toolbox {
  /** Absolute path of the folder `buildKit` wrote. */
  readonly kitDir: string;
  /** A Node 20+ binary, or Electron, which is then told to behave as Node. */
  readonly node?: string;
}

/** A challenge as `brief.md` and `hints.md` describe it. */
export interface Challenge {
  readonly id: string;
  readonly dir: string;
  readonly title: string;
  /** What a learner should plan for. */
  readonly minutes: number;
  /** Seconds for the whole run; then the process tree is killed. */
  readonly timeLimit: number;
  /** MiB of resident memory of the whole process tree. */
  readonly memoryLimit: number;
  /** The file to open beside the brief, relative to the attempt, POSIX separators. */
  readonly open: string;
  /** Markdown body of the brief. */
  readonly brief: string;
  readonly hints: readonly HintRung[];
}

export interface HintRung {
  readonly title: 'Point' | 'Narrow' | 'Nearly tell';
  /** Markdown shown whatever failed. */
  readonly text: string;
  /** Markdown shown instead when this test was the first to fail; `test` is its name or the beginning of it. */
  readonly forTests: readonly { readonly test: string; readonly text: string }[];
}

/** A folder in which somebody works on a challenge, as `.coach/` in it remembers. */
export interface Attempt {
  readonly dir: string;
  /** Concept id of the challenge. */
  readonly id: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly runs: number;
  /** Rungs already shown, 0 to 3. */
  readonly hintsShown: number;
  /** ISO 8601 of the first complete pass. */
  readonly passedAt?: string;
  readonly lastRun?: { readonly at: string; readonly kind: RunResult['kind']; readonly firstFailure?: string };
}

export type ReadAttemptResult =
  | { readonly kind: 'attempt'; readonly attempt: Attempt }
  /** The folder holds no attempt. */
  | { readonly kind: 'none' }
  /** `.coach/challenge.json` is unreadable or of a newer version; `message` is one sentence for people. */
  | { readonly kind: 'unreadable'; readonly message: string };

export type StartResult =
  | { readonly kind: 'started'; readonly attempt: Attempt; /** Absolute paths to open. */ readonly open: string; readonly readme: string }
  /** There already is an attempt at this challenge; nothing was touched. Pass `overwrite: true` to replace it (a backup is kept). */
  | { readonly kind: 'exists'; readonly attempt: Attempt }
  /** The folder holds other files; nothing was touched. */
  | { readonly kind: 'occupied'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

/** A place in the attempt: `file` relative to its folder with POSIX separators, `line` 1-based. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A test by its name; `path` holds the names of the suites around it, then its own; `id` joins them with ` > `. */
export interface TestRef {
  readonly id: string;
  readonly name: string;
  readonly path: readonly string[];
  readonly at?: Place;
}

export interface TestFailure {
  /** What went wrong in words. */
  readonly message: string;
  /** Printed values, where an assertion compared two. */
  readonly expected?: string;
  readonly actual?: string;
  /** The line of the test that failed. */
  readonly at?: Place;
  /** The line of the person's own code the error came through, if it did. */
  readonly source?: Place;
  /** Stack with the person's files, for output. */
  readonly stack?: string;
}

export type TestOutcome =
  | { readonly kind: 'passed'; readonly test: TestRef; readonly durationMs: number }
  | { readonly kind: 'failed'; readonly test: TestRef; readonly durationMs: number; readonly failure: TestFailure }
  | { readonly kind: 'skipped'; readonly test: TestRef };

export type RunEvent =
  | { readonly kind: 'started'; readonly tests: readonly TestRef[] }
  | { readonly kind: 'test-started'; readonly test: TestRef }
  | { readonly kind: 'test-finished'; readonly outcome: TestOutcome }
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string };

interface RunBase {
  readonly outcomes: readonly TestOutcome[];
  /** Tests that were announced but did not run to their end. */
  readonly notRun: readonly TestRef[];
  /** What the person's code printed, capped; `outputCut` tells that more came. */
  readonly output: string;
  readonly outputCut: boolean;
  readonly durationMs: number;
  /** Test files the person changed or deleted, relative to the attempt. The originals ran all the same. */
  readonly editedTests: readonly string[];
}

export interface CompileError extends Place {
  readonly column?: number;
  readonly message: string;
}

/** How a run ended. Every kind but `passed` and `cancelled` carries a `message` for people. */
export type RunResult =
  | RunBase & { readonly kind: 'passed' }
  | RunBase & { readonly kind: 'failed'; readonly message: string; readonly firstFailure: TestOutcome & { readonly kind: 'failed' } }
  | RunBase & { readonly kind: 'compile-error'; readonly message: string; readonly errors: readonly CompileError[] }
  | RunBase & { readonly kind: 'timed-out'; readonly message: string; /** Seconds. */ readonly limit: number; readonly during?: TestRef }
  | RunBase & { readonly kind: 'out-of-memory'; readonly message: string; /** MiB. */ readonly limit: number; readonly during?: TestRef }
  /** The process ended by itself before the tests did (`process.exit`, an uncaught error outside any test, a module that does not load). */
  | RunBase & { readonly kind: 'crashed'; readonly message: string; readonly at?: Place; readonly during?: TestRef }
  | RunBase & { readonly kind: 'cancelled' }
  /** Nothing ran: no attempt there, content or kit missing. */
  | RunBase & { readonly kind: 'unavailable'; readonly message: string };

export type HintResult =
  | { readonly kind: 'hint'; readonly rung: 1 | 2 | 3; readonly title: HintRung['title']; readonly text: string; /** Name of the test it speaks to. */ readonly test?: string; readonly left: number }
  /** Hints start from a failure: run the tests first. */
  | { readonly kind: 'run-first'; readonly message: string }
  | { readonly kind: 'passed'; readonly message: string }
  /** All rungs are out; `shown` repeats them for the last failure. */
  | { readonly kind: 'exhausted'; readonly message: string; readonly shown: readonly { readonly title: string; readonly text: string }[] }
  | { readonly kind: 'failed'; readonly message: string };

/** Files to lay side by side. `mine` is missing for a file only the solution has, and the other way round. Absolute paths. */
export interface DiffPair {
  readonly file: string;
  readonly mine?: string;
  readonly solution?: string;
}

export type SolutionDiff =
  | { readonly kind: 'diff'; readonly pairs: readonly DiffPair[] }
  | { readonly kind: 'failed'; readonly message: string };

export type ResetResult =
  /** `backup` is the absolute folder that now holds the former attempt. */
  | { readonly kind: 'reset'; readonly attempt: Attempt; readonly backup: string }
  | { readonly kind: 'failed'; readonly message: string };

export type RestoreResult =
  /** `restored` are the files put back, relative to the attempt; `backup` the folder with the edited ones, absent when none was. */
  | { readonly kind: 'restored'; readonly restored: readonly string[]; readonly backup?: string }
  | { readonly kind: 'failed'; readonly message: string };

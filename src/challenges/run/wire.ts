/** What the process of a run tells its parent: one JSON document per line on file descriptor 3. */
import * as v from 'valibot';
import type { CompileError, Place, TestOutcome, TestRef } from '../model.ts';

export type WireMessage =
  | { readonly kind: 'test-started'; readonly test: TestRef }
  | { readonly kind: 'test-finished'; readonly outcome: TestOutcome }
  /** Every test has finished; the process may be ended if it does not end by itself. */
  | { readonly kind: 'done' }
  /** The sources are no TypeScript, or no module. Nothing ran. */
  | { readonly kind: 'compile-errors'; readonly errors: readonly CompileError[] }
  /** A module threw while it was loaded. */
  | { readonly kind: 'load-failed'; readonly message: string; readonly at?: Place; readonly stack?: string }
  /** The process ends; `at` is where somebody called `process.exit`. */
  | { readonly kind: 'exit'; readonly code: number; readonly at?: Place }
  /** Resident memory passed the limit; the process kills itself after this. */
  | { readonly kind: 'over-memory'; readonly mib: number };

const place = v.object({ file: v.string(), line: v.number() });
const test = v.object({ id: v.string(), name: v.string(), path: v.array(v.string()), at: v.exactOptional(place) });
const failure = v.object({
  message: v.string(),
  expected: v.exactOptional(v.string()),
  actual: v.exactOptional(v.string()),
  at: v.exactOptional(place),
  source: v.exactOptional(place),
  stack: v.exactOptional(v.string()),
});
const outcome = v.variant('kind', [
  v.object({ kind: v.literal('passed'), test, durationMs: v.number() }),
  v.object({ kind: v.literal('failed'), test, durationMs: v.number(), failure }),
  v.object({ kind: v.literal('skipped'), test }),
]);

export const wireMessageSchema: v.GenericSchema<unknown, WireMessage> = v.variant('kind', [
  v.object({ kind: v.literal('test-started'), test }),
  v.object({ kind: v.literal('test-finished'), outcome }),
  v.object({ kind: v.literal('done') }),
  v.object({ kind: v.literal('compile-errors'), errors: v.array(v.object({ ...place.entries, column: v.exactOptional(v.number()), message: v.string() })) }),
  v.object({ kind: v.literal('load-failed'), message: v.string(), at: v.exactOptional(place), stack: v.exactOptional(v.string()) }),
  v.object({ kind: v.literal('exit'), code: v.number(), at: v.exactOptional(place) }),
  v.object({ kind: v.literal('over-memory'), mib: v.number() }),
]);

/** What the parent hands to the process of a run, as JSON in its one argument. */
export interface ChildTask {
  /** Folder of the attempt, to copy from. */
  readonly attempt: string;
  /** Folder of the original tests. */
  readonly tests: string;
  /** Empty folder to run in: the working directory, real path. */
  readonly run: string;
  /** Resident MiB this one process may use. */
  readonly memoryLimit: number;
  /** Seconds after which the process ends itself, should its parent be gone. */
  readonly timeLimit: number;
}

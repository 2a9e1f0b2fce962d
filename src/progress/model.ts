import * as v from 'valibot';

/** States worth remembering the first time of; the lower ones say that nothing was reached. */
export const reachedStates = ['seen', 'demonstrated', 'exemplary'] as const;
export type ReachedState = (typeof reachedStates)[number];

/** The version of the file this code writes. Bump it, and add a migration, whenever a shape below changes. */
export const progressVersion = 1;

/** The latest answer to a question; `firstCorrectAt` survives a later wrong try. Times are ISO 8601 in UTC with milliseconds. */
export interface Answer {
  readonly choice: number;
  readonly correct: boolean;
  readonly at: string;
  readonly firstCorrectAt?: string;
}

/** What is known about a challenge over all its runs. */
export interface ChallengeRecord {
  /** Runs by each process that ever recorded one: a counter per writer is what lets two windows count at once. */
  readonly attempts: Readonly<Record<string, number>>;
  /** The highest hint rung ever shown. */
  readonly hintsUsed: number;
  /** The run that passed the most of its tests. */
  readonly best?: { readonly passed: number; readonly total: number };
  /** The first run that passed everything, and the hints shown by then. */
  readonly passed?: { readonly at: string; readonly hintsUsed: number };
}

/** The document: by concept id (`databases/transactions`), then by question id or state. */
export interface ProgressDocument {
  readonly version: typeof progressVersion;
  readonly answers: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
  readonly challenges: Readonly<Record<string, ChallengeRecord>>;
  readonly states: Readonly<Record<string, Readonly<Partial<Record<ReachedState, string>>>>>;
}

export const timeSchema = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), v.check((text) => !Number.isNaN(Date.parse(text))));
/** Bounded so that comparing ratios stays exact. */
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

export const conceptKey = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/));
export const questionKey = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/));
const writerKey = v.pipe(v.string(), v.regex(/^[0-9a-z]{1,40}$/));

export const answerSchema = v.object({ choice: count, correct: v.boolean(), at: timeSchema, firstCorrectAt: v.exactOptional(timeSchema) });

export const challengeSchema = v.object({
  attempts: v.record(writerKey, count),
  hintsUsed: count,
  best: v.exactOptional(v.pipe(v.object({ passed: count, total: count }), v.check((best) => best.passed <= best.total))),
  passed: v.exactOptional(v.object({ at: timeSchema, hintsUsed: count })),
});

export function emptyProgress(): ProgressDocument {
  return { version: progressVersion, answers: {}, challenges: {}, states: {} };
}

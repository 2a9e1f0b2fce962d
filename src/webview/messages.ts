/** Everything that passes between a lesson page and the extension, both ways, as schemas and their types. */
import * as v from 'valibot';
import { lessonSchema } from '../curriculum/schema.ts';

/** A place in the learner's code. `folder` is the URI of the workspace folder, `file` is relative to it with POSIX separators. */
const place = { folder: v.string(), file: v.string(), line: v.pipe(v.number(), v.integer(), v.minValue(1)) };

const yourCode = v.variant('status', [
  /** The analysis has not answered yet. */
  v.object({ status: v.literal('analysing') }),
  /** There is nothing to show: no folder, no TypeScript, the server is down. `reason` is one sentence. */
  v.object({ status: v.literal('unavailable'), reason: v.string() }),
  v.object({
    status: v.literal('ready'),
    state: v.picklist(['not-applicable', 'not-seen', 'seen', 'demonstrated', 'exemplary']),
    evidence: v.array(v.object({ signal: v.string(), supports: v.picklist(['seen', 'demonstrated', 'exemplary']), ...place })),
    findings: v.array(v.object({
      rule: v.string(),
      severity: v.picklist(['warning', 'information', 'question']),
      message: v.string(),
      fix: v.string(),
      ...place,
    })),
    /** One sentence: what would raise the state. */
    next: v.exactOptional(v.string()),
  }),
]);

const progress = v.object({ answers: v.array(v.object({ questionId: v.string(), choice: v.number() })) });
const challenge = v.object({ state: v.picklist(['not-started', 'in-progress', 'passed']) });

/** Extension → page. */
export const toPageSchema = v.variant('type', [
  v.object({
    type: v.literal('init'),
    lesson: lessonSchema,
    yourCode,
    progress,
    challenge,
    /** False in Restricted Mode: the challenge button says why it waits. */
    trusted: v.boolean(),
    /** Id of the tab to open under "In other languages", as last told by `setTab`. */
    tab: v.exactOptional(v.string()),
    /** Translations of strings.ts, by key; what is missing stays English. */
    strings: v.exactOptional(v.record(v.string(), v.string())),
  }),
  v.object({ type: v.literal('yourCode'), yourCode }),
  v.object({ type: v.literal('progress'), progress, challenge, trusted: v.boolean() }),
]);

/** Page → extension. A URL is only ever one of the lesson's own references or links; the extension checks that again. */
export const fromPageSchema = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('openFile'), ...place }),
  v.object({ type: v.literal('answerQuiz'), questionId: v.string(), choice: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3)) }),
  v.object({ type: v.literal('revealInterview') }),
  v.object({ type: v.literal('startChallenge') }),
  v.object({ type: v.literal('openExternal'), url: v.pipe(v.string(), v.startsWith('https://')) }),
  v.object({ type: v.literal('setTab'), tab: v.string() }),
]);

export type ToPage = v.InferOutput<typeof toPageSchema>;
export type FromPage = v.InferOutput<typeof fromPageSchema>;
export type YourCode = v.InferOutput<typeof yourCode>;
export type LessonProgress = v.InferOutput<typeof progress>;
export type ChallengeStatus = v.InferOutput<typeof challenge>;

/** What the page keeps with `setState`; the extension's panel serializer gets it back after a reload and finds the lesson by `id`. */
export const pageStateSchema = v.object({
  id: v.string(),
  scroll: v.number(),
  interviewOpen: v.boolean(),
  tab: v.exactOptional(v.string()),
});
export type PageState = v.InferOutput<typeof pageStateSchema>;

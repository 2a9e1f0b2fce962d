import { type Answer, type ChallengeRecord, type ProgressDocument, progressVersion, reachedStates } from './model.ts';

/**
 * Joins two documents so that nothing recorded in either is lost: earliest first times, highest counters, latest answers.
 * Commutative, associative and idempotent, so windows may meet in any order and as often as they like.
 */
export function mergeProgress(a: ProgressDocument, b: ProgressDocument): ProgressDocument {
  return {
    version: progressVersion,
    answers: mergeRecords(a.answers, b.answers, (left, right) => mergeRecords(left, right, mergeAnswers)),
    challenges: mergeRecords(a.challenges, b.challenges, mergeChallenges),
    states: mergeRecords(a.states, b.states, mergeStates),
  };
}

/** Keys come out sorted, so equal documents are equal texts. */
function mergeRecords<T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>, merge: (left: T, right: T) => T): Record<string, T> {
  const joined = new Map(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const known = joined.get(key);
    joined.set(key, known === undefined ? value : merge(known, value));
  }
  // Merging a value with itself normalises the entries only one side has (key order inside them).
  return Object.fromEntries([...joined].sort(([left], [right]) => compare(left, right)).map(([key, value]) => [key, merge(value, value)]));
}

function mergeAnswers(a: Answer, b: Answer): Answer {
  const latest = compareAnswers(a, b) >= 0 ? a : b;
  const firstCorrectAt = earliest(firstCorrect(a), firstCorrect(b));
  return { choice: latest.choice, correct: latest.correct, at: latest.at, ...(firstCorrectAt === undefined ? {} : { firstCorrectAt }) };
}

function firstCorrect(answer: Answer): string | undefined {
  return earliest(answer.firstCorrectAt, answer.correct ? answer.at : undefined);
}

/** A total order, so that two answers of one millisecond still merge the same way everywhere. */
function compareAnswers(a: Answer, b: Answer): number {
  return compare(a.at, b.at) || Number(a.correct) - Number(b.correct) || a.choice - b.choice;
}

function mergeChallenges(a: ChallengeRecord, b: ChallengeRecord): ChallengeRecord {
  const best = pick(a.best, b.best, (left, right) => left.passed * (right.total || 1) - right.passed * (left.total || 1) || left.total - right.total || left.passed - right.passed);
  const passed = pick(a.passed, b.passed, (left, right) => compare(right.at, left.at) || right.hintsUsed - left.hintsUsed);
  return {
    attempts: mergeRecords(a.attempts, b.attempts, Math.max),
    hintsUsed: Math.max(a.hintsUsed, b.hintsUsed),
    ...(best === undefined ? {} : { best: { passed: best.passed, total: best.total } }),
    ...(passed === undefined ? {} : { passed: { at: passed.at, hintsUsed: passed.hintsUsed } }),
  };
}

type States = ProgressDocument['states'][string];

function mergeStates(a: States, b: States): States {
  return Object.fromEntries(reachedStates.flatMap((state) => {
    const at = earliest(a[state], b[state]);
    return at === undefined ? [] : [[state, at]];
  }));
}

function pick<T>(a: T | undefined, b: T | undefined, order: (left: T, right: T) => number): T | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return order(a, b) >= 0 ? a : b;
}

function earliest(a: string | undefined, b: string | undefined): string | undefined {
  return pick(a, b, (left, right) => compare(right, left));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

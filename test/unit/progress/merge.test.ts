import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeProgress } from '../../../src/progress/merge.ts';
import { emptyProgress, type ProgressDocument } from '../../../src/progress/model.ts';
import { documents } from './documents.ts';

const early = '2026-01-01T00:00:00.000Z';
const late = '2026-02-01T00:00:00.000Z';

describe('mergeProgress', () => {
  it('is commutative', () => {
    fc.assert(fc.property(documents, documents, (a, b) => { same(mergeProgress(a, b), mergeProgress(b, a)); }));
  });

  it('is associative', () => {
    fc.assert(fc.property(documents, documents, documents, (a, b, c) => {
      same(mergeProgress(mergeProgress(a, b), c), mergeProgress(a, mergeProgress(b, c)));
    }));
  });

  it('is idempotent, and the empty document changes nothing', () => {
    fc.assert(fc.property(documents, documents, (a, b) => {
      const merged = mergeProgress(a, b);
      same(mergeProgress(merged, merged), merged);
      same(mergeProgress(merged, b), merged);
      same(mergeProgress(merged, emptyProgress()), merged);
    }));
  });

  it('loses no entry, never lowers a count and never moves a first time later', () => {
    fc.assert(fc.property(documents, documents, (a, b) => {
      const merged = mergeProgress(a, b);
      for (const side of [a, b]) {
        for (const [concept, answers] of Object.entries(side.answers)) {
          for (const [question, answer] of Object.entries(answers)) assert.ok(merged.answers[concept]![question]!.at >= answer.at);
        }
        for (const [concept, challenge] of Object.entries(side.challenges)) {
          const joined = merged.challenges[concept]!;
          assert.ok(joined.hintsUsed >= challenge.hintsUsed);
          for (const [writer, attempts] of Object.entries(challenge.attempts)) assert.ok(joined.attempts[writer]! >= attempts);
          if (challenge.passed) assert.ok(joined.passed!.at <= challenge.passed.at);
        }
        for (const [concept, states] of Object.entries(side.states)) {
          for (const [state, at] of Object.entries(states)) assert.ok(merged.states[concept]![state as 'seen']! <= at);
        }
      }
    }));
  });

  it('keeps the latest answer and the first time it was right', () => {
    const right = withAnswer({ choice: 1, correct: true, at: early });
    const wrong = withAnswer({ choice: 3, correct: false, at: late });
    assert.deepEqual(mergeProgress(wrong, right).answers, withAnswer({ choice: 3, correct: false, at: late, firstCorrectAt: early }).answers);
  });

  it('keeps the best run by share of tests passed', () => {
    const merged = mergeProgress(withBest(3, 10), withBest(2, 4));
    assert.deepEqual(merged.challenges['apis/xml-handling']?.best, { passed: 2, total: 4 });
  });
});

function same(actual: ProgressDocument, expected: ProgressDocument): void {
  assert.equal(JSON.stringify(actual), JSON.stringify(expected));
}

function withAnswer(answer: ProgressDocument['answers'][string][string]): ProgressDocument {
  return { ...emptyProgress(), answers: { 'databases/transactions': { q1: answer } } };
}

function withBest(passed: number, total: number): ProgressDocument {
  return { ...emptyProgress(), challenges: { 'apis/xml-handling': { attempts: {}, hintsUsed: 0, best: { passed, total } } } };
}

import fc from 'fast-check';
import { type ProgressDocument, progressVersion, reachedStates } from '../../../src/progress/model.ts';

/** Few keys and few times, so that generated documents collide often. */
const concept = fc.constantFrom('databases/transactions', 'apis/resource-design', 'languages/constructor');
const question = fc.constantFrom('bound-value', 'constructor', 'q1');
const time = fc.integer({ min: 0, max: 4 }).map((ms) => new Date(Date.UTC(2026, 0, 1) + ms).toISOString());
const count = fc.integer({ min: 0, max: 5 });

const answer = fc.record({ choice: count, correct: fc.boolean(), at: time, firstCorrectAt: time }, { requiredKeys: ['choice', 'correct', 'at'], noNullPrototype: true });

const best = fc.tuple(count, count).map(([a, b]) => ({ passed: Math.min(a, b), total: Math.max(a, b) }));

const challenge = fc.record(
  {
    attempts: fc.dictionary(fc.constantFrom('w1', 'w2', 'w3'), count, { noNullPrototype: true }),
    hintsUsed: count,
    best,
    passed: fc.record({ at: time, hintsUsed: count }, { noNullPrototype: true }),
  },
  { requiredKeys: ['attempts', 'hintsUsed'], noNullPrototype: true },
);

const reached = fc.dictionary(fc.constantFrom(...reachedStates), time, { noNullPrototype: true });

/** Any valid progress document. */
export const documents: fc.Arbitrary<ProgressDocument> = fc.record({
  version: fc.constant(progressVersion),
  answers: fc.dictionary(concept, fc.dictionary(question, answer, { noNullPrototype: true }), { noNullPrototype: true }),
  challenges: fc.dictionary(concept, challenge, { noNullPrototype: true }),
  states: fc.dictionary(concept, reached, { noNullPrototype: true }),
}, { noNullPrototype: true });

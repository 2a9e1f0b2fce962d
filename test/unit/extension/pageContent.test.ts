import assert from 'node:assert/strict';
import type { Lesson } from '../../../src/curriculum/model.ts';
import { challengeStatus, isLinkOf, isShownPlace, quizProgress, yourCode } from '../../../src/extension/lesson/pageContent.ts';
import type { ProgressDocument } from '../../../src/progress/index.ts';
import { concept, evidence, finding, folder } from './samples.ts';

const at = '2026-11-23T08:00:00.000Z';
const progress: ProgressDocument = {
  version: 1,
  answers: { 'databases/transactions': { isolation: { choice: 2, correct: true, at }, gone: { choice: 0, correct: false, at } } },
  challenges: { 'databases/transactions': { attempts: {}, hintsUsed: 0, passed: { at, hintsUsed: 0 } } },
  states: {},
};

describe('what a lesson page shows of the learner', () => {
  it('joins the folders of a window: the highest state, all places, the advice for the lowest', () => {
    const page = yourCode([
      { folder: folder(), report: concept('databases/transactions', 'demonstrated', { evidence: [evidence('one client', 'src/a.ts', 4)], next: 'Test the rollback.' }) },
      { folder: folder({ uri: 'file:///billing' }), report: concept('databases/transactions', 'not-seen', { findings: [finding('split-write', 'src/b.ts', 9)], next: 'Use one transaction.' }) },
    ]);
    assert.equal(page.state, 'demonstrated');
    assert.deepEqual(page.evidence, [{ signal: 'one client', supports: 'demonstrated', folder: 'file:///shop', file: 'src/a.ts', line: 4 }]);
    assert.deepEqual(page.findings.map(({ folder: uri, file, line }) => [uri, file, line]), [['file:///billing', 'src/b.ts', 9]]);
    assert.equal(page.next, 'Use one transaction.');
  });

  it('is not applicable when no folder has code', () => {
    assert.deepEqual(yourCode([]), { status: 'ready', state: 'not-applicable', evidence: [], findings: [] });
  });

  it('opens only places it was given', () => {
    const page = yourCode([{ folder: folder(), report: concept('databases/transactions', 'seen', { evidence: [evidence('one client', 'src/a.ts', 4)] }) }]);
    assert.equal(isShownPlace(page, { folder: 'file:///shop', file: 'src/a.ts', line: 4 }), true);
    assert.equal(isShownPlace(page, { folder: 'file:///shop', file: 'src/a.ts', line: 5 }), false);
    assert.equal(isShownPlace(page, { folder: 'file:///shop', file: '../../etc/passwd', line: 4 }), false);
    assert.equal(isShownPlace({ status: 'analysing' }, { folder: 'file:///shop', file: 'src/a.ts', line: 4 }), false);
  });

  it('opens only links that the lesson holds', () => {
    const lesson = {
      references: [{ title: 'Manual', url: 'https://example.org/manual?a=1&b=2' }],
      sections: { idea: { html: '<p><a href="https://example.org/idea?a=1&amp;b=2">x</a></p>', markdown: '' } },
    } as unknown as Lesson;
    assert.equal(isLinkOf(lesson, 'https://example.org/manual?a=1&b=2'), true);
    assert.equal(isLinkOf(lesson, 'https://example.org/idea?a=1&b=2'), true);
    assert.equal(isLinkOf(lesson, 'https://example.org/'), false);
    assert.equal(isLinkOf(lesson, 'https://example.com/manual'), false);
  });

  it('brings back answers to questions the lesson still has', () => {
    const lesson = { id: 'databases/transactions', quiz: [{ id: 'isolation' }, { id: 'unanswered' }] } as unknown as Lesson;
    assert.deepEqual(quizProgress(progress, lesson), { answers: [{ questionId: 'isolation', choice: 2 }] });
    assert.deepEqual(quizProgress(undefined, lesson), { answers: [] });
  });

  it('knows how far the challenge is', () => {
    assert.deepEqual(challengeStatus(progress, 'databases/transactions', true), { state: 'passed' });
    assert.deepEqual(challengeStatus(progress, 'apis/xml-handling', true), { state: 'in-progress' });
    assert.deepEqual(challengeStatus(undefined, 'apis/xml-handling', false), { state: 'not-started' });
  });
});

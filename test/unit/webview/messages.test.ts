import assert from 'node:assert/strict';
import * as v from 'valibot';
import { fromPageSchema, pageStateSchema, toPageSchema } from '../../../src/webview/messages.ts';
import { demonstrated, init, sampleLesson } from './sample.ts';

const accepts = (message: unknown): boolean => v.is(fromPageSchema, message);

describe('messages of a lesson page', () => {
  it('carry a real lesson to the page unchanged', async () => {
    const message = init(await sampleLesson(), { tab: 'java', strings: { quiz: 'Quiz' }, progress: { answers: [{ questionId: 'bound-value', choice: 1 }] } });
    assert.deepEqual(v.parse(toPageSchema, JSON.parse(JSON.stringify(message))), message);
  });

  it('carry updates to the page, and refuse what is neither', () => {
    assert.ok(v.is(toPageSchema, { type: 'yourCode', yourCode: demonstrated }));
    assert.ok(v.is(toPageSchema, { type: 'yourCode', yourCode: { status: 'unavailable', reason: 'No folder is open.' } }));
    assert.ok(v.is(toPageSchema, { type: 'progress', progress: { answers: [] }, challenge: { state: 'passed' }, trusted: false }));
    assert.ok(!v.is(toPageSchema, { type: 'yourCode', yourCode: { ...demonstrated, state: 'superb' } }));
    assert.ok(!v.is(toPageSchema, { type: 'init' }));
    assert.ok(!v.is(toPageSchema, undefined));
  });

  it('from the page say only what a page may say', () => {
    assert.ok(accepts({ type: 'openFile', folder: 'file:///a', file: 'src/a.ts', line: 3 }));
    assert.ok(!accepts({ type: 'openFile', folder: 'file:///a', file: 'src/a.ts', line: 0 }));
    assert.ok(!accepts({ type: 'openFile', folder: 'file:///a', file: 'src/a.ts', line: 1.5 }));
    assert.ok(accepts({ type: 'answerQuiz', questionId: 'a', choice: 3 }));
    assert.ok(!accepts({ type: 'answerQuiz', questionId: 'a', choice: 4 }));
    assert.ok(!accepts({ type: 'answerQuiz', questionId: 'a', choice: -1 }));
    assert.ok(accepts({ type: 'openExternal', url: 'https://example.org/' }));
    for (const url of ['http://example.org/', 'javascript:alert(1)', 'command:workbench.action.quit', 'file:///etc/passwd']) {
      assert.ok(!accepts({ type: 'openExternal', url }), url);
    }
    assert.ok(!accepts({ type: 'runCommand', command: 'x' }));
  });

  it('keep a page state that names its lesson', () => {
    assert.ok(v.is(pageStateSchema, { id: 'databases/transactions', scroll: 120, interviewOpen: true, tab: 'java' }));
    assert.ok(!v.is(pageStateSchema, { scroll: 0 }));
  });
});

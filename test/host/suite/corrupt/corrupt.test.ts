import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { coach } from '../coach.ts';
import { eventually } from '../support.ts';

describe('a damaged progress file', () => {
  it('is set aside, kept, and named in one message, and nothing else is affected', async () => {
    const api = await coach();
    await api.progress.ready;
    const problem = api.progress.problem ?? '';
    const kept = [...problem.matchAll(/(\/[^\s,;]*progress[^\s,;]*\.json[^\s,;:]*?)(?=[.,;:]?(?:\s|$))/g)].map(([, path]) => path ?? '');
    assert.ok(kept.length > 0, `no file is named in: ${problem}`);
    assert.ok(kept.some((path) => existsSync(path) && readFileSync(path, 'utf8') === '{ "version": 1, "answers": {'), `none of ${kept.join(', ')} holds what was there`);
  });

  it('does not keep new progress from being recorded', async () => {
    const api = await coach();
    await api.progress.ready;
    api.progress.record((progress) => { progress.recordAnswer('databases/transactions', 'isolation', 1, true); });
    await api.progress.flush();
    await eventually('the answer', () => api.progress.document?.answers['databases/transactions']?.['isolation']?.correct);
  });
});

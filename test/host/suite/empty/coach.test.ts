import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, coach } from '../coach.ts';
import { eventually } from '../support.ts';

describe('without a folder', () => {
  afterEach(closeEverything);

  it('nothing runs and nothing opens by itself', async () => {
    const api = await coach();
    await vscode.commands.executeCommand('backendCoach.skills.focus');
    await eventually('the view', () => api.view.visible);
    assert.equal(api.analysis.status, 'idle');
    assert.equal(api.analysis.serverPid, undefined);
    assert.deepEqual(api.tree.roots, [], 'the welcome text shows');
    assert.deepEqual(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs), []);
  });

  it('lessons open all the same', async () => {
    const api = await coach();
    await vscode.commands.executeCommand('backendCoach.openLesson', 'databases/transactions');
    const page = await eventually('the page', () => api.lesson.current?.isReady === true && api.lesson.current);
    assert.equal(page.shown?.status, 'unavailable');
  });
});

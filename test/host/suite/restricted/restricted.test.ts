import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { analysed, closeEverything } from '../coach.ts';
import { eventually, hoverTexts, openFile, positionOf } from '../support.ts';

describe('Restricted Mode', function () {
  this.timeout(90_000); // a hover waits for every provider, TypeScript's own start included
  afterEach(closeEverything);

  it('still has the checklist, and says why challenges wait', async () => {
    const api = await analysed();
    assert.ok(api.tree.roots.length >= 7);
    assert.match(api.view.message ?? '', /Restricted Mode/);
  });

  it('still has hovers', async () => {
    await analysed();
    const { document } = await openFile('src/products/products.routes.ts');
    const text = await eventually('a hover', async () => (await hoverTexts(document.uri, positionOf(document, "router.get('/search'", 8))).find((value) => value.includes('/api/v1/products/search')));
    assert.match(text, /backendCoach\.openLesson/);
  });

  it('still has lessons', async () => {
    const api = await analysed();
    await vscode.commands.executeCommand('backendCoach.openLesson', 'databases/transactions');
    await eventually('the page', () => api.lesson.current?.isReady);
  });

  it('starts and runs no challenge', async () => {
    const api = await analysed();
    assert.equal(api.challenges.testing, undefined, 'there is nothing to run in the Testing view');
    await vscode.commands.executeCommand('backendCoach.startChallenge', 'databases/transactions');
    await vscode.commands.executeCommand('backendCoach.runChallenge', 'databases/transactions');
    assert.deepEqual(api.attempts.concepts, []);
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { analysed, closeEverything, edit } from '../coach.ts';
import { eventually, openFile } from '../support.ts';

const lessonTabs = (): vscode.Tab[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)
  .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('backendCoach.lesson'));

describe('the lesson panel', () => {
  afterEach(closeEverything);

  it('does not open by itself', async () => {
    await analysed();
    assert.deepEqual(lessonTabs(), []);
  });

  it('opens beside the code, runs its page under the strict policy, and is the only one', async () => {
    const api = await analysed();
    await openFile('src/app.ts');
    await vscode.commands.executeCommand('backendCoach.openLesson', 'databases/transactions');
    const first = await eventually('the page', () => api.lesson.current?.isReady === true && api.lesson.current);
    assert.equal(first.panel.viewColumn, vscode.ViewColumn.Two);
    assert.match(first.panel.webview.html, /default-src 'none'|default-src &#39;none&#39;/);
    assert.doesNotMatch(first.panel.webview.html, /unsafe/);
    assert.deepEqual(first.panel.webview.options.localResourceRoots?.map(({ path }) => path.endsWith('/dist/webview')), [true]);

    await vscode.commands.executeCommand('backendCoach.openLesson', 'apis/xml-handling');
    await eventually('the other lesson', () => api.lesson.current?.concept === 'apis/xml-handling');
    assert.equal(api.lesson.current, first);
    await eventually('one tab', () => lessonTabs().length === 1);
    assert.match(lessonTabs()[0]?.label ?? '', /^Lesson: /);
  });

  it('ends with its tab', async () => {
    const api = await analysed();
    await vscode.commands.executeCommand('backendCoach.openLesson', 'databases/transactions');
    await eventually('the tab', () => lessonTabs().length === 1);
    await vscode.window.tabGroups.close(lessonTabs());
    await eventually('the panel to be gone', () => api.lesson.current === undefined);
  });

  it('comes back with its lesson after a reload', async () => {
    const api = await analysed();
    const panel = vscode.window.createWebviewPanel('backendCoach.lesson', 'of the last session', vscode.ViewColumn.Two, {});
    await api.lesson.restore(panel, { id: 'servers/graceful-shutdown', scroll: 120, interviewOpen: true });
    await eventually('the page', () => api.lesson.current?.isReady === true && api.lesson.current.concept === 'servers/graceful-shutdown');
    assert.equal(api.lesson.current?.panel, panel);
  });

  it('closes a panel it cannot fill instead of leaving it blank', async () => {
    const api = await analysed();
    const panel = vscode.window.createWebviewPanel('backendCoach.lesson', 'of the last session', vscode.ViewColumn.Two, {});
    let isClosed = false;
    panel.onDidDispose(() => { isClosed = true; });
    await api.lesson.restore(panel, { id: 'databases/no-such-lesson', scroll: 0, interviewOpen: false });
    assert.equal(isClosed, true);
  });

  it('hears of edits to the code it speaks about', async () => {
    const api = await analysed();
    const { document } = await openFile('src/products/products.store.ts');
    await vscode.commands.executeCommand('backendCoach.openLesson', 'databases/parameterised-queries');
    const page = await eventually('the page', () => api.lesson.current?.isReady === true && api.lesson.current);
    const findings = (): number => (page.shown?.status === 'ready' ? page.shown.findings.length : -1);
    const before = findings();
    assert.ok(before > 0);
    await edit(document, "LIKE '%${text}%'", 'LIKE ?');
    await eventually('the finding to leave the page', () => findings() === before - 1);
  });
});

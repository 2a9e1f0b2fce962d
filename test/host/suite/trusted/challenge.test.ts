import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunResult } from '../../../../src/challenges/index.ts';
import type { BackendCoachApi } from '../../../../src/extension/api.ts';
import { analysed, closeEverything, conceptRow, itemOf } from '../coach.ts';
import { eventually } from '../support.ts';

const concept = 'problem-solving/guard-clauses-invariants';

describe('a challenge', function () {
  this.timeout(90_000);
  let api: BackendCoachApi;
  let root: string;
  let dir: string;

  before(async () => {
    api = await analysed();
    root = await mkdtemp(join(tmpdir(), 'backend-coach-challenges-'));
    dir = join(root, concept.replace('/', '-'));
    await vscode.workspace.getConfiguration('backendCoach').update('challenges.folder', root, vscode.ConfigurationTarget.Global);
  });
  after(async () => {
    await vscode.workspace.getConfiguration('backendCoach').update('challenges.folder', undefined, vscode.ConfigurationTarget.Global);
    await rm(root, { recursive: true, force: true });
  });
  afterEach(closeEverything);

  async function start(): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand('backendCoach.startChallenge', concept);
    const editor = await eventually('the file in the editor', () => vscode.window.activeTextEditor);
    return editor.document;
  }

  async function run(token?: vscode.CancellationToken): Promise<RunResult> {
    const testing = await eventually('the tests of challenges', () => api.challenges.testing);
    const result = await testing.run(concept, token);
    assert.ok(result, 'nothing ran');
    return result;
  }

  it('puts nothing into the Testing view before there is one', () => {
    assert.equal(api.challenges.testing, undefined);
  });

  it('starts in the chosen folder, its file beside its brief', async () => {
    const document = await start();
    assert.equal(api.attempts.dirOf(concept), dir);
    assert.ok(document.uri.fsPath.startsWith(dir));
    assert.equal(vscode.window.activeTextEditor?.viewColumn, vscode.ViewColumn.One);
    await eventually('the brief', () => vscode.window.tabGroups.all.some(({ viewColumn, tabs }) => viewColumn === vscode.ViewColumn.Two
      && tabs.some(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('markdown.preview'))));
  });

  it('has an item for each test before anything ran', async () => {
    const item = await eventually('the item of the challenge', () => api.challenges.testing?.items.get(concept));
    await eventually('its tests', () => item.children.size > 0);
    assert.equal(item.uri?.fsPath.startsWith(dir), true);
  });

  it('fails as it starts, with a reason, and counts the run', async () => {
    const result = await run();
    assert.equal(result.kind, 'failed');
    const failures = result.outcomes.filter((outcome) => outcome.kind === 'failed');
    assert.ok(failures.length > 0);
    assert.ok(failures.every(({ failure }) => failure.message !== '' && failure.at?.file.startsWith('tests/')), 'a failure says what and where');
    assert.ok(failures.some(({ failure }) => failure.expected !== undefined && failure.actual !== undefined), 'no failure shows expected and actual');
    assert.match(api.challenges.testing?.items.get(concept)?.description ?? '', /^\d+ of \d+ passed$/);
    await eventually('the record', () => Object.keys(api.progress.document?.challenges[concept]?.attempts ?? {}).length > 0);
  });

  it('gives hints one rung at a time, on one page', async () => {
    for (const rung of [1, 2]) {
      await vscode.commands.executeCommand('backendCoach.nextHint', concept);
      await eventually(`hint ${rung}`, () => api.progress.document?.challenges[concept]?.hintsUsed === rung);
    }
    const page = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'backend-coach-challenge', authority: 'hints', path: `/${concept}/Hints.md`, query: '2' }));
    assert.deepEqual(page.getText().match(/^## Hint \d of 3/gm), ['## Hint 1 of 3', '## Hint 2 of 3']);
  });

  it('puts edited tests back and says so', async () => {
    const file = join(dir, 'tests/pricing.test.ts');
    const original = await readFile(file, 'utf8');
    await writeFile(file, "import { it } from 'node:test';\nit('is fine', () => {});\n");
    const result = await run();
    assert.deepEqual(result.editedTests, ['tests/pricing.test.ts']);
    assert.equal(result.kind, 'failed', 'the original tests ran');
    assert.equal(await readFile(file, 'utf8'), original);
  });

  it('stops at once when cancelled', async () => {
    const document = await start();
    await writeFile(document.uri.fsPath, `${document.getText()}\nwhile (true) {}\n`);
    const source = new vscode.CancellationTokenSource();
    const running = run(source.token);
    setTimeout(() => { source.cancel(); }, 2000);
    const started = Date.now();
    assert.equal((await running).kind, 'cancelled');
    assert.ok(Date.now() - started < 10_000);
  });

  it('is killed when it never ends', async () => {
    const result = await run();
    assert.equal(result.kind, 'timed-out');
    assert.match(result.message, /\d+ seconds/);
  });

  it('is fresh after a reset', async () => {
    await vscode.commands.executeCommand('backendCoach.resetChallenge', concept);
    const document = await start();
    await eventually('the starter', () => !document.getText().includes('while (true) {}'));
  });

  it('shows one solution beside the person’s files, not to be edited', async () => {
    await vscode.commands.executeCommand('backendCoach.showSolutionDiff', concept);
    const tab = await eventually('the diff', () => vscode.window.tabGroups.activeTabGroup.activeTab);
    assert.match(tab.label, /solution/);
    await eventually('the solution', () => vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === 'backend-coach-challenge' && uri.authority === 'solution'));
  });

  it('passes with a solution, which the checklist and the lesson show', async () => {
    await cp(join(api.lessons.dir, concept, 'challenge/solution'), dir, { recursive: true });
    const result = await run();
    assert.equal(result.kind, 'passed', 'message' in result ? result.message : '');
    const row = conceptRow(api, concept);
    await eventually('the mark', () => row.node.challengePassed);
    assert.match(String((await itemOf(api, row)).description), /challenge passed/);
  });

  it('runs again on save while continuous run is on', async () => {
    const document = await start();
    const results: string[] = [];
    const listening = api.challenges.testing?.onDidFinish(({ result }) => { results.push(result.kind); });
    await vscode.commands.executeCommand('testing.startContinuousRun');
    try {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), '// saved\n');
      await vscode.workspace.applyEdit(edit);
      await document.save();
      await eventually('a run', () => results.includes('passed'), 30_000);
    } finally {
      await vscode.commands.executeCommand('testing.stopContinuousRun');
      listening?.dispose();
    }
  });
});

import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Attempt, RunResult } from '../../challenges/index.ts';
import type { Feature } from '../feature.ts';
import { testControllerId } from '../ids.ts';
import type { Lessons } from '../lesson/lessons.ts';
import type { ProgressHolder } from '../progress/holder.ts';
import type { Attempts } from './attempts.ts';
import type { ChallengeEngine } from './engine.ts';
import { RunReport } from './runReport.ts';
import { scoreOf } from './score.ts';
import { syncTestItems } from './testItems.ts';

export interface ChallengeTestingServices {
  readonly engine: ChallengeEngine;
  readonly lessons: Lessons;
  readonly attempts: Attempts;
  readonly progress: ProgressHolder;
  readonly log: vscode.LogOutputChannel;
}

/**
 * The learner's attempts in the Testing view: one item per attempt, its tests below. Made only in a trusted window.
 * A challenge is always run as a whole: its tests are one contract, and a run takes seconds.
 */
export class ChallengeTesting implements vscode.Disposable {
  readonly #services: ChallengeTestingServices;
  readonly #controller: vscode.TestController;
  readonly #profile: vscode.TestRunProfile;
  readonly #running = new Map<string, AbortController>();
  readonly #finished = new vscode.EventEmitter<{ readonly concept: string; readonly result: RunResult }>();
  readonly #disposables: readonly Feature[];
  readonly #started = new vscode.EventEmitter<{ readonly concept: string }>();
  /** A run was announced to the Testing view. */
  readonly onDidStart = this.#started.event;
  readonly onDidFinish = this.#finished.event;

  constructor(services: ChallengeTestingServices) {
    this.#services = services;
    this.#controller = vscode.tests.createTestController(testControllerId, vscode.l10n.t('Backend Coach Challenges'));
    this.#controller.resolveHandler = (item) => (item ? this.#discover(item) : this.refresh());
    this.#controller.refreshHandler = () => this.refresh();
    this.#profile = this.#controller.createRunProfile(
      vscode.l10n.t('Run Challenge Tests'), vscode.TestRunProfileKind.Run, (request, token) => this.#handle(request, token), true, undefined, true,
    );
    this.#disposables = [this.#profile, this.#controller, this.#started, this.#finished, services.attempts.onDidChange(() => { void this.refresh(); })];
    if (services.attempts.concepts.length > 0) void this.refresh();
  }

  get items(): vscode.TestItemCollection { return this.#controller.items; }

  /** One item per attempt that still exists. */
  async refresh(): Promise<void> {
    const { attempts, lessons } = this.#services;
    const concepts = new Set(attempts.concepts);
    for (const [id] of [...this.#controller.items]) if (!concepts.has(id)) this.#controller.items.delete(id);
    for (const concept of concepts) {
      const dir = attempts.dirOf(concept);
      const entry = await lessons.entry(concept);
      if (dir === undefined || !entry?.challenge) continue;
      const uri = vscode.Uri.file(join(dir, entry.challenge.open));
      const known = this.#controller.items.get(concept);
      if (known?.uri?.toString() === uri.toString()) continue;
      const item = this.#controller.createTestItem(concept, entry.challenge.title, uri);
      item.canResolveChildren = true;
      this.#controller.items.add(item);
      await this.#discover(item);
    }
  }

  /** Runs the tests of a challenge; a run of it that is under way is stopped first. */
  async run(concept: string, token?: vscode.CancellationToken): Promise<RunResult | undefined> {
    let item = this.#controller.items.get(concept);
    if (!item) {
      await this.refresh();
      item = this.#controller.items.get(concept);
    }
    return item ? this.#runItem(item, new vscode.TestRunRequest([item], undefined, this.#profile), token) : undefined;
  }

  dispose(): void {
    for (const running of this.#running.values()) running.abort();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  async #discover(item: vscode.TestItem): Promise<void> {
    const dir = this.#services.attempts.dirOf(item.id);
    if (dir === undefined) return;
    const { discoverTests } = await this.#services.engine.load();
    const tests = await discoverTests(await this.#services.engine.source(item.id));
    syncTestItems(this.#controller, item, tests, dir);
  }

  async #handle(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const roots = rootsOf(request.include ?? [...this.#controller.items].map(([, item]) => item), request.exclude ?? []);
    if (request.continuous) {
      this.#runOnSave(roots, request, token);
      return;
    }
    for (const root of roots) {
      if (token.isCancellationRequested) return;
      await this.#runItem(root, request, token);
    }
  }

  /** Until the person switches continuous run off: every save inside an attempt runs its tests, and the newest save wins. */
  #runOnSave(roots: readonly vscode.TestItem[], request: vscode.TestRunRequest, token: vscode.CancellationToken): void {
    const ids = new Set(roots.map(({ id }) => id));
    const listening = vscode.workspace.onDidSaveTextDocument((document) => {
      const concept = this.#services.attempts.owning(document.uri);
      const item = concept !== undefined && (request.include === undefined || ids.has(concept)) ? this.#controller.items.get(concept) : undefined;
      if (item) void this.#runItem(item, request, token);
    });
    token.onCancellationRequested(() => { listening.dispose(); });
  }

  async #runItem(item: vscode.TestItem, request: vscode.TestRunRequest, token: vscode.CancellationToken | undefined): Promise<RunResult | undefined> {
    const { engine, attempts, log } = this.#services;
    const dir = attempts.dirOf(item.id);
    // Asked again here, whatever called: trust may not be taken for granted where code is run.
    if (dir === undefined || !vscode.workspace.isTrusted) return undefined;
    this.#running.get(item.id)?.abort();
    const abort = new AbortController();
    this.#running.set(item.id, abort);
    await attempts.setCurrent(item.id);

    const run = this.#controller.createTestRun(request, item.label, true);
    const cancels = [token?.onCancellationRequested(() => { abort.abort(); }), run.token.onCancellationRequested(() => { abort.abort(); })];
    this.#started.fire({ concept: item.id });
    const report = new RunReport(this.#controller, run, item, dir);
    try {
      eachLeaf(item, (leaf) => { run.enqueued(leaf); });
      const { runChallenge } = await engine.load();
      const source = await engine.source(item.id);
      const result = await runChallenge({ source, toolbox: engine.toolbox, dir, onEvent: (event) => { report.onEvent(event); }, signal: abort.signal });
      report.finish(result);
      await this.#after(item, dir, result, report);
      return result;
    } catch (error) {
      log.error(`The tests of ${item.id} could not be run.`, error instanceof Error ? error : String(error));
      run.errored(item, new vscode.TestMessage(vscode.l10n.t('The tests could not be run. The output channel "Backend Coach" says why.')));
      return undefined;
    } finally {
      for (const cancel of cancels) cancel?.dispose();
      if (this.#running.get(item.id) === abort) this.#running.delete(item.id);
      run.end();
    }
  }

  /** Puts edited tests back, keeps the score, and mentions a waiting hint where the person is reading anyway. */
  async #after(item: vscode.TestItem, dir: string, result: RunResult, report: RunReport): Promise<void> {
    const { engine, progress } = this.#services;
    const { readAttempt, restoreTests } = await engine.load();
    if (result.editedTests.length > 0) {
      const restored = await restoreTests({ source: await engine.source(item.id), dir });
      report.sayLine(restored.kind === 'failed' ? restored.message : restoredLine(restored.restored, restored.backup));
    }
    if (result.kind !== 'unavailable' && result.kind !== 'cancelled') {
      const read = await readAttempt(dir);
      const attempt = read.kind === 'attempt' ? read.attempt : undefined;
      const score = scoreOf(result);
      item.description = vscode.l10n.t('{0} of {1} passed', score.passed, score.total);
      progress.record((store) => { store.recordChallenge(item.id, { ...score, hintsUsed: attempt?.hintsShown ?? 0 }); });
      if (result.kind !== 'passed' && canHint(attempt)) report.sayLine(vscode.l10n.t('Stuck? "Backend Coach: Show Next Hint" has a hint for this failure.'));
    }
    this.#finished.fire({ concept: item.id, result });
  }
}

function canHint(attempt: Attempt | undefined): boolean {
  return attempt !== undefined && attempt.hintsShown < 3;
}

function restoredLine(files: readonly string[], backup: string | undefined): string {
  const line = vscode.l10n.t('The tests had been changed, so the originals ran and were put back: {0}.', files.join(', '));
  return backup === undefined ? line : `${line} ${vscode.l10n.t('Your versions are kept in {0}.', backup)}`;
}

/** The challenges that the chosen items belong to, each once. */
function rootsOf(items: readonly vscode.TestItem[], excluded: readonly vscode.TestItem[]): readonly vscode.TestItem[] {
  const roots = new Set(items.map((item) => {
    let at = item;
    while (at.parent) at = at.parent;
    return at;
  }));
  return [...roots].filter((root) => !excluded.includes(root));
}

function eachLeaf(item: vscode.TestItem, act: (leaf: vscode.TestItem) => void): void {
  if (item.children.size === 0) act(item);
  else item.children.forEach((child) => { eachLeaf(child, act); });
}

import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Feature } from '../feature.ts';
import type { Analysis } from '../project/analysis.ts';
import { conceptArgument } from '../conceptArgument.ts';
import { commands } from '../ids.ts';
import type { Lessons } from '../lesson/lessons.ts';
import type { ProgressHolder } from '../progress/holder.ts';
import type { Attempts } from './attempts.ts';
import { challengeDocuments } from './documents.ts';
import type { ChallengeEngine } from './engine.ts';
import { attemptDir, challengesRoot } from './folder.ts';
import { showHint } from './hint.ts';
import { pickChallenge } from './pick.ts';
import { showMarkdownBeside } from './preview.ts';
import { showSolutionDiff } from './solutionDiff.ts';
import { ChallengeTesting } from './testing.ts';
import { isTrustedOrSaysWhy } from './trust.ts';

export interface ChallengeServices {
  readonly engine: ChallengeEngine;
  readonly lessons: Lessons;
  readonly analysis: Analysis;
  readonly attempts: Attempts;
  readonly progress: ProgressHolder;
  readonly log: vscode.LogOutputChannel;
}

export interface ChallengeFeature extends Feature {
  /** Undefined in Restricted Mode, and until there is an attempt: a controller alone would put the Testing view into every window. */
  readonly testing: ChallengeTesting | undefined;
}

/** The commands of challenges, and their tests in the Testing view once the window is trusted. */
export function challengeFeature(services: ChallengeServices): ChallengeFeature {
  const { attempts, log } = services;
  const documents = challengeDocuments();
  let testing: ChallengeTesting | undefined;
  const addTesting = (): void => {
    if (vscode.workspace.isTrusted && attempts.concepts.length > 0) testing ??= new ChallengeTesting(services);
  };
  addTesting();

  /** A command on an attempt: trusted, and about the named challenge or the current one; starts one when there is none. */
  const onAttempt = (id: string, act: (concept: string, dir: string) => Promise<void>): vscode.Disposable => (
    vscode.commands.registerCommand(id, async (argument: unknown) => {
      if (!isTrustedOrSaysWhy()) return;
      await attempts.prune();
      const asked = conceptArgument(argument) ?? attemptInEditor(attempts) ?? attempts.current;
      const dir = asked === undefined ? undefined : attempts.dirOf(asked);
      if (asked === undefined || dir === undefined) {
        await start(services, asked);
        return;
      }
      await act(asked, dir);
    }));

  const parts = vscode.Disposable.from(
    documents,
    attempts.onDidChange(addTesting),
    vscode.workspace.onDidGrantWorkspaceTrust(addTesting),
    vscode.commands.registerCommand(commands.startChallenge, async (argument: unknown) => {
      if (isTrustedOrSaysWhy()) await start(services, conceptArgument(argument));
    }),
    onAttempt(commands.runChallenge, async (concept) => {
      await saveAttempt(attempts, concept);
      const showing = testing?.onDidStart(() => { void showResults(log); });
      await testing?.run(concept);
      showing?.dispose();
    }),
    onAttempt(commands.nextHint, (concept, dir) => showHint(services, documents, concept, dir)),
    onAttempt(commands.showSolutionDiff, (concept, dir) => showSolutionDiff(services, documents, concept, dir)),
    onAttempt(commands.resetChallenge, (concept, dir) => reset(services, concept, dir, () => { documents.clearHints(concept); })),
    onAttempt(commands.showChallengeBrief, async (_concept, dir) => { await showMarkdownBeside(vscode.Uri.file(join(dir, 'README.md'))); }),
    onAttempt(commands.openChallengeFolder, async (_concept, dir) => {
      await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(dir), { forceNewWindow: true });
    }),
  );
  return {
    get testing() { return testing; },
    dispose: () => {
      parts.dispose();
      testing?.dispose();
    },
  };
}

function attemptInEditor(attempts: Attempts): string | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor ? attempts.owning(editor.document.uri) : undefined;
}

async function start(services: ChallengeServices, asked: string | undefined): Promise<void> {
  const { engine, attempts } = services;
  const concept = asked ?? await pickChallenge(services);
  if (concept === undefined) return;
  await attempts.prune();
  const known = attempts.dirOf(concept);
  const root = known === undefined ? await challengesRoot() : undefined;
  const target = known ?? (root === undefined ? undefined : attemptDir(root, concept));
  if (target === undefined) return;
  const { startChallenge } = await engine.load();
  const result = await startChallenge({ source: await engine.source(concept), toolbox: engine.toolbox, target });
  switch (result.kind) {
    case 'started':
      await attempts.remember(concept, target);
      await openAttempt(result.open, result.readme);
      return;
    case 'exists': {
      // There is work in there: go on with it. "Reset Challenge" is the way to a fresh start.
      await attempts.remember(concept, target);
      const entry = await services.lessons.entry(concept);
      await openAttempt(join(target, entry?.challenge?.open ?? 'README.md'), join(target, 'README.md'));
      return;
    }
    case 'occupied':
    case 'failed':
      void vscode.window.showErrorMessage(result.message);
  }
}

/** Saves the files of one attempt, and nothing of the person's own project. */
async function saveAttempt(attempts: Attempts, concept: string): Promise<void> {
  const unsaved = vscode.workspace.textDocuments.filter((document) => document.isDirty && attempts.owning(document.uri) === concept);
  await Promise.all(unsaved.map((document) => document.save()));
}

async function reset({ engine, attempts }: ChallengeServices, concept: string, dir: string, onReset: () => void): Promise<void> {
  // Unsaved text would hide the fresh files; saved, it goes into the backup.
  await saveAttempt(attempts, concept);
  const { resetChallenge } = await engine.load();
  const result = await resetChallenge({ source: await engine.source(concept), toolbox: engine.toolbox, dir });
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(result.message);
    return;
  }
  onReset();
  await attempts.remember(concept, dir);
  void vscode.window.showInformationMessage(vscode.l10n.t('The challenge is fresh again. What you had is kept in {0}.', result.backup));
}

/** The starter file, with its brief beside it and the cursor in the file. */
async function openAttempt(file: string, readme: string): Promise<void> {
  const show = () => vscode.window.showTextDocument(vscode.Uri.file(file), { viewColumn: vscode.ViewColumn.One, preview: false });
  await show();
  if (await showMarkdownBeside(vscode.Uri.file(readme))) await show();
}

/** Running by command is a request to see results; the keyboard stays in the editor. The view exists only once there is a run. */
async function showResults(log: vscode.LogOutputChannel): Promise<void> {
  try {
    await vscode.commands.executeCommand('workbench.panel.testResults.view.focus', { preserveFocus: true });
  } catch (error) {
    log.debug('The Test Results view could not be shown.', error instanceof Error ? error : String(error));
  }
}

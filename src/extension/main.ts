import { stopwatch } from './stopwatch.ts';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Analysis } from './project/analysis.ts';
import type { BackendCoachApi } from './api.ts';
import { Attempts } from './challenges/attempts.ts';
import { challengeFeature } from './challenges/challengeFeature.ts';
import { ChallengeEngine } from './challenges/engine.ts';
import { languages } from './ids.ts';
import { Lessons } from './lesson/lessons.ts';
import { lessonFeature } from './lesson/lessonFeature.ts';
import { logFeature } from './log.ts';
import { ProgressHolder } from './progress/holder.ts';
import { projectCommands } from './projectCommands.ts';
import { skillsView } from './tree/skillsView.ts';

const loading = stopwatch.elapsed();
let atEnd: (() => Promise<unknown>) | undefined;

/**
 * Wires the features and returns at once: the server, the lessons, the challenge engine and the progress file are all loaded when first needed.
 * The returned object is for tests and diagnosis, see {@link BackendCoachApi}.
 */
export function activate(context: vscode.ExtensionContext): BackendCoachApi {
  stopwatch.start();
  const logging = logFeature();
  const { log } = logging;
  const lessons = new Lessons(context.extensionPath);
  const engine = new ChallengeEngine(context.extensionPath, lessons);
  const attempts = new Attempts(context.globalState);
  const progress = new ProgressHolder(openProgressFile, context.globalStorageUri.fsPath, log);
  const analysis = new Analysis(async (events) => {
    const { connectToServer } = await import('./project/languageClient.ts');
    return connectToServer(join(context.extensionPath, 'dist', 'server.cjs'), log, events);
  }, log);

  const view = skillsView(context, analysis, lessons, progress);
  const lesson = lessonFeature({ context, log, analysis, lessons, progress, attempts });
  const challenges = challengeFeature({ engine, lessons, analysis, attempts, progress, log });
  context.subscriptions.push(
    logging, attempts, progress, analysis, view, lesson, challenges,
    projectCommands(analysis),
    startOnFirstSource(analysis),
    analysis.onDidChange(() => { if (analysis.map && analysis.status === 'ready') progress.recordStates(analysis.map); }),
  );
  atEnd = () => Promise.all([progress.flush(), analysis.stop()]);
  const activating = stopwatch.elapsed();
  const activation = { wallMs: loading.wallMs + activating.wallMs, cpuMs: loading.cpuMs + activating.cpuMs };
  return { activation, analysis, lessons, progress, attempts, tree: view.provider, view: view.view, lesson, challenges };
}

/** Lets what was just recorded reach the disk, and the server end in an orderly way. */
export async function deactivate(): Promise<void> {
  await atEnd?.();
}

async function openProgressFile(folder: string, onProblem: (problem: string) => void): ReturnType<typeof import('../progress/index.ts').openProgress> {
  const { openProgress } = await import('../progress/index.ts');
  return openProgress(folder, { onProblem });
}

/** Starts the analysis with the first TypeScript or JavaScript file, off the activation's path. */
function startOnFirstSource(analysis: Analysis): vscode.Disposable {
  const look = (document: vscode.TextDocument): void => {
    if (document.uri.scheme === 'file' && (languages as readonly string[]).includes(document.languageId)) void analysis.start();
  };
  const timer = setImmediate(() => { vscode.workspace.textDocuments.forEach(look); });
  const listening = vscode.workspace.onDidOpenTextDocument(look);
  return new vscode.Disposable(() => {
    clearImmediate(timer);
    listening.dispose();
  });
}

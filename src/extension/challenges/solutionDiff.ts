import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Lessons } from '../lesson/lessons.ts';
import type { ChallengeDocuments } from './documents.ts';
import type { ChallengeEngine } from './engine.ts';

/** The learner's files on the left, a solution on the right, in one multi-file diff. The solution side cannot be edited. */
export async function showSolutionDiff(
  { engine, lessons }: { engine: ChallengeEngine; lessons: Lessons }, documents: ChallengeDocuments, concept: string, dir: string,
): Promise<void> {
  const { solutionDiff } = await engine.load();
  const result = await solutionDiff({ source: await engine.source(concept), dir });
  if (result.kind === 'failed') {
    void vscode.window.showErrorMessage(result.message);
    return;
  }
  const entry = await lessons.entry(concept);
  const title = vscode.l10n.t('Yours and one solution: {0}', entry?.challenge?.title ?? concept);
  const resources = result.pairs.map(({ file, mine, solution }) => [
    vscode.Uri.file(mine ?? join(dir, file)),
    mine === undefined ? undefined : vscode.Uri.file(mine),
    solution === undefined ? undefined : documents.solutionUri(solution),
  ]);
  await vscode.commands.executeCommand('vscode.changes', title, resources);
}

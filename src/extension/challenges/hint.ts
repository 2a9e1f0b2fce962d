import * as vscode from 'vscode';
import type { ProgressHolder } from '../progress/holder.ts';
import type { ChallengeDocuments } from './documents.ts';
import type { ChallengeEngine } from './engine.ts';
import { showMarkdownBeside } from './preview.ts';

/** Shows the next rung beside the code, below those shown before. */
export async function showHint(
  { engine, progress }: { engine: ChallengeEngine; progress: ProgressHolder }, documents: ChallengeDocuments, concept: string, dir: string,
): Promise<void> {
  const { nextHint } = await engine.load();
  const result = await nextHint({ source: await engine.source(concept), dir });
  switch (result.kind) {
    case 'hint': {
      progress.record((store) => { store.recordHint(concept, result.rung); });
      await showMarkdownBeside(documents.addHint(concept, hintTitle(result.rung, result.test), result.text));
      return;
    }
    case 'exhausted': {
      const pages = result.shown.map((hint, index) => documents.addHint(concept, hintTitle(index + 1, undefined), hint.text));
      const page = pages.at(-1);
      if (page) await showMarkdownBeside(page);
      void vscode.window.showInformationMessage(result.message);
      return;
    }
    case 'run-first':
    case 'passed':
      void vscode.window.showInformationMessage(result.message);
      return;
    case 'failed':
      void vscode.window.showErrorMessage(result.message);
  }
}

function hintTitle(rung: number, test: string | undefined): string {
  const title = vscode.l10n.t('Hint {0} of 3', rung);
  return test === undefined ? title : `${title} · ${test}`;
}

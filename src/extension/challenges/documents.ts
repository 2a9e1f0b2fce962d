import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Feature } from '../feature.ts';
import { challengeScheme } from '../ids.ts';

/** Read-only documents of a challenge: solution files straight from the extension, and the hints shown so far. */
export interface ChallengeDocuments extends Feature {
  /** A document that shows this file of the extension and cannot be edited. */
  solutionUri(path: string): vscode.Uri;
  /** Adds one hint to the page of a concept and returns its address. */
  addHint(concept: string, title: string, markdown: string): vscode.Uri;
  /** Forgets the hints of a concept. */
  clearHints(concept: string): void;
}

export function challengeDocuments(): ChallengeDocuments {
  const hints = new Map<string, readonly string[]>();
  /** Pages never change once they have an address: a document that is just being opened would miss the change. */
  const pages = new Map<string, string>();
  const solutionPaths = new Set<string>();

  const registration = vscode.workspace.registerTextDocumentContentProvider(challengeScheme, {
    provideTextDocumentContent(uri) {
      if (uri.authority === 'hints') return pages.get(uri.query) ?? vscode.l10n.t('Hints that were shown in an earlier window are not kept here. "Backend Coach: Show Next Hint" goes on from them.');
      // Only what the solution diff named: the scheme is no way to read other files.
      return solutionPaths.has(uri.query) ? readFile(uri.query, 'utf8') : '';
    },
  });
  return {
    solutionUri(path) {
      solutionPaths.add(path);
      const name = vscode.Uri.file(path).path.split('/').at(-1) ?? 'solution.ts';
      return vscode.Uri.from({ scheme: challengeScheme, authority: 'solution', path: `/${name}`, query: path });
    },
    addHint(concept, title, markdown) {
      const text = `## ${title}\n\n${markdown.trim()}\n`;
      const known = hints.get(concept) ?? [];
      const all = known.includes(text) ? known : [...known, text];
      hints.set(concept, all);
      const page = String(pages.size + 1);
      pages.set(page, all.join('\n'));
      return vscode.Uri.from({ scheme: challengeScheme, authority: 'hints', path: `/${concept}/${vscode.l10n.t('Hints')}.md`, query: page });
    },
    clearHints(concept) { hints.delete(concept); },
    dispose() { registration.dispose(); },
  };
}

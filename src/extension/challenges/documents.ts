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
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const hints = new Map<string, string>();
  const solutionPaths = new Set<string>();
  const hintsUri = (concept: string): vscode.Uri => (
    vscode.Uri.from({ scheme: challengeScheme, authority: 'hints', path: `/${concept}/${vscode.l10n.t('Hints')}.md` }));

  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent(uri) {
      if (uri.authority === 'hints') return hints.get(uri.toString()) ?? vscode.l10n.t('No hint was shown yet in this window.');
      // Only what the solution diff named: the scheme is no way to read other files.
      const path = uri.query;
      return solutionPaths.has(path) ? readFile(path, 'utf8') : '';
    },
  };
  const registration = vscode.workspace.registerTextDocumentContentProvider(challengeScheme, provider);
  return {
    solutionUri(path) {
      solutionPaths.add(path);
      const name = vscode.Uri.file(path).path.split('/').at(-1) ?? 'solution.ts';
      return vscode.Uri.from({ scheme: challengeScheme, authority: 'solution', path: `/${name}`, query: path });
    },
    addHint(concept, title, markdown) {
      const uri = hintsUri(concept);
      const key = uri.toString();
      const text = `## ${title}\n\n${markdown.trim()}\n`;
      const known = hints.get(key);
      if (known?.includes(text) !== true) hints.set(key, known === undefined ? text : `${known}\n${text}`);
      changed.fire(uri);
      return uri;
    },
    clearHints(concept) {
      const uri = hintsUri(concept);
      if (hints.delete(uri.toString())) changed.fire(uri);
    },
    dispose() {
      registration.dispose();
      changed.dispose();
    },
  };
}

import * as vscode from 'vscode';
import { strings } from '../../webview/lesson/strings.ts';

/** The lesson page's own words in the editor's language, by key; undefined when that is English. */
export function pageStrings(): Readonly<Record<string, string>> | undefined {
  const translations = vscode.l10n.bundle;
  if (translations === undefined) return undefined;
  return Object.fromEntries(Object.entries(strings).map(([key, text]) => [key, translations[text] ?? text]));
}

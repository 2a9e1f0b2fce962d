import * as vscode from 'vscode';
import type { Span } from '../../analysis/facts.ts';
import type { Severity, State } from '../../skills/model.ts';

/** A state as a person reads it. */
export function stateWord(state: State): string {
  switch (state) {
    case 'not-applicable': return vscode.l10n.t('not applicable yet');
    case 'not-seen': return vscode.l10n.t('not seen');
    case 'seen': return vscode.l10n.t('seen');
    case 'demonstrated': return vscode.l10n.t('demonstrated');
    case 'exemplary': return vscode.l10n.t('exemplary');
  }
}

export function severityWord(severity: Severity): string {
  switch (severity) {
    case 'warning': return vscode.l10n.t('Warning');
    case 'information': return vscode.l10n.t('Note');
    case 'question': return vscode.l10n.t('Question');
  }
}

export function findingsWord(count: number): string {
  return count === 1 ? vscode.l10n.t('1 finding') : vscode.l10n.t('{0} findings', count);
}

/** `GET /…/metrics`: a part that is not known is an ellipsis. */
export function routeLabel({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.replaceAll('${}', '…')}`;
}

/** `orders.ts:12`; a file that is only called `index` keeps its folder. */
export function shortPlace({ file, line }: Span): string {
  const parts = file.split('/');
  const name = parts.at(-1) ?? file;
  const isIndex = /^(?:index|route|page|main|app|server)\.[cm]?[jt]sx?$/.test(name);
  return `${isIndex ? parts.slice(-2).join('/') : name}:${line}`;
}

export function longPlace({ file, line }: Span): string {
  return `${file}:${line}`;
}

import * as vscode from 'vscode';
import type { Span } from '../analysis/facts.ts';

/**
 * Shows a place of a workspace folder with its code selected. `avoid` is a column to keep free: a lesson that asks stays visible.
 * Only files inside a folder of this window are opened, whatever the caller was told.
 */
export async function revealPlace(folderUri: string, at: Span, avoid?: vscode.ViewColumn): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.toString() === vscode.Uri.parse(folderUri, true).toString());
  if (!folder || at.file.split('/').includes('..')) return;
  const uri = vscode.Uri.joinPath(folder.uri, at.file);
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(uri);
  } catch {
    void vscode.window.showWarningMessage(vscode.l10n.t('{0} cannot be opened; it may have been moved or deleted.', at.file));
    return;
  }
  const range = document.validateRange(new vscode.Range(at.line - 1, at.column - 1, at.endLine - 1, at.endColumn - 1));
  const column = columnFor(uri, avoid);
  // A whole function selected would only shout; its first line is enough.
  const selection = range.isSingleLine ? range : new vscode.Range(range.start, range.start);
  const editor = await vscode.window.showTextDocument(document, { preview: true, selection, ...(column === undefined ? {} : { viewColumn: column }) });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where the file is already visible; otherwise not on top of the lesson that asked. */
function columnFor(uri: vscode.Uri, avoid: vscode.ViewColumn | undefined): vscode.ViewColumn | undefined {
  const visible = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  if (visible?.viewColumn !== undefined) return visible.viewColumn;
  if (avoid === undefined) return undefined;
  return avoid === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
}

import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';

/** The activated extension. */
export async function activated(): Promise<vscode.Extension<unknown>> {
  const extension = vscode.extensions.getExtension('backend-coach.backend-coach');
  assert.ok(extension, 'the extension is not installed in this host');
  await extension.activate();
  return extension;
}

/** The first workspace folder. */
export function workspaceFolder(): vscode.WorkspaceFolder {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'this run has no workspace: see its run.json');
  return folder;
}

/** Opens a file of the workspace in an editor. */
export async function openFile(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(vscode.Uri.joinPath(workspaceFolder().uri, path));
}

/** The position of the first occurrence of `text`, `offset` characters in. */
export function positionOf(document: vscode.TextDocument, text: string, offset = 0): vscode.Position {
  const index = document.getText().indexOf(text);
  assert.notEqual(index, -1, `"${text}" is not in ${document.uri.path}`);
  return document.positionAt(index + offset);
}

/** Waits until `read` returns something other than undefined or false, and returns it; otherwise fails saying what was waited for. */
export async function eventually<T>(what: string, read: () => T | Promise<T>, timeoutMs = 15_000): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== null && value !== false) return value as NonNullable<Exclude<T, false>>;
    if (Date.now() > deadline) assert.fail(`Waited ${timeoutMs} ms in vain for ${what}`);
    await wait(100);
  }
}

/** Markdown of every hover at a place. */
export async function hoverTexts(uri: vscode.Uri, position: vscode.Position): Promise<string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers.flatMap((hover) => hover.contents.flatMap((content) => (content instanceof vscode.MarkdownString ? [content.value] : [])));
}

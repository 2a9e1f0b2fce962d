import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { BackendCoachApi } from '../../../src/extension/api.ts';
import type { TreeElement } from '../../../src/extension/tree/liveTree.ts';
import type { ConceptNode, TreeNode } from '../../../src/extension/tree/nodes.ts';
import { activated, eventually } from './support.ts';

/** The live parts of the activated extension. */
export async function coach(): Promise<BackendCoachApi> {
  return (await activated()).exports as BackendCoachApi;
}

/** The extension with its analysis done and its rows drawn. */
export async function analysed(): Promise<BackendCoachApi> {
  const api = await coach();
  await api.analysis.start();
  await eventually('the analysis', () => api.analysis.status === 'ready' && api.tree.roots.length > 0, 60_000);
  return api;
}

/** Every row of the checklist, in order of depth first. */
export function rows(api: BackendCoachApi): readonly TreeElement[] {
  const below = (elements: readonly TreeElement[]): readonly TreeElement[] => elements.flatMap((element) => [element, ...below(element.children)]);
  return below(api.tree.roots);
}

/** The row of a concept in the only folder. */
export function conceptRow(api: BackendCoachApi, concept: string): TreeElement & { readonly node: ConceptNode } {
  const found = rows(api).find((element): element is TreeElement & { node: ConceptNode } => element.node.kind === 'concept' && element.node.concept === concept);
  assert.ok(found, `${concept} is not in the checklist`);
  return found;
}

/** How a row looks, with what is only worked out when it is pointed at. */
export async function itemOf(api: BackendCoachApi, element: TreeElement): Promise<vscode.TreeItem> {
  const item = api.tree.getTreeItem(element);
  return (await api.tree.resolveTreeItem(item, element));
}

export function kinds(elements: readonly TreeElement[]): TreeNode['kind'][] {
  return elements.map(({ node }) => node.kind);
}

/** Replaces text in a document without saving it. */
export async function edit(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const start = document.getText().indexOf(from);
  assert.notEqual(start, -1, `"${from}" is not in ${document.uri.path}`);
  const change = new vscode.WorkspaceEdit();
  change.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)), to);
  assert.ok(await vscode.workspace.applyEdit(change));
}

/** Commands that links of a Markdown string run, and whether the editor will run them. */
export function commandLinks(markdown: vscode.MarkdownString): { readonly command: string; readonly args: unknown; readonly enabled: boolean }[] {
  return [...markdown.value.matchAll(/\(command:([\w.]+)(?:\?([^)\s]*))?\)/g)].map(([, command, query]) => ({
    command: command ?? '',
    args: query === undefined ? undefined : (JSON.parse(decodeURIComponent(query)) as unknown),
    enabled: typeof markdown.isTrusted === 'object' && markdown.isTrusted.enabledCommands.includes(command ?? ''),
  }));
}

export async function closeEverything(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

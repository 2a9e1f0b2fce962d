import * as vscode from 'vscode';

/** The built-in Markdown extension may have to start first. */
const previewWaitMs = 10_000;

/** The built-in preview swallows a refresh for 0.3 s after it was given a document. */
const refreshAfterMs = 600;

/** Shows Markdown rendered beside the code, or as text where the built-in preview is switched off. Answers, when it can be seen, whether it took the focus. */
export async function showMarkdownBeside(uri: vscode.Uri): Promise<boolean> {
  const isReused = vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(isPreview));
  try {
    // "To the side" of a preview would be one column more with every hint, so the code, in the first column, is made the start.
    if (isPreview(vscode.window.tabGroups.activeTabGroup.activeTab)) await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
  } catch {
    await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
    return false;
  }
  await previewHasFocus();
  // On a busy machine a preview that is given another document can go on showing the one before, under the new title.
  if (isReused) setTimeout(() => { void vscode.commands.executeCommand('markdown.preview.refresh'); }, refreshAfterMs);
  return isPreview(vscode.window.tabGroups.activeTabGroup.activeTab);
}

/** The command answers before its panel is there, and the panel then takes the focus: whoever wants it back has to wait for this. */
async function previewHasFocus(): Promise<void> {
  if (isPreview(vscode.window.tabGroups.activeTabGroup.activeTab)) return;
  await new Promise<void>((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const listener of listening) listener.dispose();
      resolve();
    };
    const look = (): void => { if (isPreview(vscode.window.tabGroups.activeTabGroup.activeTab)) end(); };
    const timer = setTimeout(end, previewWaitMs);
    const listening = [vscode.window.tabGroups.onDidChangeTabs(look), vscode.window.tabGroups.onDidChangeTabGroups(look)];
  });
}

function isPreview(tab: vscode.Tab | undefined): boolean {
  return tab?.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('markdown.preview');
}

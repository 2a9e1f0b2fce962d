import * as vscode from 'vscode';

/**
 * True when challenges may run here; otherwise says why they wait. What counts is the trust of this window: an attempt may lie in a
 * folder outside the workspace, but starting it from a window that the person has not trusted would still run code on their behalf.
 */
export function isTrustedOrSaysWhy(): boolean {
  if (vscode.workspace.isTrusted) return true;
  void sayWhy();
  return false;
}

async function sayWhy(): Promise<void> {
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Challenges run code, so they wait until you trust this window. The checklist, hovers and lessons work in Restricted Mode.'),
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}

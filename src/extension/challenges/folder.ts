import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import * as vscode from 'vscode';
import { settings } from '../ids.ts';

const suggestedName = 'backend-coach-challenges';

/**
 * The folder in which challenges are started: the setting, or what the person answers, which then becomes the setting.
 * Undefined when they changed their mind. A folder inside an open project is only taken after a second yes.
 */
export async function challengesRoot(): Promise<string | undefined> {
  const configured = vscode.workspace.getConfiguration().get(settings.challengesFolder, '').trim();
  if (configured !== '') return absolute(configured);
  const chosen = await ask();
  if (chosen === undefined) return undefined;
  await vscode.workspace.getConfiguration().update(settings.challengesFolder, chosen, vscode.ConfigurationTarget.Global);
  return chosen;
}

/** Folder of one attempt below the root: `databases/transactions` becomes `databases-transactions`. */
export function attemptDir(root: string, concept: string): string {
  return join(root, concept.replace('/', '-'));
}

function absolute(path: string): string {
  if (path === '~' || /^~[/\\]/.test(path)) return join(homedir(), path.slice(1));
  return isAbsolute(path) ? path : resolve(homedir(), path);
}

async function ask(): Promise<string | undefined> {
  const suggested = join(homedir(), suggestedName);
  const accept = { label: `$(folder) ${suggested}`, description: vscode.l10n.t('suggested') };
  const other = { label: vscode.l10n.t('$(folder-opened) Choose another folder…') };
  const picked = await vscode.window.showQuickPick([accept, other], {
    title: vscode.l10n.t('Where should challenges live?'),
    placeHolder: vscode.l10n.t('Each challenge gets a folder of its own in there. You can change this in the settings.'),
    ignoreFocusOut: true,
  });
  if (picked === accept) return suggested;
  return picked === other ? browse() : undefined;
}

async function browse(): Promise<string | undefined> {
  const [uri] = await vscode.window.showOpenDialog({
    canSelectFiles: false, canSelectFolders: true, canSelectMany: false, openLabel: vscode.l10n.t('Keep Challenges Here'),
  }) ?? [];
  if (!uri) return undefined;
  const project = vscode.workspace.workspaceFolders?.find((folder) => isInside(folder.uri.fsPath, uri.fsPath));
  if (!project) return uri.fsPath;
  const yes = vscode.l10n.t('Use It');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('This folder is inside "{0}". The files of challenges would become part of that project.', project.name), { modal: true }, yes,
  );
  return answer === yes ? uri.fsPath : undefined;
}

function isInside(parent: string, child: string): boolean {
  const path = relative(parent, child);
  return path === '' || (!path.startsWith('..') && !isAbsolute(path));
}

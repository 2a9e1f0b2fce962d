import * as vscode from 'vscode';
import type { Feature } from '../feature.ts';
import type { Analysis } from '../project/analysis.ts';
import { commands, contextKeys, skillsViewId } from '../ids.ts';
import type { Lessons } from '../lesson/lessons.ts';
import type { ProgressHolder } from '../progress/holder.ts';
import type { TreeElement } from './liveTree.ts';
import { buildTree } from './nodes.ts';
import { SkillTreeProvider } from './provider.ts';

/** The filter outlives the window under the name of its context key. */
const filterKey = contextKeys.onlyNotDemonstrated;

export interface SkillsView extends Feature {
  readonly provider: SkillTreeProvider;
  readonly view: vscode.TreeView<TreeElement>;
}

/** The checklist in the activity bar: it shows {@link Analysis.map} and starts the analysis when somebody looks at it. */
export function skillsView(context: vscode.ExtensionContext, analysis: Analysis, lessons: Lessons, progress: ProgressHolder): SkillsView {
  const provider = new SkillTreeProvider(lessons);
  const view = vscode.window.createTreeView(skillsViewId, { treeDataProvider: provider, showCollapseAll: true });
  let isFiltered = context.workspaceState.get(filterKey, false);

  const draw = (): void => {
    const { map, status } = analysis;
    provider.update(map && status === 'ready' ? buildTree(map, { onlyNotDemonstrated: isFiltered, passedChallenges: progress.passedChallenges() }) : []);
    setContext(contextKeys.status, status);
    setText(view, 'description', isFiltered ? vscode.l10n.t('not yet demonstrated') : undefined);
    setText(view, 'message', messageFor(status === 'ready', isFiltered, provider));
  };
  const filter = (on: boolean) => async (): Promise<void> => {
    isFiltered = on;
    setContext(contextKeys.onlyNotDemonstrated, on);
    draw();
    await context.workspaceState.update(filterKey, on);
  };

  setContext(contextKeys.onlyNotDemonstrated, isFiltered);
  draw();
  if (view.visible) void analysis.start();
  const parts = vscode.Disposable.from(
    provider,
    view,
    analysis.onDidChange(draw),
    progress.onDidChange(draw),
    vscode.workspace.onDidGrantWorkspaceTrust(draw),
    vscode.workspace.onDidChangeWorkspaceFolders(() => { if (view.visible) void analysis.start(); }),
    view.onDidChangeVisibility(({ visible }) => { if (visible) void analysis.start(); }),
    vscode.commands.registerCommand(commands.showOnlyNotDemonstrated, filter(true)),
    vscode.commands.registerCommand(commands.showAll, filter(false)),
  );
  return { provider, view, dispose: () => { parts.dispose(); } };
}

function messageFor(isReady: boolean, isFiltered: boolean, provider: SkillTreeProvider): string | undefined {
  if (!isReady) return undefined;
  if (isFiltered && !provider.roots.some(({ node }) => node.kind === 'skill' || node.kind === 'folder')) {
    return vscode.l10n.t('Everything on the list is demonstrated. Switch the filter off to see it.');
  }
  return vscode.workspace.isTrusted
    ? undefined
    : vscode.l10n.t('Restricted Mode: challenges wait until you trust this window, because they run code. Checklist, hovers and lessons work.');
}

/** Setting an equal text would still redraw the view. */
function setText(view: vscode.TreeView<TreeElement>, where: 'message' | 'description', text: string | undefined): void {
  if (view[where] === text) return;
  // `exactOptionalPropertyTypes` and the API's optional strings disagree about clearing them.
  (view as Record<typeof where, string | undefined>)[where] = text;
}

const lastContext = new Map<string, unknown>();

function setContext(key: string, value: unknown): void {
  if (lastContext.get(key) === value) return;
  lastContext.set(key, value);
  void vscode.commands.executeCommand('setContext', key, value);
}

import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Route } from '../analysis/facts.ts';
import type { FolderMap } from '../server/protocol.ts';
import type { Analysis } from './project/analysis.ts';
import { commands } from './ids.ts';
import { revealPlace } from './reveal.ts';
import { longPlace, routeLabel } from './tree/words.ts';

/** What {@link commands.revealCode} is called with, by a row of the checklist or a link in a hover. */
const place = v.object({
  folder: v.string(),
  at: v.object({ file: v.string(), line: v.number(), column: v.number(), endLine: v.number(), endColumn: v.number() }),
});

/** Commands on the open project as a whole. */
export function projectCommands(analysis: Analysis): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.refresh, () => analysis.rescan()),
    vscode.commands.registerCommand(commands.restartServer, () => analysis.restart()),
    vscode.commands.registerCommand(commands.showRoutes, () => showRoutes(analysis)),
    vscode.commands.registerCommand(commands.revealCode, async (argument: unknown) => {
      const parsed = v.safeParse(place, argument);
      if (parsed.success) await revealPlace(parsed.output.folder, parsed.output.at);
    }),
  );
}

interface RouteItem extends vscode.QuickPickItem { readonly route?: Route; readonly folder?: string }

async function showRoutes(analysis: Analysis): Promise<void> {
  await analysis.start();
  const folders = (analysis.map?.folders ?? []).filter(({ routes }) => routes.length > 0);
  if (folders.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No routes were recognised in this window.'));
    return;
  }
  const items = folders.flatMap((folder) => routeItems(folder, folders.length > 1));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Go to a route'), matchOnDescription: true, matchOnDetail: true });
  if (picked?.route && picked.folder !== undefined) await revealPlace(picked.folder, picked.route.at);
}

/** The routes of a folder; those whose path is not fully known come last, under a heading that says so. */
function routeItems({ name, uri, routes }: FolderMap, isNamed: boolean): readonly RouteItem[] {
  const separator = (label: string): RouteItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const unresolved = routes.filter(({ resolved }) => !resolved);
  const heading = vscode.l10n.t('Unresolved: path not known before run time');
  return [
    ...(isNamed ? [separator(name)] : []),
    ...routes.filter(({ resolved }) => resolved).map((route) => routeItem(route, uri)),
    ...(unresolved.length > 0 ? [separator(isNamed ? `${name} · ${heading}` : heading)] : []),
    ...unresolved.map((route) => routeItem(route, uri)),
  ];
}

function routeItem(route: Route, folder: string): RouteItem {
  const because = route.resolved ? '' : vscode.l10n.t('path partly unknown: {0}', route.unresolvedBecause ?? route.path);
  return {
    label: `$(${route.resolved ? 'arrow-right' : 'question'}) ${routeLabel(route)}`,
    description: longPlace(route.at),
    ...(because === '' ? {} : { detail: because }),
    route, folder,
  };
}

import { type Connection, DidChangeWatchedFilesNotification, type FileEvent, FileChangeType, WatchKind } from 'vscode-languageserver/node';
import type { Folder } from './folder.ts';
import { isSource } from './places.ts';
import type { Workspace } from './workspace.ts';

/** Source and the few other files the analysis reads. */
const globs = [
  '**/*.{ts,tsx,js,jsx,mts,cts,mjs,cjs}',
  '**/{package.json,pnpm-workspace.yaml,nest-cli.json,Dockerfile,Dockerfile.*,*.dockerfile,.env,.env.*,.gitignore}',
  '**/{tsconfig,jsconfig}*.json',
];
const otherNames = /^(?:package\.json|pnpm-workspace\.yaml|nest-cli\.json|Dockerfile(?:\..+)?|.+\.dockerfile|\.env(?:\..+)?|(?:ts|js)config.*\.json)$/i;

/** Asks the editor to tell of changes on disk. */
export async function registerWatchers(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [
      ...globs.map((globPattern) => ({ globPattern })),
      // Editors tell of a deleted folder without naming the files in it.
      { globPattern: '**', kind: WatchKind.Delete },
    ],
  });
}

/** What a set of changes on disk asks for: some engines were told, and folders whose list of files is no longer right. */
export interface Effect {
  readonly told: boolean;
  readonly relist: ReadonlySet<Folder>;
}

/** Passes changes on disk to the engines. An open document is left alone: what the editor shows counts. */
export function applyFileEvents(events: readonly FileEvent[], workspace: Workspace, isOpen: (uri: string) => boolean): Effect {
  let told = false;
  const relist = new Set<Folder>();
  for (const { uri, type } of events) {
    if (isOpen(uri)) continue;
    for (const { folder, file } of workspace.find(uri)) {
      if (isForeign(file)) continue;
      const name = file.slice(file.lastIndexOf('/') + 1);
      if (name === '.gitignore') relist.add(folder);
      const isRead = isSource(name) || otherNames.test(name);
      const files = isRead ? [file] : type === FileChangeType.Deleted ? folder.filesBelow(file) : [];
      for (const changed of files) folder.update(changed, undefined);
      told ||= files.length > 0;
    }
  }
  return { told, relist };
}

/** Installing packages or switching branches changes thousands of files that are nobody's code here. */
function isForeign(file: string): boolean {
  return /(?:^|\/)(?:node_modules|\.git)\//.test(file);
}

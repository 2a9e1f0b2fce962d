import { type Connection, DidChangeWatchedFilesNotification, type FileEvent, FileChangeType, WatchKind } from 'vscode-languageserver/node';
import { isSource } from './places.ts';
import type { Workspace } from './workspace.ts';

/** Source and the few other files the analysis reads. */
const globs = [
  '**/*.{ts,tsx,js,jsx,mts,cts,mjs,cjs}',
  '**/{package.json,pnpm-workspace.yaml,Dockerfile,.env.example,.gitignore,.dockerignore}',
  '**/{tsconfig,jsconfig}*.json',
];

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

/** Passes changes on disk to the engines. Answers whether any engine was told. An open document is left alone: what the editor shows counts. */
export function applyFileEvents(events: readonly FileEvent[], workspace: Workspace, isOpen: (uri: string) => boolean): boolean {
  let told = false;
  for (const { uri, type } of events) {
    if (uri.includes('/node_modules/') || isOpen(uri)) continue;
    for (const { folder, file } of workspace.find(uri)) {
      const files = isRead(file) ? [file] : type === FileChangeType.Deleted ? folder.filesBelow(file) : [];
      for (const changed of files) folder.update(changed, undefined);
      told ||= files.length > 0;
    }
  }
  return told;
}

function isRead(file: string): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1);
  return isSource(name) || /^(?:package\.json|pnpm-workspace\.yaml|Dockerfile|\.env\.example|\.gitignore|\.dockerignore|(?:ts|js)config.*\.json)$/.test(name);
}

import { join } from 'node:path';
import type { WorkspaceFolder } from 'vscode-languageserver/node';
import { Folder, type FolderOptions } from './folder.ts';
import { pathOf, relativeTo } from './places.ts';

/** A file as one of the workspace folders sees it. */
export interface FileInFolder {
  readonly folder: Folder;
  /** Below the folder's root, POSIX separators. */
  readonly file: string;
}

export type FolderContext = Omit<FolderOptions, 'uri' | 'name' | 'root' | 'exclude' | 'openTexts'> & {
  readonly exclude: (uri: string) => Promise<readonly string[]>;
  /** All open documents by absolute path. */
  readonly openTexts: () => Iterable<readonly [string, string]>;
};

/** The folders that are open. Folders may lie inside each other: a file then belongs to each, the innermost first. */
export class Workspace {
  readonly #context: FolderContext;
  #folders: readonly Folder[] = [];

  constructor(context: FolderContext) {
    this.#context = context;
  }

  get folders(): readonly Folder[] {
    return this.#folders;
  }

  change(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): void {
    const gone = new Set(removed.map(({ uri }) => uri));
    for (const folder of this.#folders) if (gone.has(folder.uri)) folder.dispose();
    const stay = this.#folders.filter(({ uri }) => !gone.has(uri));
    const known = new Set(stay.map(({ uri }) => uri));
    this.#folders = [...stay, ...added.filter(({ uri }) => !known.has(uri)).flatMap((folder) => this.#open(folder) ?? [])];
  }

  /** The file in every folder it lies in, innermost first; empty for what is no file of the workspace. */
  find(uri: string): FileInFolder[] {
    const path = pathOf(uri);
    if (path === undefined) return [];
    return this.#folders
      .flatMap((folder) => {
        const file = relativeTo(folder.root, path);
        return file === undefined ? [] : [{ folder, file }];
      })
      .sort((a, b) => b.folder.root.length - a.folder.root.length);
  }

  dispose(): void {
    for (const folder of this.#folders) folder.dispose();
  }

  #open({ uri, name }: WorkspaceFolder): Folder | undefined {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    // A trailing separator goes, so that roots compare.
    const root = join(path, '.').replace(/(?<=.)[/\\]$/, '');
    const { exclude, openTexts, ...rest } = this.#context;
    return new Folder({
      ...rest, uri, name, root,
      exclude: () => exclude(uri),
      *openTexts() {
        for (const [absolute, text] of openTexts()) {
          const file = relativeTo(root, absolute);
          if (file !== undefined) yield [file, text];
        }
      },
    });
  }
}

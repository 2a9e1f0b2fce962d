import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import type { Folder } from './folder.ts';
import { type FolderMap, type SkillMap, skillMapChanged, type SkillMapParams } from './protocol.ts';
import { AbortedError } from './shared-work.ts';
import type { Workspace } from './workspace.ts';

/** The skill maps of all folders: answers the request, and tells the editor when they really differ from what it has. */
export class SkillMaps {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #onError: (what: string, error: unknown) => void;
  /** What the editor was last given or told of. */
  #told: string | undefined;

  constructor(connection: Connection, workspace: Workspace, onError: (what: string, error: unknown) => void) {
    this.#connection = connection;
    this.#workspace = workspace;
    this.#onError = onError;
  }

  /** Rejects with a `ResponseError` when cancelled, or when no folder could be analysed. */
  async answer({ workDoneToken }: SkillMapParams, token: CancellationToken): Promise<SkillMap> {
    const abort = new AbortController();
    const listening = token.onCancellationRequested(() => { abort.abort(); });
    if (token.isCancellationRequested) abort.abort();
    const progress = this.#connection.window.attachWorkDoneProgress(workDoneToken);
    progress.begin('Backend Coach', 0, 'Analysing', true);
    try {
      return await this.#collect(abort.signal, (percent, message) => { progress.report(percent, message); });
    } catch (error) {
      if (error instanceof AbortedError) throw new ResponseError(LSPErrorCodes.RequestCancelled, error.message);
      throw error;
    } finally {
      listening.dispose();
      progress.done();
    }
  }

  /** Tells the editor if a map is other than it knows. */
  async announce(): Promise<void> {
    const text = this.#text();
    if (text === undefined || text === this.#told) return;
    this.#told = text;
    await this.#connection.sendNotification(skillMapChanged);
  }

  async #collect(signal: AbortSignal, report: (percent: number, message: string) => void): Promise<SkillMap> {
    const { folders } = this.#workspace;
    const maps: FolderMap[] = [];
    const failures: string[] = [];
    let shown = 0;
    for (const [index, folder] of folders.entries()) {
      try {
        const known = await folder.ready(signal, (done, total) => {
          const percent = Math.floor(((index + (total === 0 ? 0 : done / total)) / folders.length) * 100);
          if (percent > shown) report(percent, `${folder.name}: ${done} of ${total} files`);
          shown = Math.max(shown, percent);
        });
        maps.push(folder.map(known));
      } catch (error) {
        if (signal.aborted) throw error;
        if (error instanceof AbortedError) continue; // the folder was closed meanwhile
        this.#onError(`${folder.root} could not be analysed`, error);
        failures.push(`${folder.root} could not be analysed: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    if (maps.length === 0 && failures.length > 0) throw new ResponseError(LSPErrorCodes.RequestFailed, failures.join(' '));
    this.#told = this.#text();
    return { folders: maps };
  }

  /** All maps that are known as one text; undefined before there is any. */
  #text(): string | undefined {
    const texts = this.#workspace.folders.flatMap((folder) => textOf(folder) ?? []);
    return texts.length === 0 ? undefined : texts.join('\n');
  }
}

function textOf(folder: Folder): string | undefined {
  const known = folder.current();
  return known === undefined ? undefined : folder.mapText(known);
}

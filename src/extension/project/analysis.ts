import * as vscode from 'vscode';
import * as v from 'valibot';
import type { FolderMap, SkillMap } from '../../server/protocol.ts';
import type { ConceptId, ConceptReport } from '../../skills/model.ts';
import { hasCode } from '../tree/nodes.ts';
import { skillsViewId } from '../ids.ts';
import { Debouncer } from './debouncer.ts';
import type { ServerConnection, ServerEvents } from './languageClient.ts';
import { skillMapSchema } from './schema.ts';
import type { AnalysisStatus } from './status.ts';

/** Starts a server; replaced in tests. */
export type Connect = (events: ServerEvents) => Promise<ServerConnection>;

const quietMs = 120;
const atLatestMs = 800;
const requestTries = 3;
/** A map that arrives sooner than this shows no progress bar: it would only flicker. */
const progressAfterMs = 400;

/**
 * The latest skill map and how it stands with the server that makes it. Starts the server on the first {@link start},
 * asks again when the server says that something changed, and keeps the last map on show meanwhile.
 */
export class Analysis implements vscode.Disposable {
  readonly #connect: Connect;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #ask = new Debouncer(() => { void this.#fetch(); }, quietMs, atLatestMs);
  readonly onDidChange = this.#changed.event;
  #connection: ServerConnection | undefined;
  #starting: Promise<void> | undefined;
  #request: vscode.CancellationTokenSource | undefined;
  #status: AnalysisStatus = 'idle';
  #problem: string | undefined;
  #map: SkillMap | undefined;
  #isStale = false;
  #failures = 0;
  #isDisposed = false;

  constructor(connect: Connect, log: vscode.LogOutputChannel) {
    this.#connect = connect;
    this.#log = log;
  }

  get status(): AnalysisStatus { return this.#status; }
  /** Why the analysis failed: one sentence, only while the status is `failed`. */
  get problem(): string | undefined { return this.#problem; }
  get map(): SkillMap | undefined { return this.#map; }
  get serverPid(): number | undefined { return this.#connection?.pid; }

  /** The concept in every folder that has code, in workspace order. */
  reportsOf(concept: ConceptId): readonly { readonly folder: FolderMap; readonly report: ConceptReport }[] {
    return (this.#map?.folders ?? []).filter(hasCode).flatMap((folder) =>
      folder.skills.flatMap((skill) => skill.concepts.filter((report) => report.id === concept).map((report) => ({ folder, report }))));
  }

  /** Starts the server unless it runs, is starting or was given up; nothing happens without a folder. */
  start(): Promise<void> {
    if (this.#connection || this.#isDisposed || this.#status === 'failed' || !vscode.workspace.workspaceFolders?.length) return Promise.resolve();
    this.#starting ??= this.#open().finally(() => { this.#starting = undefined; });
    return this.#starting;
  }

  async restart(): Promise<void> {
    await this.#starting;
    await this.#close();
    this.#map = undefined;
    this.#set('idle');
    await this.start();
  }

  /** Forgets what is known and reads every file again. */
  async rescan(): Promise<void> {
    if (this.#status === 'failed') return this.restart();
    await this.start();
    const connection = this.#connection;
    if (!connection) return;
    await this.#withProgress(connection.rescan());
    this.#ask.now();
  }

  /** Ends the server; nothing is asked of it any more. */
  async stop(): Promise<void> {
    this.#isDisposed = true;
    await this.#starting;
    await this.#close();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#ask.dispose();
    this.#request?.cancel();
    this.#connection?.dispose();
    this.#changed.dispose();
  }

  async #open(): Promise<void> {
    this.#set('analysing');
    const events: ServerEvents = {
      onReady: () => { this.#ask.now(); },
      onChanged: () => { this.#ask.soon(); },
      onGaveUp: (reason) => { this.#fail(reason); },
    };
    try {
      const connection = await this.#connect(events);
      if (this.#isDisposed) {
        connection.dispose();
        return;
      }
      this.#connection = connection;
    } catch (error) {
      this.#log.error('The language server did not start.', error instanceof Error ? error : String(error));
      this.#fail(vscode.l10n.t('The language server did not start.'));
      return;
    }
    await this.#fetch();
  }

  async #close(): Promise<void> {
    this.#ask.cancel();
    this.#request?.cancel();
    const connection = this.#connection;
    this.#connection = undefined;
    try {
      await connection?.stop();
    } catch (error) {
      this.#log.warn('The language server did not stop in an orderly way.', error instanceof Error ? error : String(error));
    }
    connection?.dispose();
  }

  /** Asks for the map; one question at a time, so answers never arrive out of order. A change meanwhile asks once more afterwards. */
  async #fetch(): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    if (this.#request) {
      this.#isStale = true;
      return;
    }
    const request = new vscode.CancellationTokenSource();
    this.#request = request;
    if (!this.#map) this.#set('analysing');
    try {
      const answer = await this.#withProgress((report) => connection.requestSkillMap(request.token, report));
      this.#failures = 0;
      if (!request.token.isCancellationRequested) this.#accept(answer);
    } catch (error) {
      if (!request.token.isCancellationRequested) this.#onRequestFailed(connection, error);
    } finally {
      this.#request = undefined;
      request.dispose();
    }
    this.#askAgainIfStale();
  }

  #askAgainIfStale(): void {
    if (this.#isStale) this.#ask.soon();
    this.#isStale = false;
  }

  /** A crash is answered by the restart and its `onReady`; a living server that will not answer is asked again, with an end. */
  #onRequestFailed(connection: ServerConnection, error: unknown): void {
    this.#log.warn('The skill map could not be read.', error instanceof Error ? error : String(error));
    if (connection !== this.#connection || connection.pid === undefined) return;
    if (++this.#failures < requestTries) this.#ask.soon();
    else this.#fail(vscode.l10n.t('The language server does not answer. The output channel "Backend Coach" says why.'));
  }

  #accept(answer: unknown): void {
    const parsed = v.safeParse(skillMapSchema, answer);
    if (!parsed.success) {
      const [issue] = parsed.issues;
      this.#log.error(`The skill map is damaged at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message}`);
      this.#fail(vscode.l10n.t('The language server sent an answer that this version does not understand.'));
      return;
    }
    this.#map = parsed.output;
    this.#set(parsed.output.folders.some(hasCode) ? 'ready' : 'noCode');
  }

  #fail(reason: string): void {
    this.#ask.cancel();
    this.#map = undefined;
    this.#problem = reason;
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.dispose();
    this.#set('failed');
  }

  #set(status: AnalysisStatus): void {
    this.#status = status;
    if (status !== 'failed') this.#problem = undefined;
    if (!this.#isDisposed) this.#changed.fire();
  }

  /** Runs the work under the view's own progress bar; never a notification. */
  async #withProgress<T>(work: Promise<T> | ((report: (percent: number) => void) => Promise<T>)): Promise<T> {
    let report: (percent: number) => void = () => undefined;
    const running = typeof work === 'function' ? work((percent) => { report(percent); }) : work;
    const timer = setTimeout(() => {
      void vscode.window.withProgress({ location: { viewId: skillsViewId } }, async (progress) => {
        let last = 0;
        report = (percent) => {
          progress.report({ increment: percent - last });
          last = percent;
        };
        await running.then(() => undefined, () => undefined);
      });
    }, progressAfterMs);
    try {
      return await running;
    } finally {
      clearTimeout(timer);
    }
  }
}

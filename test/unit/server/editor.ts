import { type ChildProcess, fork, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter, type MessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type { CodeAction, Diagnostic, Hover, InitializeResult, Position } from 'vscode-languageserver/node';
import type { SkillMap } from '../../../src/server/protocol.ts';

export const serverModule = join(import.meta.dirname, '../../../src/server/main.ts');

export interface EditorOptions {
  readonly transport?: 'stdio' | 'ipc';
  readonly folders?: readonly string[];
  readonly rootPath?: string;
  readonly initializationOptions?: unknown;
  readonly capabilities?: object;
  readonly settings?: unknown;
  readonly lessonsDir?: string;
  readonly cacheDir?: string;
}

/** Plays the editor: starts the real server as its own process and speaks the protocol with it. */
export class Editor {
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  readonly diagnostics = new Map<string, Diagnostic[]>();
  readonly published: string[] = [];
  readonly progress: { token: string | number; value: { kind: string; percentage?: number } }[] = [];
  onProgress: ((event: Editor['progress'][number]) => void) | undefined;
  readonly registrations: string[] = [];
  readonly log: string[] = [];
  settings: unknown;
  initialized!: InitializeResult;
  changes = 0;
  exitCode: number | null | undefined;
  readonly #versions = new Map<string, number>();

  private constructor(child: ChildProcess, connection: MessageConnection, settings: unknown) {
    this.process = child;
    this.connection = connection;
    this.settings = settings;
    child.on('exit', (code) => { this.exitCode = code; });
    child.stderr?.on('data', (chunk: Buffer) => this.log.push(chunk.toString()));
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
      this.diagnostics.set(uri, diagnostics);
      this.published.push(uri);
    });
    connection.onNotification('backendCoach/skillMapChanged', () => { this.changes += 1; });
    connection.onNotification('$/progress', (event: Editor['progress'][number]) => {
      this.progress.push(event);
      this.onProgress?.(event);
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => { this.log.push(message); });
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => this.settings));
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      this.registrations.push(...registrations.map(({ method }) => method));
      return null;
    });
    connection.listen();
  }

  static async start(options: EditorOptions): Promise<Editor> {
    const child = options.transport === 'ipc'
      ? fork(serverModule, ['--node-ipc'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
      : spawn(process.execPath, [serverModule, '--stdio'], { stdio: 'pipe' });
    const connection = options.transport === 'ipc'
      ? createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child))
      : createMessageConnection(new StreamMessageReader(child.stdout!), new StreamMessageWriter(child.stdin!));
    const editor = new Editor(child, connection, options.settings);
    editor.initialized = await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      rootPath: options.rootPath ?? null,
      workspaceFolders: options.folders?.map((root) => ({ uri: uri(root), name: root.split('/').at(-1) })) ?? null,
      initializationOptions: options.initializationOptions ?? { commandLinks: true, lessonsDir: options.lessonsDir, cacheDir: options.cacheDir },
      capabilities: options.capabilities ?? {
        textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] }, publishDiagnostics: {} },
        workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
        window: { workDoneProgress: true },
      },
    });
    await connection.sendNotification('initialized', {});
    return editor;
  }

  open(path: string, text: string): Promise<void> {
    this.#versions.set(path, 1);
    return this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: uri(path), languageId: 'typescript', version: 1, text } });
  }

  /** Replaces the whole text, or a range of it. */
  type(path: string, text: string, range?: { start: Position; end: Position }): Promise<void> {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    const change = range === undefined ? { text } : { range, text };
    return this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: uri(path), version }, contentChanges: [change] });
  }

  close(path: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(path) } });
  }

  /** 0-based position. */
  async hover(path: string, line: number, character: number): Promise<string | undefined> {
    const hover = await this.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri: uri(path) }, position: { line, character } });
    return (hover?.contents as { value: string } | undefined)?.value;
  }

  codeActions(path: string, line: number, only?: string[]): Promise<CodeAction[]> {
    const at = { line, character: 12 };
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uri(path) }, range: { start: at, end: { line, character: 60 } }, context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });
  }

  skillMap(workDoneToken?: string): Promise<SkillMap> {
    return this.connection.sendRequest('backendCoach/skillMap', { workDoneToken });
  }

  filesChanged(...changes: readonly (readonly [path: string, type: 1 | 2 | 3])[]): Promise<void> {
    return this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: changes.map(([path, type]) => ({ uri: uri(path), type })) });
  }

  async stop(): Promise<void> {
    if (this.exitCode === undefined) {
      await this.connection.sendRequest('shutdown');
      await this.connection.sendNotification('exit');
      await until(() => this.exitCode !== undefined, 'the server to leave');
    }
    this.connection.dispose();
  }
}

export function uri(path: string): string {
  return pathToFileURL(path).href;
}

export async function until(condition: () => boolean, what: string, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}.`);
    await sleep(10);
  }
}

/** Writes files below a folder. */
export async function write(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

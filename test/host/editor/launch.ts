import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EmbeddedEditor } from './install.ts';
import { killTree } from './killTree.ts';

export interface LaunchOptions {
  /** Folder of this instance: server data, settings, extensions. */
  readonly home: string;
  /** False leaves workspace trust on, with every folder untrusted and no start-up question. */
  readonly trusted: boolean;
  /** Lets a page hand over extension tests in its `payload` parameter. */
  readonly forTests?: boolean;
  /** User settings of a new instance; an old one keeps what the person changed. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly onOutput?: (text: string) => void;
}

export interface RunningEditor {
  readonly port: number;
  /** Address of the workbench on `folder`, or without a folder. */
  readonly address: (folder?: string, payload?: readonly (readonly [string, string])[]) => string;
  readonly stopped: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Settings of every run: no telemetry, no welcome, no gallery, nothing that moves by itself. */
export const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** Starts the embedded editor on a free loopback port. Rejects when it does not listen within a minute. */
export async function launchEditor(editor: EmbeddedEditor, options: LaunchOptions): Promise<RunningEditor> {
  const data = join(options.home, 'data');
  await mkdir(join(data, 'data/User'), { recursive: true });
  const settings = join(data, 'data/User/settings.json');
  if (!existsSync(settings)) await writeFile(settings, JSON.stringify({ ...quietSettings, ...options.settings }, null, 2));
  const child = spawn(process.execPath, [
    editor.server, '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms',
    '--server-data-dir', data, '--extensions-dir', join(options.home, 'extensions'), '--telemetry-level', 'off',
    ...(options.forTests === true ? ['--enable-smoke-test-driver'] : []),
    ...(options.trusted ? ['--disable-workspace-trust'] : []),
  ], { env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
  const stopped = new Promise<void>((resolve) => child.once('close', () => { resolve(); }));
  const port = await listeningPort(child, options.onOutput);
  return {
    port,
    address: (folder, payload) => address(port, folder, payload),
    stopped,
    stop: async () => {
      killTree(child);
      await stopped;
    },
  };
}

function address(port: number, folder?: string, payload?: readonly (readonly [string, string])[]): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  if (folder === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', folder);
  if (payload) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

function listeningPort(child: ChildProcess, onOutput?: (text: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const fail = (why: string): void => {
      clearTimeout(timer);
      killTree(child);
      reject(new Error(`The embedded VS Code did not start: ${why}\n${text.slice(-2000)}`));
    };
    const timer = setTimeout(() => { fail('it did not listen within 60 seconds.'); }, 60_000);
    const read = (chunk: Buffer): void => {
      onOutput?.(chunk.toString());
      text = (text + chunk.toString()).slice(-20_000);
      const port = /Extension host agent listening on (\d+)/.exec(text)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => { fail(error.message); });
    child.once('close', (code) => { fail(`it ended with ${String(code)}.`); });
  });
}

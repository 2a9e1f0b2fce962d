/**
 * `npm start [-- dir]`: builds, packs the .vsix, and opens a VS Code that has it, on a copy of test/sample or on `dir`.
 * Desktop VS Code when `code` is on the path (with profile folders of its own), otherwise the embedded one in a browser.
 * `--embedded` insists on the latter. Ctrl-C stops everything.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { copyProject } from '../harness/copyProject.ts';
import { out } from '../harness/paths.ts';
import { packExtension } from '../harness/packExtension.ts';
import { runNode } from '../harness/runNode.ts';
import { packGuide } from './editor/guide.ts';
import { embeddedEditor } from './editor/install.ts';
import { installExtension } from './editor/installExtension.ts';
import { launchEditor } from './editor/launch.ts';

const say = (line: string): void => { console.log(line); };

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function main(args: readonly string[]): Promise<void> {
  const dir = args.find((arg) => !arg.startsWith('-'));
  const given = dir === undefined ? undefined : await existingFolder(resolve(process.env['INIT_CWD'] ?? '.', dir));
  if ((await runNode(['esbuild.config.mjs', '--quiet'])) !== 0) throw new Error('The build failed.');
  const extensions = [(await packExtension()).vsix, await packGuide(join(out, 'guide'))];
  const scratch = await mkdtemp(join(tmpdir(), 'backend-coach-'));
  const folder = given ?? (await copyProject('test/sample', scratch));
  try {
    await (!args.includes('--embedded') && hasDesktop() ? openDesktop(extensions, folder) : openEmbedded(extensions, folder));
  } finally {
    await rm(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function existingFolder(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) throw new Error(`There is no folder ${path}.`);
  return path;
}

function hasDesktop(): boolean {
  return spawnSync('code', ['--version'], { stdio: 'ignore', shell: process.platform === 'win32' }).status === 0;
}

async function openDesktop(extensions: readonly string[], folder: string): Promise<void> {
  const profile = join(out, 'start-desktop');
  await mkdir(profile, { recursive: true });
  const own = ['--user-data-dir', join(profile, 'user'), '--extensions-dir', join(profile, 'extensions')];
  const code = (...args: readonly string[]): ReturnType<typeof spawn> =>
    spawn('code', [...own, ...args], { stdio: 'inherit', shell: process.platform === 'win32' });
  await ended(code(...extensions.flatMap((vsix) => ['--install-extension', vsix]), '--force'));
  say(`Opening VS Code on ${folder} (close its window or press Ctrl-C to end).`);
  const window = code('--new-window', '--wait', '--disable-workspace-trust', folder);
  stopOnSignal(() => { window.kill(); });
  await ended(window);
}

async function openEmbedded(extensions: readonly string[], folder: string): Promise<void> {
  const editor = await embeddedEditor(say);
  const home = join(out, 'start');
  for (const vsix of extensions) await installExtension(editor, vsix, home);
  const running = await launchEditor(editor, { home, trusted: true, settings: { 'git.enabled': true } });
  stopOnSignal(() => { void running.stop(); });
  say(`\nVS Code with Backend Coach is at\n\n  ${running.address(folder)}\n\nPress Ctrl-C to stop it.`);
  await running.stopped;
}

function stopOnSignal(stop: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((done, reject) => {
    child.once('error', reject);
    child.once('close', () => { done(); });
  });
}

import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { hostHome } from '../../harness/paths.ts';
import type { HostRun } from '../hosts.ts';
import { killTree } from './killTree.ts';
import { quietSettings } from './launch.ts';

const limitMs = 6 * 60_000;

/** Desktop VS Code, downloaded once into `.host/`; when the download cannot be reached within seconds, why. */
export async function desktopEditor(): Promise<{ readonly executable: string } | { readonly unavailable: string }> {
  try {
    return { executable: await downloadAndUnzipVSCode({ version: 'stable', cachePath: join(hostHome, 'desktop'), timeout: 10_000, reporter: new SilentReporter() }) };
  } catch (error) {
    const why = error instanceof Error && error.message !== '' ? error.message : String(error);
    return { unavailable: `its download failed: ${why.split('\n')[0] ?? why}` };
  }
}

/** Runs extension tests in desktop VS Code, without a display under xvfb-run. */
export async function runInDesktop(executable: string, run: HostRun): Promise<string | undefined> {
  const userData = join(run.home, 'user');
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(join(userData, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...run.settings }, null, 2));
  const args = [
    ...(run.workspace === undefined ? [] : [run.workspace]),
    `--extensionDevelopmentPath=${run.extension}`, `--extensionTestsPath=${run.entry}`,
    `--user-data-dir=${userData}`, `--extensions-dir=${join(run.home, 'extensions')}`,
    '--no-sandbox', '--disable-gpu', '--disable-updates', '--skip-welcome', '--skip-release-notes',
    ...(run.trusted ? ['--disable-workspace-trust'] : []),
  ];
  const hidden = process.platform === 'linux' && process.env['DISPLAY'] === undefined && process.env['WAYLAND_DISPLAY'] === undefined;
  const command = hidden ? 'xvfb-run' : executable;
  const env = { ...process.env, ...run.env };
  delete env['ELECTRON_RUN_AS_NODE'];
  const child = spawn(command, hidden ? ['-a', executable, ...args] : args, { env, stdio: 'ignore', detached: process.platform !== 'win32' });
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      killTree(child);
      resolve(`the tests did not end within ${limitMs / 60_000} minutes.`);
    }, limitMs);
    const end = (problem: string | undefined): void => {
      clearTimeout(timer);
      resolve(problem);
    };
    child.once('error', (error) => { end(error.message); });
    child.once('close', (code) => { end(code === 0 ? undefined : `VS Code ended with ${String(code)}.`); });
  });
}

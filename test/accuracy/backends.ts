import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repo } from '../harness/paths.ts';

/** The npm workspace whose packages are backends of ours on the real frameworks. */
export const backendsFolder = join(repo, 'test/fixtures/backends');

/** Names of all backends, which are their folders. */
export function backendNames(): readonly string[] {
  return readdirSync(backendsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(backendsFolder, entry.name, 'test/truth.ts')))
    .map(({ name }) => name)
    .sort();
}

/** Installs what the lock file asks for, unless it is there. Throws with npm's own words. */
export function installBackends(): void {
  if (isInstalled()) return;
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const { status, error } = npm === undefined
    ? spawnSync('npm', args, { cwd: backendsFolder, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' })
    : spawnSync(process.execPath, [npm, ...args], { cwd: backendsFolder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error(`The frameworks could not be installed in ${backendsFolder} (npm ci: ${error?.message ?? `exit code ${status}`}).`);
}

/** A package of the workspace, for the harness itself: its own checkout does not have it. */
export async function importOfBackends(name: string): Promise<unknown> {
  return import(pathToFileURL(createRequire(join(backendsFolder, 'package.json')).resolve(name)).href);
}

interface Lock { readonly packages?: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean; readonly link?: boolean }>> }

function isInstalled(): boolean {
  const hidden = readLock(join(backendsFolder, 'node_modules/.package-lock.json'));
  const asked = readLock(join(backendsFolder, 'package-lock.json'));
  if (hidden === undefined || asked === undefined) return false;
  return Object.entries(asked).every(([path, { version, optional, link }]) => {
    if (!/(?:^|\/)node_modules\//.test(path)) return true;
    const there = hidden[path];
    return there === undefined ? optional === true : there.version === version && there.link === link;
  });
}

function readLock(file: string): NonNullable<Lock['packages']> | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Lock).packages : undefined;
}

import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { hostHome } from '../../harness/paths.ts';

const version = '4.139.1';
/** Native modules that want to be built for this machine. The editor runs without them, with fewer log files. */
const native = ['@vscode/spdlog', '@vscode/native-watchdog', '@parcel/watcher', 'node-pty'];

/** The embedded editor on disk. `server` is the script that Node runs. */
export interface EmbeddedEditor {
  readonly version: string;
  readonly server: string;
}

/**
 * The embedded VS Code (code-server from the npm registry), installed into `.host/` on first need.
 * The install happens in a folder of its own and is renamed when complete, so that a half-finished one never counts.
 */
export async function embeddedEditor(say: (line: string) => void): Promise<EmbeddedEditor> {
  requireNode24();
  const home = join(hostHome, `${version}-node${process.versions.modules}-${process.platform}-${process.arch}`);
  if (!existsSync(home)) await install(home, say);
  return { version, server: join(home, 'node_modules/code-server/lib/vscode/out/server-main.js') };
}

async function install(home: string, say: (line: string) => void): Promise<void> {
  const started = Date.now();
  say(`Installing a VS Code for this checkout (code-server ${version}, about 620 MB, once) into ${hostHome}`);
  await mkdir(hostHome, { recursive: true });
  await removeAbandoned();
  const partial = join(hostHome, `installing-${process.pid}`);
  const editor = join(partial, 'node_modules/code-server/lib/vscode');
  await mkdir(partial, { recursive: true });
  await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
  const npmIn = (dir: string, ...args: string[]): Promise<void> => npm(dir, args, join(partial, 'install.log'));
  try {
    say('  1/4 downloading the editor');
    await npmIn(partial, 'install', '--ignore-scripts', `code-server@${version}`);
    say('  2/4 downloading what it depends on');
    await npmIn(editor, 'install', '--omit=dev', '--ignore-scripts');
    say('  3/4 building its native modules');
    await npmIn(editor, 'rebuild', ...native).catch(() => { say('      they could not be built here (no compiler or no headers of Node); going on without them'); });
    say('  4/4 downloading what its built-in extensions depend on');
    await npmIn(join(editor, 'extensions'), 'install', '--omit=dev', '--ignore-scripts');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The embedded VS Code could not be installed: ${reason}\nThe whole log: ${join(partial, 'install.log')}`, { cause: error });
  }
  await rename(partial, home).catch(async (error: unknown) => {
    if (!existsSync(home)) throw error;
    await rm(partial, { recursive: true, force: true }); // another run finished first
  });
  say(`  installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Removes what installs that no longer run have left behind. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(hostHome)) {
    const pid = /^installing-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(hostHome, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function requireNode24(): void {
  if (process.versions.node.startsWith('24.')) return;
  throw new Error(`The embedded VS Code needs Node 24 and this is ${process.versions.node}: run it through npm (npm start, npm test), which brings one.`);
}

async function npm(cwd: string, args: readonly string[], log: string): Promise<void> {
  const cli = process.env['npm_execpath'];
  const throughNode = cli?.endsWith('.js') === true;
  const command = throughNode ? process.execPath : 'npm';
  const all = [...(throughNode ? [cli] : []), ...args, '--no-audit', '--no-fund', '--loglevel=warn'];
  const output = createWriteStream(log, { flags: 'a' });
  output.write(`\n$ npm ${args.join(' ')}\n`);
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, all, { cwd, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], timeout: 10 * 60_000, shell: !throughNode && process.platform === 'win32' });
    let tail = '';
    const keep = (chunk: Buffer): void => {
      output.write(chunk);
      tail = (tail + chunk.toString()).slice(-1500);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm ${args.join(' ')} ended with ${String(code)}:\n${tail.trim()}`));
    });
  }).finally(() => output.end());
}

/** The environment for an npm inside npm: without the outer run's package, with our Node first on the path. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (/^npm_(package|lifecycle|command|config_(local_prefix|prefix|global_prefix))/i.test(name)) continue;
    env[name] = value;
  }
  const headers = [join(dirname(process.execPath), '..'), '/usr', '/usr/local'].find((dir) => existsSync(join(dir, 'include/node/common.gypi')));
  if (headers !== undefined) env['npm_config_nodedir'] ??= headers; // these modules are Node-API: any version's headers will do
  const path = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  env[path] = dirname(process.execPath) + delimiter + (env[path] ?? '');
  return env;
}

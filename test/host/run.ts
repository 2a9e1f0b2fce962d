/**
 * Runs the in-host suites: every folder of test/host/suite is one run of a real VS Code with the extension, described by its run.json.
 * BACKEND_COACH_HOST=electron|embedded chooses the host; without it desktop VS Code is used where it can be downloaded.
 * Arguments name the runs wanted (default: all); BACKEND_COACH_GREP filters tests.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { copyProject } from '../harness/copyProject.ts';
import { out, repo, results } from '../harness/paths.ts';
import { chooseHost, type HostRun } from './hosts.ts';

/** test/host/suite/<name>/run.json */
interface RunFile {
  /** Folder, or .code-workspace file in its folder, to open a copy of, relative to the checkout; absent for an empty window. */
  readonly workspace?: string;
  readonly trusted: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files the extension finds in its global storage, by name. */
  readonly storage?: Readonly<Record<string, string>>;
}

interface Stats { passes: number; failures: number; pending: number; tests: number; duration: number }

const suites = join(repo, 'test/host/suite');
const bundled = join(out, 'host');

const asked = process.argv.slice(2);
const all = (await readdir(suites, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
const names = asked.length === 0 ? all : all.filter((name) => asked.includes(name));
if (names.length === 0) throw new Error(`No such run: ${asked.join(', ')}. There are ${all.join(', ')}.`);

await rm(bundled, { recursive: true, force: true });
await bundleSuites();
const host = await chooseHost((line) => { console.log(line); }).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
const total: Stats = { passes: 0, failures: 0, pending: 0, tests: 0, duration: 0 };
let ok = true;
for (const name of names) ok = (await runSuite(name)) && ok;
await mkdir(results, { recursive: true });
await writeFile(join(results, 'host.json'), JSON.stringify({ stats: total }, null, 2));
console.log(`In-host: ${total.passes} passing, ${total.failures} failing, ${total.pending} pending`);
if (!ok || total.failures > 0 || total.passes === 0) process.exitCode = 1;

/** One CommonJS file per suite file, plus the entry VS Code calls; mocha and vscode stay outside. */
async function bundleSuites(): Promise<void> {
  const files = await Promise.all(names.map(async (name) => (await readdir(join(suites, name))).filter((file) => file.endsWith('.test.ts')).map((file) => `${name}/${file}`)));
  await build({
    absWorkingDir: suites,
    entryPoints: ['index.ts', ...files.flat()],
    outdir: bundled,
    outbase: suites,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

async function runSuite(name: string): Promise<boolean> {
  const description = JSON.parse(await readFile(join(suites, name, 'run.json'), 'utf8')) as RunFile;
  const home = await mkdtemp(join(tmpdir(), `backend-coach-${name}-`));
  const resultFile = join(bundled, `${name}.json`);
  const log = join(bundled, `${name}.log`);
  await writeFile(log, '');
  await fillStorage(home, description.storage ?? {});
  const run: HostRun = {
    name,
    home,
    ...(description.workspace === undefined ? {} : { workspace: await copyWorkspace(description.workspace, join(home, 'workspace')) }),
    trusted: description.trusted,
    settings: description.settings ?? {},
    extension: repo,
    entry: join(bundled, 'index.cjs'),
    log,
    evidence: join(bundled, `${name}.png`),
    env: {
      BACKEND_COACH_TEST_PLAN: JSON.stringify({ suite: join(bundled, name), resultFile, log, grep: process.env['BACKEND_COACH_GREP'], colour: process.stdout.isTTY }),
    },
  };
  console.log(`\n${name}: ${description.workspace ?? 'no folder'}, ${description.trusted ? 'trusted' : 'Restricted Mode'}, ${host.name}`);
  try {
    const problem = await host.run(run);
    const stats = await readStats(resultFile);
    if (problem !== undefined) console.error(`${name}: ${problem}\nSee ${relative(repo, log)} and ${relative(repo, run.evidence)}.`);
    if (stats === undefined) return false;
    for (const key of Object.keys(total) as (keyof Stats)[]) total[key] += stats[key];
    return problem === undefined && stats.failures === 0;
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A copy of the folder, or of the folder around a .code-workspace file. */
async function copyWorkspace(path: string, parent: string): Promise<string> {
  return path.endsWith('.code-workspace') ? join(await copyProject(dirname(path), parent), basename(path)) : copyProject(path, parent);
}

/** Puts files where the extension of either host keeps its global storage. */
async function fillStorage(home: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const user of ['data/data/User', 'user/User']) {
    for (const [name, text] of Object.entries(files)) {
      const folder = join(home, user, 'globalStorage/backend-coach.backend-coach');
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, name), text);
    }
  }
}

async function readStats(file: string): Promise<Stats | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as { stats: Stats }).stats;
}

/**
 * `npm run bench [-- dir] [--files N] [--runs N] [--quick]`: how fast and how large Backend Coach is, each time against a yardstick of the
 * same run. b is a process that parses the same files with ts.createSourceFile, parents set, trees kept. Numbers depend on the machine;
 * ratios hardly do. Without a folder a code base of ours is generated. `npm run build` first: the bundles are what is measured.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { isMinified, listProject } from '../../src/analysis/project/files.ts';
import type { EditResult } from './edits.ts';
import { generate } from './generate.ts';
import { columns, median, megabytes, quantile, seconds } from './numbers.ts';

const here = import.meta.dirname;
const dist = join(here, '../../dist');
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string', default: '5000' }, runs: { type: 'string', default: '5' }, quick: { type: 'boolean', default: false } },
});
const runs = flags.quick ? 1 : Math.max(5, Number(flags.runs));
const edits = flags.quick ? 40 : 300;
const work = await mkdtemp(join(tmpdir(), 'coach-bench-'));

try {
  await bench();
} finally {
  await rm(work, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const root = await subject();
  const sources = listProject(root).sources.map(({ file }) => join(root, file));
  const texts = await Promise.all(sources.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  const measured = texts.filter(({ text }) => !isMinified(text));
  const list = join(work, 'files.json');
  await writeFile(list, JSON.stringify(measured.map(({ file }) => file)));
  const bytes = measured.reduce((sum, { text }) => sum + text.length, 0);
  console.log(`${root}\n${measured.length.toLocaleString('en')} files, ${megabytes(bytes)}; Node ${process.version}, ${process.platform} ${process.arch}; ${runs} paired ${runs === 1 ? 'run' : 'runs'}`);
  const cli = commandLine();

  const baseline: number[] = [];
  const cold: number[] = [];
  const warm: number[] = [];
  // Once unmeasured: the file system's cache and Node's compile cache are warm for both, and the facts are on disk for the warm scan.
  await node([join(here, 'baseline.mjs'), list]);
  await node([...cli, 'scan', root, '--format', 'json']);
  for (let run = 0; run < runs; run += 1) {
    baseline.push(await node([join(here, 'baseline.mjs'), list]));
    cold.push(await node([...cli, 'scan', root, '--format', 'json', '--no-cache']));
    warm.push(await node([...cli, 'scan', root, '--format', 'json']));
  }
  const trees = JSON.parse(await output(['--expose-gc', join(here, 'baseline.mjs'), list, 'heap'])) as { heap: number };
  const edit = JSON.parse(await output(['--expose-gc', join(here, 'edits.ts'), root, String(edits), join(work, 'facts')])) as EditResult;
  const start = await repeated(() => node([...cli, '--version']));

  const b = median(baseline);
  const whole = edit.update.map((update, index) => update + (edit.link[index] ?? 0));
  const ratio = (values: readonly number[], to: readonly number[]): string => median(values.map((value, index) => value / (to[index] ?? NaN))).toFixed(2);
  console.log(`\n${columns([
    ['', 'median', 'ratio', 'goal'],
    ['b: raw parse, trees kept, whole process', seconds(b), '1.00 b', ''],
    ['cold scan, whole process', seconds(median(cold)), `${ratio(cold, baseline)} b`, measured.length < 1000 ? '1.15 b' : '1.00 b'],
    ['warm scan, whole process', seconds(median(warm)), `${ratio(warm, baseline)} b`, '0.10 b'],
    ['  of which starting the process', seconds(start), `${(start / b).toFixed(2)} b`, ''],
    ['one edit answered, p50', seconds(median(whole)), `${ratio(whole, edit.raw)} r`, '1.50 r'],
    ['one edit answered, p95', seconds(quantile(whole, 0.95)), `${(quantile(whole, 0.95) / quantile(edit.raw, 0.95)).toFixed(2)} r`, '30 ms'],
    ['  update of the file, p50', seconds(median(edit.update)), `${ratio(edit.update, edit.raw)} r`, ''],
    ['  what is known, p50', seconds(median(edit.link)), `${ratio(edit.link, edit.raw)} r`, ''],
    ['an edit worked into the whole project, in the background', seconds(median(edit.settle)), `${(median(edit.settle) / b).toFixed(2)} b`, ''],
    ['  longest wait of other work meanwhile', seconds(median(edit.blocked)), '', ''],
    ['  judging the concepts, p50', seconds(median(edit.evaluate)), `${ratio(edit.evaluate, edit.raw)} r`, ''],
    ['r: raw parse and walk of the edited file, p50', seconds(median(edit.raw)), '1.00 r', ''],
    ['heap kept by the engine', megabytes(edit.heap), `${(edit.heap / trees.heap).toFixed(3)} t`, '0.050 t'],
    ['t: heap kept by the trees', megabytes(trees.heap), '1.000 t', ''],
    ['peak memory, cold scan', megabytes(await peak([...cli, 'scan', root, '--format', 'json', '--no-cache'])), '', '350 MB'],
    ['peak memory, warm scan', megabytes(await peak([...cli, 'scan', root, '--format', 'json'])), '', ''],
    ...(await extensionRows()),
  ])}\n\n${columns(await sizes())}`);
}

async function subject(): Promise<string> {
  const [dir] = positionals;
  if (dir !== undefined) return resolve(dir);
  const root = join(work, 'generated');
  await mkdir(root);
  await generate(root, Number(flags.files));
  return root;
}

/** The built command line; from the sources, which start more slowly, if nothing is built. */
function commandLine(): string[] {
  const built = join(dist, 'cli.js');
  if (existsSync(built)) return [built];
  console.log('dist/cli.js is missing, so the sources are measured, which start more slowly: `npm run build` first.');
  return [join(here, '../../src/cli/main.ts')];
}

/** Milliseconds from start to end of a Node process whose output is read and dropped. */
async function node(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...caches(), ...env } });
  child.stdout.resume();
  const code = await new Promise<number | null>((done, failed) => {
    child.on('error', failed);
    child.on('close', done);
  });
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(code)}.`);
  return performance.now() - started;
}

async function output(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...caches() }, maxBuffer: 1 << 28 });
  return stdout;
}

/** Facts and compiled code go to a folder of this run. */
function caches(): NodeJS.ProcessEnv {
  return { XDG_CACHE_HOME: join(work, 'cache'), LOCALAPPDATA: join(work, 'cache'), HOME: work, NODE_COMPILE_CACHE: join(work, 'compiled') };
}

async function peak(args: readonly string[]): Promise<number> {
  const file = join(work, 'peak');
  await node(['--import', join(here, 'peak-memory.mjs'), ...args], { PEAK_MEMORY_FILE: file });
  return Number(await readFile(file, 'utf8'));
}

async function repeated(measure: () => Promise<number>): Promise<number> {
  const results: number[] = [];
  for (let run = 0; run < runs; run += 1) results.push(await measure());
  return median(results);
}

async function extensionRows(): Promise<string[][]> {
  const bundle = join(dist, 'extension.cjs');
  if (!existsSync(bundle)) return [];
  await output([join(here, 'load-extension.mjs'), bundle]);
  const loading = await repeated(async () => Number(await output([join(here, 'load-extension.mjs'), bundle])));
  return [['loading the extension, with a stand-in for VS Code', seconds(loading), '', '50 ms']];
}

async function sizes(): Promise<string[][]> {
  if (!existsSync(dist)) return [];
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const rows = new Map<string, number>();
  for (const entry of entries.filter((candidate) => candidate.isFile())) {
    const [top = '', ...rest] = join(entry.parentPath, entry.name).slice(dist.length + 1).split(/[/\\]/);
    const name = rest.length === 0 ? top : `${top}/`;
    rows.set(name, (rows.get(name) ?? 0) + (await stat(join(entry.parentPath, entry.name))).size);
  }
  return [...rows].sort(([, a], [, b]) => b - a).map(([name, size]) => [`dist/${name}`, `${(size / 1024).toFixed(0)} KB`]);
}

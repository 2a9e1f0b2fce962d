/**
 * `npm test` runs every check; `node test/run.ts unit host` runs some. Each stage runs whatever became of those before it.
 * The last line sums mocha's own results: `N passed, N failed, N skipped`.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repo, results } from './harness/paths.ts';
import { runNode } from './harness/runNode.ts';

interface Stage {
  readonly name: string;
  /** Arguments for Node, one list per process. */
  readonly commands: readonly (readonly string[])[];
  /** Stages whose product this one needs. */
  readonly needs?: readonly string[];
  /** Names of the mocha results this stage writes; a missing one is a failure. */
  readonly writes?: readonly string[];
}

const bin = (path: string): string => join(repo, 'node_modules', path);

/** mocha over `files`, with its results in out/results/<name>.json. */
const mocha = (name: string, files: string, ...options: string[]): readonly string[] => [
  bin('mocha/bin/mocha.js'), files, '--reporter', join(repo, 'test/harness/reporter.ts'),
  '--reporter-option', `output=${join(results, `${name}.json`)}`, ...options,
];

const coverage = [bin('c8/bin/c8.js'), '--reporter=text-summary', '--reporter=json-summary', '--include=src/**', '--exclude=**/*.fixture*', process.execPath];

const stages: readonly Stage[] = [
  { name: 'typecheck', commands: [[bin('typescript/bin/tsc'), '-p', 'tsconfig.json'], [bin('typescript/bin/tsc'), '-p', 'src/webview/tsconfig.json']] },
  { name: 'lint', commands: [[bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0']] },
  { name: 'generate', commands: [['src/registry.gen.mjs', '--check']] },
  { name: 'build', commands: [['esbuild.config.mjs']] },
  { name: 'unit', needs: ['build'], writes: ['unit'], commands: [[...coverage, ...mocha('unit', 'test/unit/**/*.test.ts', '--timeout', '20000')]] },
  { name: 'accuracy', writes: ['accuracy'], commands: [mocha('accuracy', 'test/accuracy/**/*.test.ts', '--timeout', '300000')] },
  { name: 'lessons', writes: ['lessons'], commands: [mocha('lessons', 'test/lessons/**/*.test.ts', '--timeout', '60000')] },
  { name: 'challenges', needs: ['build'], writes: ['challenges'], commands: [mocha('challenges', 'test/challenges/**/*.test.ts', '--timeout', '120000')] },
  { name: 'host', needs: ['build'], commands: [['test/host/run.ts']], writes: ['host'] },
  { name: 'e2e', needs: ['build'], writes: ['e2e'], commands: [mocha('e2e', 'test/e2e/**/*.test.ts', '--timeout', '120000')] },
];

await main(process.argv.slice(2));

async function main(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(`No such stage: ${unknown.join(', ')}. There are ${stages.map((stage) => stage.name).join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const chosen = asked.length === 0 ? stages : stages.filter((stage) => asked.includes(stage.name) || isNeeded(stage.name, asked));
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });
  const rows: { name: string; ok: boolean; seconds: number }[] = [];
  for (const stage of chosen) {
    console.log(`\n== ${stage.name}`);
    const started = Date.now();
    const broken = rows.find((row) => !row.ok && stage.needs?.includes(row.name));
    const ok = broken === undefined ? await runStage(stage) : refuse(`${stage.name} was not run because ${broken.name} failed.`);
    rows.push({ name: stage.name, ok, seconds: Math.round((Date.now() - started) / 1000) });
  }
  console.log(`\n${rows.map((row) => `${row.ok ? 'ok    ' : 'FAILED'}  ${row.name} (${row.seconds} s)`).join('\n')}\n`);
  await close(chosen, rows.every((row) => row.ok));
}

function isNeeded(name: string, asked: readonly string[]): boolean {
  return stages.some((stage) => asked.includes(stage.name) && stage.needs?.includes(name) === true);
}

async function runStage(stage: Stage): Promise<boolean> {
  let ok = true;
  for (const command of stage.commands) ok = (await runNode(command)) === 0 && ok;
  return ok;
}

function refuse(line: string): boolean {
  console.error(line);
  return false;
}

/** Prints the closing line and sets the exit code: failure unless every stage went well and some test ran. */
async function close(chosen: readonly Stage[], stagesOk: boolean): Promise<void> {
  const total = { passes: 0, failures: 0, pending: 0 };
  let ok = stagesOk;
  for (const name of chosen.flatMap((stage) => stage.writes ?? [])) {
    const stats = await statsOf(name);
    if (stats === undefined) {
      ok = refuse(`${name}: no results were written.`);
      continue;
    }
    if (stats.passes + stats.failures + stats.pending === 0) ok = refuse(`${name}: no tests ran.`);
    total.passes += stats.passes;
    total.failures += stats.failures;
    total.pending += stats.pending;
  }
  if (!ok || total.failures > 0) process.exitCode = 1;
  if (!chosen.some((stage) => stage.writes)) return;
  console.log(`${total.passes} passed, ${total.failures} failed, ${total.pending} skipped`);
}

interface Stats { readonly passes: number; readonly failures: number; readonly pending: number }

async function statsOf(name: string): Promise<Stats | undefined> {
  try {
    return (JSON.parse(await readFile(join(results, `${name}.json`), 'utf8')) as { stats: Stats }).stats;
  } catch {
    return undefined;
  }
}

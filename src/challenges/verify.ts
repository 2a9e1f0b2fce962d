/**
 * Proves that challenges are sound. `node src/challenges/verify.ts [<skill>/<concept>…] [--only starter|solution|<mutant>] [--output]`;
 * exit code 0 when all are, 1 when one is not, 2 when there is nothing to verify. A build tool: ships nowhere.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { devKit } from './devKit.ts';
import type { ChallengeSource } from './model.ts';
import { verifyChallenges, type VariantReport, type Verification } from './verify/verifyChallenges.ts';

const lessons = join(dirname(fileURLToPath(import.meta.url)), '../../lessons');

/** Every concept that has a challenge folder. */
export async function challengeSources(dir = lessons): Promise<readonly ChallengeSource[]> {
  const sources: ChallengeSource[] = [];
  for (const skill of await subfolders(dir)) {
    for (const concept of await subfolders(join(dir, skill))) {
      const challenge = join(dir, skill, concept, 'challenge');
      if (existsSync(challenge)) sources.push({ id: `${skill}/${concept}`, dir: challenge });
    }
  }
  return sources;
}

async function subfolders(dir: string): Promise<string[]> {
  return (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' }, output: { type: 'boolean', default: false } } });
  const all = await challengeSources();
  const chosen = positionals.length === 0 ? all : all.filter(({ id }) => positionals.includes(id));
  const unknown = positionals.filter((id) => !all.some((source) => source.id === id));
  if (unknown.length > 0 || chosen.length === 0) {
    console.error(unknown.length > 0 ? `No challenge at lessons/${unknown.join(', lessons/')}/challenge.` : 'There are no challenges.');
    return 2;
  }
  const kitDir = await devKit(() => { console.error('Building the kit …'); });
  const reports = await verifyChallenges(chosen, {
    toolbox: { kitDir },
    only: values.only,
    onVariant: (id, report) => {
      console.log(`${report.problem === undefined ? '✓' : '✗'} ${id} ${describe(report)}`);
      if (values.output) console.log(details(report));
    },
  });
  for (const report of reports.filter(({ problems }) => problems.length > 0)) console.log(`\n${summary(report)}`);
  const bad = reports.filter(({ problems }) => problems.length > 0).length;
  console.log(bad === 0 ? `\n${reports.length} of ${reports.length} challenges are sound.` : `\n${bad} of ${reports.length} challenges have problems.`);
  return bad === 0 ? 0 : 1;
}

function describe({ name, kind, result }: VariantReport): string {
  const took = `${(result.durationMs / 1000).toFixed(1)} s`;
  const label = kind === 'mutant' ? `mutant ${name}` : name;
  const failed = result.outcomes.filter((outcome) => outcome.kind === 'failed').map(({ test }) => `"${test.name}"`);
  if (result.kind === 'passed') return `${label}: passes ${result.outcomes.length} tests (${took})`;
  const how = result.kind === 'failed' ? 'fails' : `${result.kind}, fails`;
  return `${label}: ${how} ${failed.length} of ${result.outcomes.length + result.notRun.length} (${took})${failed.length === 0 ? '' : `: ${failed.join(', ')}`}`;
}

function details({ result }: VariantReport): string {
  const failures = result.outcomes.flatMap((outcome) => {
    if (outcome.kind !== 'failed') return [];
    const { stack, message, expected, actual } = outcome.failure;
    return [`✗ ${outcome.test.name}`, stack ?? message, ...(expected === undefined ? [] : [`expected: ${expected}`]), ...(actual === undefined ? [] : [`actual:   ${actual}`])];
  });
  const lines = [...failures, ...('message' in result && result.kind !== 'failed' ? [result.message] : []), ...(result.output === '' ? [] : ['--- output', result.output])];
  return lines.join('\n').replace(/^/gm, '    ');
}

function summary({ id, problems }: Verification): string {
  return [`${id}:`, ...problems.map((problem) => `  - ${problem.trim().replaceAll('\n', '\n    ')}`)].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();

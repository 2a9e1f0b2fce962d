import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { discoverTests } from '../content/discoverTests.ts';
import { loadChallenge } from '../content/loadChallenge.ts';
import type { Challenge, ChallengeSource } from '../model.ts';

export interface ContentCheck {
  /** Absent when the brief or the hints cannot be read. */
  readonly challenge?: Challenge;
  readonly mutants: readonly string[];
  /** Each one sentence. */
  readonly problems: readonly string[];
}

/** Everything about a challenge that can be told without running it. */
export async function checkContent(source: ChallengeSource): Promise<ContentCheck> {
  const loaded = await loadChallenge(source);
  const mutants = await folders(join(source.dir, 'mutants'));
  if (loaded.kind === 'failed') return { mutants, problems: [loaded.message] };
  const { challenge } = loaded;
  const problems = [...await briefProblems(challenge), ...await testProblems(challenge)];
  if (!existsSync(join(source.dir, 'starter', challenge.open))) problems.push(`brief.md opens ${challenge.open}, which starter/ does not have.`);
  if ((await files(join(source.dir, 'solution'))).length === 0) problems.push('solution/ has no files.');
  for (const file of await files(join(source.dir, 'solution'))) {
    const [starter, solution] = await Promise.all(['starter', 'solution'].map((folder) => readFile(join(source.dir, folder, file), 'utf8').catch(() => undefined)));
    if (starter === solution) problems.push(`solution/${file} is the same as in starter/: leave it out.`);
  }
  if (mutants.length < 3) problems.push(`There are ${mutants.length} mutants in mutants/<name>/; three plausible mistakes are the least.`);
  for (const mutant of mutants) {
    const changed = await files(join(source.dir, 'mutants', mutant));
    const texts = await Promise.all(changed.map((file) => readFile(join(source.dir, 'mutants', mutant, file), 'utf8')));
    if (changed.length === 0) problems.push(`mutants/${mutant} has no files.`);
    else if (!texts.some((text) => /^\s*(?:\/\/|\/\*|--|#|<!--)/.test(text))) problems.push(`mutants/${mutant} does not begin with a comment that names the mistake.`);
  }
  return { challenge, mutants, problems };
}

/** The product reads front matter with a small reader of its own: it must mean the same to everybody else. */
async function briefProblems({ dir, title, minutes, timeLimit, memoryLimit, open }: Challenge): Promise<string[]> {
  const [, matter = ''] = /^---\r?\n(.*?)\r?\n---/s.exec(await readFile(join(dir, 'brief.md'), 'utf8')) ?? [];
  const full = parse(matter) as Record<string, unknown>;
  return Object.entries({ title, minutes, timeLimit, memoryLimit, open }).filter(([key, value]) => full[key] !== value).map(([key]) => `brief.md: "${key}" is read as something else by YAML: quote it.`);
}

async function testProblems({ hints, ...source }: Challenge): Promise<string[]> {
  const tests = await discoverTests(source);
  const problems: string[] = [];
  if (tests.length === 0) problems.push('tests/ has no *.test.ts with a test named by a plain literal.');
  const names = tests.map(({ name }) => name);
  for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) problems.push(`Two tests are named "${name}".`);
  for (const { title, forTests } of hints) {
    for (const { test } of forTests) {
      if (!names.some((name) => name.startsWith(test))) problems.push(`hints.md: "### ${test}" under "## ${title}" is no test's name, nor the beginning of one.`);
    }
  }
  return problems;
}

async function folders(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

async function files(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1).replaceAll('\\', '/')).sort();
}

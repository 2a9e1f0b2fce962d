import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChallengeSource, TestRef } from '../model.ts';

/**
 * The tests of a challenge before anything ran, in order. Reads names written as plain literals at the beginning of a line, with suites told
 * by indentation: our own tests are written so, and the verification compares this list with what a run reports.
 */
export async function discoverTests(source: ChallengeSource): Promise<readonly TestRef[]> {
  const dir = join(source.dir, 'tests');
  const files = await readdir(dir, { recursive: true }).catch(() => []);
  const tests: TestRef[] = [];
  for (const file of files.map((name) => name.replaceAll('\\', '/')).filter((name) => name.endsWith('.test.ts')).sort()) {
    tests.push(...testsIn(await readFile(join(dir, file), 'utf8'), `tests/${file}`));
  }
  return tests;
}

function* testsIn(code: string, file: string): Generator<TestRef> {
  const suites: { indent: number; name: string }[] = [];
  for (const [index, line] of code.split(/\r?\n/).entries()) {
    const [, space = '', call, quote = '', text] = /^(\s*)(describe|suite|it|test)\((['"`])((?:(?!\3).|\\.)*)\3\s*,/.exec(line) ?? [];
    if (text === undefined || (quote === '`' && text.includes('${'))) continue;
    while ((suites.at(-1)?.indent ?? -1) >= space.length) suites.pop();
    const name = text.replace(/\\(.)/g, '$1');
    if (call === 'describe' || call === 'suite') suites.push({ indent: space.length, name });
    else {
      const path = [...suites.map((suite) => suite.name), name];
      yield { id: path.join(' > '), name, path, at: { file, line: index + 1 } };
    }
  }
}

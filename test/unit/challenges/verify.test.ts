import assert from 'node:assert/strict';
import { join } from 'node:path';
import { verifyChallenges, type Verification } from '../../../src/challenges/verify/verifyChallenges.ts';
import { Samples, testFile, writeFiles } from './sample.ts';

const tests = { 'add.test.ts': testFile("  it('adds', () => {\n    assert.equal(add(1, 2), 3);\n  });\n  it('subtracts nothing', () => {\n    assert.equal(add(0, 0), 0);\n  });", "import { add } from '../src/add.js';") };
const starter = { 'src/add.ts': 'export const add = (a: number, b: number): number => a - b;\n' };
const solution = { 'src/add.ts': 'export const add = (a: number, b: number): number => a + b;\n' };
const mutant = (comment: string, body: string): Record<string, string> => ({ 'src/add.ts': `${comment}export const add = (a: number, b: number): number => ${body};\n` });

describe('the verification of challenges', function () {
  this.timeout(120_000);
  let samples: Samples;
  before(async () => { samples = await Samples.open(); });
  after(() => samples.remove());

  async function verify(files: Parameters<Samples['challenge']>[0], mutants: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<Verification> {
    const source = await samples.challenge(files);
    for (const [name, texts] of Object.entries(mutants)) await writeFiles(join(source.dir, 'mutants', name), texts);
    const [report] = await verifyChallenges([source], { toolbox: samples.toolbox });
    assert.ok(report);
    return report;
  }

  it('finds nothing wrong with a sound challenge', async () => {
    const report = await verify({ starter, tests, solution }, {
      first: mutant('// Forgets the second.\n', 'a + 0 * b'), second: mutant('// Doubles.\n', '2 * (a + b)'), third: mutant('// Off by one.\n', 'a + b + 1'),
    });
    assert.deepEqual(report.problems, []);
    assert.deepEqual(report.variants.map(({ name, result }) => [name, result.kind]), [['starter', 'failed'], ['solution', 'passed'], ['first', 'failed'], ['second', 'failed'], ['third', 'failed']]);
  });

  it('names everything that is wrong with another', async () => {
    const { problems } = await verify({ starter: solution, tests, solution, hints: '## Point\na\n### multiplies\nx\n## Narrow\nb\n## Nearly tell\nc\n' }, {
      harmless: mutant('// Adds the other way round.\n', 'b + a'), broken: mutant('// Cannot be read.\n', 'a +'),
    });
    const expected = [
      /hints\.md: "### multiplies" under "## Point" is no test's name/, /solution\/src\/add\.ts is the same as in starter/, /There are 2 mutants/, /The starter passes/,
      /The mutant harmless passes: no test notices that "Adds the other way round\."/, /The mutant broken does not compile: src\/add\.ts:2/,
    ];
    for (const pattern of expected) assert.ok(problems.some((problem) => pattern.test(problem)), `${String(pattern)} in\n${problems.join('\n')}`);
  });

  it('does not take a starter for failing that only does not load, and shows type errors', async () => {
    const { problems } = await verify({ starter: { 'src/add.ts': "throw new Error('not yet');\nexport const add = 1;\n" }, tests, solution: mutant('const wrong: string = 1;\n', 'a + b + Number(wrong) - 1') }, {
      one: { 'src/add.ts': 'export const add = (a: number, b: number): number => a * b;\n' },
    });
    const expected = [/The starter must fail in a test.* it ended as crashed: src\/add\.ts:1: The code failed while it was loaded: Error: not yet/, /mutants\/one does not begin with a comment/, /solution: src\/add\.ts\(1,7\): error TS2322/];
    for (const pattern of expected) assert.ok(problems.some((problem) => pattern.test(problem)), `${String(pattern)} in\n${problems.join('\n')}`);
  });
});

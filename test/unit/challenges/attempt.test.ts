import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  nextHint, readAttempt, resetChallenge, restoreTests, runChallenge, solutionDiff, startChallenge, type ChallengeSource,
} from '../../../src/challenges/index.ts';
import { Samples, testFile } from './sample.ts';

const test = testFile("  it('adds', () => {\n    assert.equal(add(1, 2), 3);\n  });\n  it('is quick', () => {});", "import { add } from '../src/add.js';");
const starter = { 'src/add.ts': 'export const add = (a: number, b: number): number => a - b;\n', 'data/numbers.json': '[1, 2]\n' };
const solution = { 'src/add.ts': 'export const add = (a: number, b: number): number => a + b;\n', 'src/more.ts': 'export {};\n' };

describe('an attempt at a challenge', function () {
  this.timeout(60_000);
  let samples: Samples;
  let source: ChallengeSource;
  before(async () => {
    samples = await Samples.open();
    source = await samples.challenge({ starter, tests: { 'add.test.ts': test }, solution });
  });
  after(() => samples.remove());

  async function started(): Promise<string> {
    const dir = samples.newFolder();
    const result = await startChallenge({ source, toolbox: samples.toolbox, target: dir });
    assert.equal(result.kind, 'started');
    return dir;
  }

  describe('start', () => {
    it('copies starter, tests and brief, writable, and says what to open', async () => {
      await chmod(join(source.dir, 'starter/src/add.ts'), 0o444);
      const dir = join(samples.newFolder(), 'new', 'deep');
      const result = await startChallenge({ source, toolbox: samples.toolbox, target: dir });
      assert.ok(result.kind === 'started');
      assert.deepEqual([result.open, result.readme], [join(dir, 'src/add.ts'), join(dir, 'README.md')]);
      assert.equal(await readFile(join(dir, 'data/numbers.json'), 'utf8'), '[1, 2]\n');
      assert.equal(await readFile(join(dir, 'tests/add.test.ts'), 'utf8'), test);
      assert.match(await readFile(join(dir, 'README.md'), 'utf8'), /^# A sample\n\nMake it \*\*right\*\*\.\n/);
      await writeFile(join(dir, 'src/add.ts'), 'mine');
      assert.deepEqual((await readdir(dir)).sort(), ['.coach', 'README.md', 'data', 'src', 'tests', 'tsconfig.json']);
      const read = await readAttempt(dir);
      assert.ok(read.kind === 'attempt');
      assert.deepEqual({ ...read.attempt, startedAt: '' }, { dir, id: 'languages/sample', startedAt: '', runs: 0, hintsShown: 0 });
    });

    it('never touches an attempt that is there, unless it is told to; then it keeps it', async () => {
      const dir = await started();
      await writeFile(join(dir, 'src/add.ts'), 'my work');
      const again = await startChallenge({ source, toolbox: samples.toolbox, target: dir });
      assert.equal(again.kind, 'exists');
      assert.equal(await readFile(join(dir, 'src/add.ts'), 'utf8'), 'my work');
      const replaced = await startChallenge({ source, toolbox: samples.toolbox, target: dir, overwrite: true });
      assert.equal(replaced.kind, 'started');
      assert.equal(await readFile(join(dir, 'src/add.ts'), 'utf8'), starter['src/add.ts']);
      const [backup = ''] = await readdir(join(dir, '.coach/backup'));
      assert.equal(await readFile(join(dir, '.coach/backup', backup, 'src/add.ts'), 'utf8'), 'my work');
    });

    it('refuses a folder with other files, and one with another challenge', async () => {
      const dir = samples.newFolder();
      await mkdir(dir);
      await writeFile(join(dir, '.DS_Store'), '');
      await writeFile(join(dir, 'thesis.md'), 'years of work');
      const result = await startChallenge({ source, toolbox: samples.toolbox, target: dir, overwrite: true });
      assert.ok(result.kind === 'occupied');
      assert.match(result.message, /is not empty \(thesis\.md\)/);
      const other = await startChallenge({ source: { ...source, id: 'apis/other' }, toolbox: samples.toolbox, target: await started(), overwrite: true });
      assert.ok(other.kind === 'occupied');
      assert.match(other.message, /attempt at another challenge \(languages\/sample\)/);
    });

    it('says what is wrong with a challenge that cannot be read', async () => {
      const result = await startChallenge({ source: { id: 'languages/none', dir: join(samples.root, 'none') }, toolbox: samples.toolbox, target: samples.newFolder() });
      assert.ok(result.kind === 'failed');
      assert.match(result.message, /languages\/none cannot be used: brief\.md: there is none/);
    });

    it('points the editor at the types of the kit', async () => {
      const dir = await started();
      const own = JSON.parse(await readFile(join(dir, 'tsconfig.json'), 'utf8')) as { extends: string };
      const config = JSON.parse(await readFile(join(dir, own.extends), 'utf8')) as { compilerOptions: { typeRoots: string[]; paths: Record<string, string[]> } };
      assert.deepEqual(config.compilerOptions.typeRoots, [`${samples.toolbox.kitDir}/node_modules/@types`]);
      await rm(join(dir, '.coach/tsconfig.json'));
      await runChallenge({ source, toolbox: samples.toolbox, dir, signal: AbortSignal.abort() });
      assert.ok((await readdir(join(dir, '.coach'))).includes('tsconfig.json'), 'a run writes it again: the kit moves with each version');
    });
  });

  describe('metadata', () => {
    it('tells no attempt, a damaged one and a newer one apart', async () => {
      assert.deepEqual(await readAttempt(samples.newFolder()), { kind: 'none' });
      const dir = await started();
      const file = join(dir, '.coach/challenge.json');
      const good = JSON.parse(await readFile(file, 'utf8')) as object;
      await writeFile(file, '{ "schemaVersion": 1');
      const broken = await readAttempt(dir);
      assert.ok(broken.kind === 'unreadable');
      assert.match(broken.message, /challenge\.json cannot be read: .*"Reset Challenge"/);
      await writeFile(file, JSON.stringify({ ...good, hintsShown: 'three' }));
      assert.match(JSON.stringify(await readAttempt(dir)), /is damaged at \\"hintsShown\\"/);
      await writeFile(file, JSON.stringify({ ...good, schemaVersion: 2 }));
      assert.match(JSON.stringify(await readAttempt(dir)), /newer version of Backend Coach/);
      assert.equal((await startChallenge({ source, toolbox: samples.toolbox, target: dir })).kind, 'occupied', 'it is somebody\'s work all the same');
      assert.equal((await resetChallenge({ source, toolbox: samples.toolbox, dir })).kind, 'reset');
    });
  });

  describe('reset and restore', () => {
    it('puts the starter back and keeps the attempt where it says', async () => {
      const dir = await started();
      await writeFile(join(dir, 'src/add.ts'), 'my work');
      await writeFile(join(dir, 'notes.md'), 'my notes');
      const result = await resetChallenge({ source, toolbox: samples.toolbox, dir });
      assert.ok(result.kind === 'reset');
      assert.equal(await readFile(join(dir, 'src/add.ts'), 'utf8'), starter['src/add.ts']);
      assert.deepEqual((await readdir(dir)).includes('notes.md'), false);
      assert.equal(await readFile(join(result.backup, 'src/add.ts'), 'utf8'), 'my work');
      assert.equal(await readFile(join(result.backup, 'notes.md'), 'utf8'), 'my notes');
      const second = await resetChallenge({ source, toolbox: samples.toolbox, dir });
      assert.ok(second.kind === 'reset');
      assert.notEqual(second.backup, result.backup);
      assert.equal((await resetChallenge({ source, toolbox: samples.toolbox, dir: samples.newFolder() })).kind, 'failed');
    });

    it('puts edited and deleted tests back and keeps the edited ones', async () => {
      const dir = await started();
      await writeFile(join(dir, 'tests/add.test.ts'), 'mine');
      const result = await restoreTests({ source, dir });
      assert.ok(result.kind === 'restored');
      assert.deepEqual(result.restored, ['tests/add.test.ts']);
      assert.equal(await readFile(join(result.backup ?? '', 'tests/add.test.ts'), 'utf8'), 'mine');
      assert.equal(await readFile(join(dir, 'tests/add.test.ts'), 'utf8'), test);
      await rm(join(dir, 'tests'), { recursive: true });
      assert.deepEqual({ ...await restoreTests({ source, dir }), backup: '' }, { kind: 'restored', restored: ['tests/add.test.ts'], backup: '' });
      assert.deepEqual(await restoreTests({ source, dir }), { kind: 'restored', restored: [] });
    });

    it('does not take line ends or newer content for an edit', async () => {
      const own = await samples.challenge({ starter, tests: { 'add.test.ts': test }, solution });
      const dir = samples.newFolder();
      await startChallenge({ source: own, toolbox: samples.toolbox, target: dir });
      await writeFile(join(dir, 'tests/add.test.ts'), test.replaceAll('\n', '\r\n'));
      assert.deepEqual(await restoreTests({ source: own, dir }), { kind: 'restored', restored: [] });
      await writeFile(join(own.dir, 'tests/add.test.ts'), `// better\n${test}`);
      await writeFile(join(own.dir, 'tests/more.test.ts'), test);
      assert.deepEqual(await restoreTests({ source: own, dir }), { kind: 'restored', restored: [] });
      assert.match(await readFile(join(dir, 'tests/add.test.ts'), 'utf8'), /^\/\/ better/, 'the newer tests are there now');
    });
  });

  describe('hints and solution', () => {
    it('climbs from the first failure, speaks to it where it can, and ends', async () => {
      const dir = await started();
      assert.equal((await nextHint({ source, dir })).kind, 'run-first');
      assert.equal((await runChallenge({ source, toolbox: samples.toolbox, dir })).kind, 'failed');
      assert.deepEqual(await nextHint({ source, dir }), { kind: 'hint', rung: 1, title: 'Point', left: 2, text: 'Adding is not subtracting.', test: 'adds' });
      assert.deepEqual(await nextHint({ source, dir }), { kind: 'hint', rung: 2, title: 'Narrow', left: 1, text: 'The second line.' });
      assert.deepEqual(await nextHint({ source, dir }), { kind: 'hint', rung: 3, title: 'Nearly tell', left: 0, text: 'Write a plus.' });
      const end = await nextHint({ source, dir });
      assert.ok(end.kind === 'exhausted');
      assert.deepEqual(end.shown.map(({ text }) => text), ['Adding is not subtracting.', 'The second line.', 'Write a plus.']);
      await writeFile(join(dir, 'src/add.ts'), 'export const add = (a: number');
      await runChallenge({ source, toolbox: samples.toolbox, dir });
      assert.equal((await nextHint({ source, dir })).kind, 'run-first', 'a compile error needs no hint');
      await writeFile(join(dir, 'src/add.ts'), solution['src/add.ts']);
      await runChallenge({ source, toolbox: samples.toolbox, dir });
      assert.equal((await nextHint({ source, dir })).kind, 'passed');
      const read = await readAttempt(dir);
      assert.ok(read.kind === 'attempt');
      assert.equal(read.attempt.runs, 3);
      assert.equal(read.attempt.hintsShown, 3);
      assert.match(read.attempt.passedAt ?? '', /^\d{4}-\d\d-\d\dT/);
    });

    it('pairs the solution with what the person has', async () => {
      const dir = await started();
      assert.deepEqual(await solutionDiff({ source, dir }), {
        kind: 'diff',
        pairs: [
          { file: 'src/add.ts', solution: join(source.dir, 'solution/src/add.ts'), mine: join(dir, 'src/add.ts') },
          { file: 'src/more.ts', solution: join(source.dir, 'solution/src/more.ts') },
        ],
      });
      assert.equal((await solutionDiff({ source: { ...source, dir: join(samples.root, 'none') }, dir })).kind, 'failed');
    });
  });
});

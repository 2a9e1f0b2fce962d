import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { openProgress, type Progress, type ProgressOptions } from '../../../src/progress/index.ts';

const concept = 'databases/transactions';

describe('openProgress', () => {
  let root: string;
  let folder: string;
  const opened: Progress[] = [];

  const open = async (options: ProgressOptions = {}) => {
    const result = await openProgress(folder, options);
    opened.push(result.progress);
    return result;
  };

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'progress-'));
    folder = root;
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((progress) => progress.dispose()));
    await rm(root, { recursive: true, force: true });
  });

  it('keeps answers, challenges, hints and first times over a restart', async () => {
    let now = new Date('2026-03-01T10:00:00.000Z');
    const first = await open({ now: () => now });
    assert.equal(first.problem, undefined);
    first.progress.recordAnswer(concept, 'isolation', 2, false);
    first.progress.recordState(concept, 'seen');
    first.progress.recordState(concept, 'not-seen');
    first.progress.recordHint(concept, 1);
    first.progress.recordChallenge(concept, { passed: 3, total: 4, hintsUsed: 1 });
    now = new Date('2026-03-02T10:00:00.000Z');
    first.progress.recordAnswer(concept, 'isolation', 1, true);
    first.progress.recordState(concept, 'seen');
    first.progress.recordChallenge(concept, { passed: 4, total: 4, hintsUsed: 2 });
    await first.progress.dispose();

    const second = await open();
    const { answers, challenges, states } = second.progress.snapshot();
    assert.deepEqual(answers, { [concept]: { isolation: { choice: 1, correct: true, at: '2026-03-02T10:00:00.000Z', firstCorrectAt: '2026-03-02T10:00:00.000Z' } } });
    assert.deepEqual(states, { [concept]: { seen: '2026-03-01T10:00:00.000Z' } });
    const challenge = challenges[concept];
    assert.deepEqual(Object.values(challenge?.attempts ?? {}), [2]);
    assert.deepEqual([challenge?.hintsUsed, challenge?.best, challenge?.passed], [2, { passed: 4, total: 4 }, { at: '2026-03-02T10:00:00.000Z', hintsUsed: 2 }]);
  });

  it('makes the folder, writes by itself after the delay and leaves no other file behind', async () => {
    folder = join(folder, 'deep', 'er');
    const { progress } = await open({ writeDelayMs: 10 });
    progress.recordState(concept, 'seen');
    await until(async () => (await readdir(folder).catch(() => [])).join() === 'progress.json');
  });

  it('tells listeners of real changes only', async () => {
    const { progress } = await open({ now: () => new Date(0) });
    let calls = 0;
    const stop = progress.onChange(() => { calls += 1; });
    progress.recordState(concept, 'seen');
    progress.recordState(concept, 'seen');
    assert.equal(calls, 1);
    stop();
    progress.recordState(concept, 'exemplary');
    assert.equal(calls, 1);
  });

  it('takes over what another window records, while both are open', async () => {
    const one = (await open()).progress;
    const two = (await open()).progress;
    await sleep(50);
    one.recordState(concept, 'seen');
    two.recordAnswer(concept, 'isolation', 0, true);
    await Promise.all([one.flush(), two.flush()]);
    await until(() => Promise.resolve(JSON.stringify(one.snapshot()) === JSON.stringify(two.snapshot())));
    assert.deepEqual(Object.keys(one.snapshot().answers), [concept]);
    assert.deepEqual(Object.keys(two.snapshot().states), [concept]);
  });

  it('loses nothing when several processes write at once', async function () {
    this.timeout(60_000);
    const writer = join(import.meta.dirname, 'writer.ts');
    await Promise.all(['a', 'b', 'c'].map((name) => promisify(execFile)(process.execPath, [writer, folder, name, '12'])));
    const { progress, problem } = await open();
    assert.equal(problem, undefined);
    assert.equal(Object.keys(progress.snapshot().answers[concept] ?? {}).length, 36);
    assert.deepEqual(Object.values(progress.snapshot().challenges[concept]?.attempts ?? {}), [12, 12, 12]);
    assert.deepEqual(await readdir(folder), ['progress.json']);
  });

  it('takes away the lock of a process that died', async () => {
    const lock = join(folder, 'progress.json.lock');
    await writeFile(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(lock, longAgo, longAgo);
    const { progress } = await open();
    progress.recordState(concept, 'seen');
    assert.equal(await progress.flush(), undefined);
    assert.deepEqual(await readdir(folder), ['progress.json']);
  });

  it('sets a corrupt file aside, keeps it and names it', async () => {
    await writeFile(join(folder, 'progress.json'), '{"version":1,"answ');
    const { progress, problem } = await open();
    const kept = (await readdir(folder)).find((name) => name.startsWith('progress.corrupt-'));
    assert.ok(kept);
    assert.ok(problem?.includes(kept), problem);
    assert.equal(await readFile(join(folder, kept), 'utf8'), '{"version":1,"answ');
    progress.recordState(concept, 'seen');
    assert.equal(await progress.flush(), undefined);
    assert.equal((await open()).problem, undefined);
  });

  it('keeps the good entries of a file with bad ones, and the file as it was', async () => {
    const damaged = JSON.stringify({ version: 1, states: { [concept]: { seen: '2026-01-01T00:00:00.000Z' }, 'apis/xml-handling': { seen: 5 } } });
    await writeFile(join(folder, 'progress.json'), damaged);
    const { progress, problem } = await open();
    assert.deepEqual(progress.snapshot().states, { [concept]: { seen: '2026-01-01T00:00:00.000Z' }, 'apis/xml-handling': {} });
    assert.match(problem ?? '', /^One entry .*corrupt-/);
    const kept = (await readdir(folder)).find((name) => name.startsWith('progress.corrupt-'));
    assert.equal(await readFile(join(folder, kept ?? ''), 'utf8'), damaged);
    assert.equal((await open()).problem, undefined);
  });

  it('leaves the file of a newer version alone', async () => {
    const newer = '{"version":2,"medals":["gold"]}';
    await writeFile(join(folder, 'progress.json'), newer);
    const { progress, problem } = await open();
    assert.equal(progress.readOnly, true);
    assert.match(problem ?? '', /newer version/);
    progress.recordState(concept, 'seen');
    assert.deepEqual(Object.keys(progress.snapshot().states), [concept]);
    await progress.flush();
    assert.equal(await readFile(join(folder, 'progress.json'), 'utf8'), newer);
    assert.deepEqual(await readdir(folder), ['progress.json']);
  });

  it('survives a folder that cannot be used, and says so once', async () => {
    const path = join(folder, 'a-file');
    await writeFile(path, '');
    folder = join(path, 'below');
    const problems: string[] = [];
    const { progress } = await open({ onProblem: (problem) => problems.push(problem) });
    progress.recordState(concept, 'seen');
    assert.match((await progress.flush()) ?? '', /could not be (saved|read)/);
    await progress.flush();
    assert.equal(problems.length, 1);
    assert.deepEqual(Object.keys(progress.snapshot().states), [concept]);
  });

  it('survives a directory where the file should be', async () => {
    await mkdir(join(folder, 'progress.json'));
    const { progress, problem } = await open();
    assert.match(problem ?? '', /could not be read/);
    progress.recordState(concept, 'seen');
    assert.match((await progress.flush()) ?? '', /could not be/);
  });

  it('refuses an entry that would not be read back', async () => {
    const problems: string[] = [];
    const { progress } = await open({ onProblem: (problem) => problems.push(problem) });
    progress.recordAnswer('transactions', 'isolation', 0, true);
    progress.recordAnswer(concept, 'isolation', -1, true);
    assert.equal(problems.length, 2);
    assert.deepEqual(progress.snapshot().answers, {});
  });

  it('survives a listener that throws', async () => {
    const problems: string[] = [];
    const { progress } = await open({ onProblem: (problem) => problems.push(problem) });
    progress.onChange(() => { throw new Error('disposed view'); });
    progress.recordState(concept, 'seen');
    assert.match(problems.join(), /disposed view/);
  });

  it('is readable by its owner only', async function () {
    if (process.platform === 'win32') this.skip();
    const { progress } = await open();
    progress.recordState(concept, 'seen');
    await progress.flush();
    await chmod(folder, 0o700);
    assert.equal((await stat(join(folder, 'progress.json'))).mode & 0o077, 0);
  });
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, 'timed out');
    await sleep(20);
  }
}

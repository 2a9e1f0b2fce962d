import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readAttempt, runChallenge, startChallenge, type RunEvent, type RunResult } from '../../../src/challenges/index.ts';
import { Samples, testFile } from './sample.ts';

const addImport = "import { add } from '../src/add.js';";
const addsTest = testFile("  it('adds', () => {\n    assert.equal(add(1, 2), 3, 'One and two make three.');\n  });", addImport);
const wrongAdd = 'export interface Pair { a: number; b: number }\n\nexport function add(a: number, b: number): number {\n  return a - b;\n}\n';
const rightAdd = wrongAdd.replace('a - b', 'a + b');

function as<K extends RunResult['kind']>(result: RunResult, kind: K): Extract<RunResult, { kind: K }> {
  assert.equal(result.kind, kind, 'message' in result ? result.message : undefined);
  return result as Extract<RunResult, { kind: K }>;
}

async function isGone(pid: number): Promise<boolean> {
  for (let round = 0; round < 100; round += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await sleep(50);
  }
  return false;
}

describe('running a challenge', function () {
  this.timeout(120_000);
  let samples: Samples;
  before(async () => { samples = await Samples.open(); });
  after(() => samples.remove());

  it('passes when the tests pass, and tells events in order', async () => {
    const events: RunEvent[] = [];
    const result = as(await samples.run({ starter: { 'src/add.ts': rightAdd }, tests: { 'add.test.ts': addsTest } }, { onEvent: (event) => { events.push(event); } }), 'passed');
    assert.deepEqual(result.outcomes.map(({ kind, test }) => [kind, test.id, test.at]), [['passed', 'sums > adds', { file: 'tests/add.test.ts', line: 5 }]]);
    assert.deepEqual(events.map(({ kind }) => kind), ['started', 'test-started', 'test-finished']);
    assert.deepEqual(result.notRun, []);
  });

  it('shows expected, actual and the lines of test and source when one fails', async () => {
    const thrower = 'type N = number;\n\nexport function add(a: N, b: N): N {\n  if (b === 9) throw new RangeError(`no ${a}`);\n  return a - b;\n}\n';
    const tests = testFile("  it('adds', () => {\n    assert.deepEqual({ sum: add(1, 2) }, { sum: 3 }, 'One and two make three.');\n  });\n  it('copes with nine', () => {\n    add(1, 9);\n  });", addImport);
    const result = as(await samples.run({ starter: { 'src/add.ts': thrower }, tests: { 'add.test.ts': tests } }), 'failed');
    const { failure } = result.firstFailure;
    assert.equal(failure.message, 'One and two make three.');
    assert.equal(failure.expected, '{ sum: 3 }');
    assert.equal(failure.actual, '{ sum: -1 }');
    assert.deepEqual(failure.at, { file: 'tests/add.test.ts', line: 6 });
    const second = result.outcomes[1];
    assert.ok(second?.kind === 'failed');
    assert.equal(second.failure.message, 'RangeError: no 1');
    assert.deepEqual(second.failure.source, { file: 'src/add.ts', line: 4 });
    assert.match(second.failure.stack ?? '', /^RangeError: no 1\n\s+at add \(src\/add\.ts:4\)\n/);
    assert.equal(second.failure.stack?.includes(samples.root), false);
  });

  it('reports a compile error as one message with file and line, and runs nothing', async () => {
    const result = as(await samples.run({ starter: { 'src/add.ts': 'export const one: number = 1;\nexport function add(a: number {\n' }, tests: { 'add.test.ts': addsTest } }), 'compile-error');
    assert.deepEqual(result.errors.map(({ file, line }) => ({ file, line })), [{ file: 'src/add.ts', line: 2 }]);
    assert.match(result.message, /^src\/add\.ts:2: /);
    assert.equal(result.outcomes.length, 0);
  });

  it('finds the line of an error that only the engine sees', async () => {
    const result = as(await samples.run({ starter: { 'src/add.ts': 'export function add(a: number) { return a; }\nconst a = 1;\nconst a = 2;\n' }, tests: { 'add.test.ts': addsTest } }), 'compile-error');
    assert.match(result.message, /^src\/add\.ts:3: .*already been declared/);
  });

  it('says which export and which file are missing', async () => {
    const noExport = as(await samples.run({ starter: { 'src/add.ts': 'export const sum = 1;\n' }, tests: { 'add.test.ts': addsTest } }), 'compile-error');
    assert.equal(noExport.errors[0]?.message, 'tests/add.test.ts imports "add" from "../src/add.js", which does not export it.');
    const noFile = as(await samples.run({ starter: { 'src/add.ts': "import './gone.js';\nimport 'left-pad';\n" }, tests: { 'add.test.ts': addsTest } }), 'crashed');
    assert.match(noFile.message, /src\/add\.ts imports src\/gone\.js, which does not exist/);
    const noPackage = as(await samples.run({ starter: { 'src/add.ts': "import 'left-pad';\n" }, tests: { 'add.test.ts': addsTest } }), 'crashed');
    assert.match(noPackage.message, /imports the package "left-pad"\. A challenge can import/);
  });

  it('resolves imports as an editor does: without ending, with .ts, and a folder', async () => {
    const result = await samples.run({
      starter: {
        'src/add.ts': "import { one } from './one';\nimport { two } from './two.ts';\nimport { three } from './three';\nexport const add = async (): Promise<number> => one + two + three + (await import('./one')).one;\n",
        'src/one.ts': 'export const one = 1;\n', 'src/two.ts': "export enum Two { A = 2 }\nexport const two = Two.A;\n", 'src/three/index.ts': "export { three } from './deep.js';\n", 'src/three/deep.ts': 'export const three = 3;\n',
      },
      tests: { 'add.test.ts': testFile("  it('adds', async () => {\n    assert.equal(await add(), 7);\n  });", addImport) },
    });
    as(result, 'passed');
  });

  it('kills an endless loop and everything it started, detached processes included', async function () {
    if (process.platform === 'win32') this.skip();
    const loop = [
      "import { spawn } from 'node:child_process';",
      "const idle = 'setInterval(() => {}, 1000)';",
      'export function add(a: number, b: number): number {',
      "  const child = spawn(process.execPath, ['-e', idle], { stdio: 'ignore' });",
      "  const stray = spawn(process.execPath, ['-e', idle], { stdio: 'ignore', detached: true });",
      '  console.log(`pids ${child.pid} ${stray.pid}`);',
      '  while (a > 0) { b += 1; }',
      '  return b;',
      '}',
    ].join('\n');
    const tests = testFile("  it('runs first', () => {});\n  it('adds', () => {\n    add(1, 2);\n  });\n  it('comes last', () => {});", addImport);
    const result = as(await samples.run({ starter: { 'src/add.ts': loop }, tests: { 'add.test.ts': tests }, timeLimit: 8 }), 'timed-out');
    assert.equal(result.during?.name, 'adds');
    assert.match(result.message, /Stopped during "adds": the time limit of 8 seconds was over/);
    assert.deepEqual(result.outcomes.map(({ test }) => test.name), ['runs first']);
    assert.deepEqual(result.notRun.map(({ name }) => name), ['adds', 'comes last']);
    const pids = /pids (\d+) (\d+)/.exec(result.output)?.slice(1).map(Number) ?? [];
    assert.equal(pids.length, 2, result.output);
    for (const pid of pids) assert.equal(await isGone(pid), true, `process ${pid} outlived the run`);
  });

  it('kills what takes too much heap', async () => {
    const hog = 'export function add(a: number, b: number): number {\n  const kept: number[][] = [];\n  for (;;) kept.push(new Array<number>(1000).fill(a + b));\n}\n';
    const result = as(await samples.run({ starter: { 'src/add.ts': hog }, tests: { 'add.test.ts': addsTest }, memoryLimit: 160, timeLimit: 60 }), 'out-of-memory');
    assert.match(result.message, /memory limit of 160 MiB/);
  });

  it('kills what takes too much memory outside the heap, in a loop that never yields', async () => {
    const hog = 'export function add(a: number, b: number): number {\n  const kept: Buffer[] = [];\n  for (;;) kept.push(Buffer.alloc(4_000_000, a + b));\n}\n';
    as(await samples.run({ starter: { 'src/add.ts': hog }, tests: { 'add.test.ts': addsTest }, memoryLimit: 256, timeLimit: 60 }), 'out-of-memory');
  });

  it('stops at once when it is cancelled, and leaves nothing running', async () => {
    const abort = new AbortController();
    let pid = 0;
    const onEvent = (event: RunEvent): void => {
      if (event.kind !== 'output') return;
      pid = Number(/pid (\d+)/.exec(event.text)?.[1]);
      abort.abort();
    };
    const loop = 'export function add(a: number, b: number): number {\n  console.log(`pid ${process.pid}`);\n  for (;;) a += b;\n}\n';
    as(await samples.run({ starter: { 'src/add.ts': loop }, tests: { 'add.test.ts': addsTest }, timeLimit: 60 }, { signal: abort.signal, onEvent }), 'cancelled');
    assert.ok(pid > 0);
    assert.equal(await isGone(pid), true);
    as(await samples.run({ starter: { 'src/add.ts': loop }, tests: { 'add.test.ts': addsTest } }, { signal: AbortSignal.abort() }), 'cancelled');
  });

  it('does not outlive whoever started it', async function () {
    if (process.platform === 'win32') this.skip();
    const loop = "import { writeFileSync } from 'node:fs';\nexport function add(a: number, b: number): number {\n  writeFileSync(process.env.PATH!.split(':').at(-1)! + '/pid', String(process.pid));\n  for (;;) a += b;\n}\n";
    const source = await samples.challenge({ starter: { 'src/add.ts': loop }, tests: { 'add.test.ts': addsTest }, timeLimit: 100 });
    const dir = samples.newFolder();
    await startChallenge({ source, toolbox: samples.toolbox, target: dir });
    const call = `import { runChallenge } from ${JSON.stringify(new URL('../../../src/challenges/index.ts', import.meta.url).href)};await runChallenge(${JSON.stringify({ source, toolbox: samples.toolbox, dir })});`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', call], { stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH ?? ''}:${samples.root}` } });
    try {
      const file = join(samples.root, 'pid');
      while (!existsSync(file) || await readFile(file, 'utf8') === '') await sleep(50);
      parent.kill('SIGKILL');
      assert.equal(await isGone(Number(await readFile(file, 'utf8'))), true);
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('gives the code a clean environment and an empty home, and takes its folder away', async () => {
    process.env.COACH_TEST_TOKEN = 'secret';
    try {
      const spy = "export function add(): number {\n  console.log(JSON.stringify({ env: process.env, cwd: process.cwd(), argv: process.argv.length, zone: new Date().getTimezoneOffset() }));\n  return 3;\n}\n";
      const result = as(await samples.run({ starter: { 'src/add.ts': spy }, tests: { 'add.test.ts': addsTest.replace('add(1, 2)', 'add()') } }), 'passed');
      const seen = JSON.parse(result.output) as { env: Record<string, string>; cwd: string; argv: number; zone: number };
      assert.equal(seen.env.COACH_TEST_TOKEN, undefined);
      assert.equal(Object.keys(seen.env).some((name) => /token|secret|node_options/i.test(name)), false);
      assert.notEqual(seen.env.HOME, process.env.HOME);
      assert.equal(seen.zone, 0);
      assert.equal(seen.cwd, '.', 'paths of the run are shown relative');
      assert.equal(existsSync(seen.env.HOME ?? ''), false, 'the folder of the run is gone');
    } finally {
      delete process.env.COACH_TEST_TOKEN;
    }
  });

  it('notices process.exit and says where it was called', async () => {
    const quits = 'export function add(): number {\n\n  process.exit(3);\n}\n';
    const result = as(await samples.run({ starter: { 'src/add.ts': quits }, tests: { 'add.test.ts': addsTest.replace('add(1, 2)', 'add()') } }), 'crashed');
    assert.equal(result.message, 'src/add.ts:3: process.exit(3) ended the tests during "adds".');
    assert.deepEqual(result.at, { file: 'src/add.ts', line: 3 });
  });

  it('does not wait for a server that the code leaves open, and reports an error that nobody awaited', async () => {
    const open = "import { createServer } from 'node:http';\nexport function add(a: number, b: number): number {\n  createServer().listen(0, '127.0.0.1');\n  return a + b;\n}\n";
    const passed = as(await samples.run({ starter: { 'src/add.ts': open }, tests: { 'add.test.ts': addsTest }, timeLimit: 60 }), 'passed');
    assert.ok(passed.durationMs < 50_000);
    const late = "export function add(a: number, b: number): number {\n  void Promise.reject(new Error('late'));\n  return a + b;\n}\n";
    const tests = testFile("  it('adds', async () => {\n    add(1, 2);\n    await new Promise((resolve) => setTimeout(resolve, 50));\n  });", addImport);
    const failed = as(await samples.run({ starter: { 'src/add.ts': late }, tests: { 'add.test.ts': tests } }), 'failed');
    assert.equal(failed.firstFailure.failure.message, 'A promise was rejected and nothing handled it: Error: late');
  });

  it('fails one test that hangs when it has a timeout, and goes on with the others', async () => {
    const tests = testFile("  it('hangs', { timeout: 200 }, async () => {\n    await new Promise(() => {});\n  });\n  it('adds', () => {\n    assert.equal(add(1, 2), 3);\n  });", addImport);
    const result = as(await samples.run({ starter: { 'src/add.ts': rightAdd }, tests: { 'add.test.ts': tests } }), 'failed');
    assert.deepEqual(result.outcomes.map(({ kind }) => kind), ['failed', 'passed']);
    assert.match(result.firstFailure.failure.message, /did not finish in time/);
  });

  it('reports the hook that failed instead of a silence', async () => {
    const tests = testFile("  before(() => { throw new Error('no server'); });\n  it('adds', () => {\n    assert.equal(add(1, 2), 3);\n  });", `import { before } from 'node:test';\n${addImport}`);
    const result = as(await samples.run({ starter: { 'src/add.ts': rightAdd }, tests: { 'add.test.ts': tests } }), 'failed');
    assert.match(result.firstFailure.failure.message, /preparation of the tests failed: Error: no server/);
    assert.deepEqual(result.notRun.map(({ name }) => name), ['adds']);
  });

  it('keeps a flood of output within bounds', async () => {
    const flood = "export function add(a: number, b: number): number {\n  for (let line = 0; line < 20_000; line += 1) console.log('x'.repeat(100));\n  return a + b;\n}\n";
    const result = as(await samples.run({ starter: { 'src/add.ts': flood }, tests: { 'add.test.ts': addsTest } }), 'passed');
    assert.equal(result.outputCut, true);
    assert.ok(result.output.length < 300_000);
  });

  it('runs the original tests whatever became of them, and remembers how it went', async () => {
    const source = await samples.challenge({ starter: { 'src/add.ts': wrongAdd }, tests: { 'add.test.ts': addsTest, 'helper.ts': 'export const three = 3;\n' } });
    const dir = samples.newFolder();
    await startChallenge({ source, toolbox: samples.toolbox, target: dir });
    const { writeFile, rm } = await import('node:fs/promises');
    await writeFile(join(dir, 'tests/add.test.ts'), addsTest.replace(', 3,', ', -1,'));
    await rm(join(dir, 'tests/helper.ts'));
    const result = as(await runChallenge({ source, toolbox: samples.toolbox, dir }), 'failed');
    assert.deepEqual(result.editedTests, ['tests/add.test.ts', 'tests/helper.ts']);
    const read = await readAttempt(dir);
    assert.ok(read.kind === 'attempt');
    assert.equal(read.attempt.runs, 1);
    assert.deepEqual({ kind: read.attempt.lastRun?.kind, first: read.attempt.lastRun?.firstFailure }, { kind: 'failed', first: 'adds' });
    assert.match(await readFile(join(dir, 'tests/add.test.ts'), 'utf8'), /, -1,/, 'a run does not touch the attempt');
  });

  it('says what is missing instead of running', async () => {
    const source = await samples.challenge({ starter: { 'src/add.ts': rightAdd }, tests: { 'add.test.ts': addsTest } });
    const none = as(await runChallenge({ source, toolbox: samples.toolbox, dir: samples.newFolder() }), 'unavailable');
    assert.match(none.message, /holds no attempt/);
    const dir = samples.newFolder();
    await startChallenge({ source, toolbox: samples.toolbox, target: dir });
    const noKit = as(await runChallenge({ source, toolbox: { kitDir: samples.root }, dir }), 'unavailable');
    assert.match(noKit.message, /tools that run challenges are missing/);
    const noNode = as(await runChallenge({ source, toolbox: { ...samples.toolbox, node: join(samples.root, 'no-node') }, dir }), 'unavailable');
    assert.match(noNode.message, /could not be started/);
  });
});

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeEditorFiles } from '../attempt/editorFiles.ts';
import { readMetadata, writeMetadata, type Metadata } from '../attempt/metadata.ts';
import { editedTests, hashTests } from '../attempt/testFiles.ts';
import { discoverTests } from '../content/discoverTests.ts';
import { loadChallenge } from '../content/loadChallenge.ts';
import { reasonOf } from '../reasonOf.ts';
import type { Challenge, ChallengeSource, RunEvent, RunResult, Toolbox } from '../model.ts';
import { childEnvironment } from './environment.ts';
import { RunRecord } from './runRecord.ts';
import { supervise } from './supervise.ts';
import type { ChildTask } from './wire.ts';

export interface RunOptions {
  readonly source: ChallengeSource;
  readonly toolbox: Toolbox;
  /** Folder of the attempt. */
  readonly dir: string;
  readonly onEvent?: (event: RunEvent) => void;
  /** Stops the run and everything it started. */
  readonly signal?: AbortSignal;
}

const folderPrefix = 'backend-coach-run-';
/** Share of the memory limit that is for the JavaScript heap of one process. */
const heapShare = 0.75;

/** Runs the original tests of a challenge on an attempt, in a process of its own, within the limits, and remembers how it went. */
export async function runChallenge({ source, toolbox, dir, onEvent, signal }: RunOptions): Promise<RunResult> {
  const unavailable = (message: string): RunResult => ({
    kind: 'unavailable', message, outcomes: [], notRun: [], output: '', outputCut: false, durationMs: 0, editedTests: [],
  });
  const loaded = await loadChallenge(source);
  if (loaded.kind === 'failed') return unavailable(loaded.message);
  const read = await readMetadata(dir);
  if (read.kind === 'none') return unavailable(`${dir} holds no attempt at a challenge.`);
  if (read.kind === 'unreadable') return unavailable(read.message);
  if (read.metadata.concept !== source.id) return unavailable(`${dir} holds an attempt at ${read.metadata.concept}, not at ${source.id}.`);
  if (!existsSync(join(toolbox.kitDir, 'run', 'main.js'))) return unavailable(`The tools that run challenges are missing (${toolbox.kitDir}). Install Backend Coach again.`);
  try {
    await writeEditorFiles(dir, toolbox);
    const edited = await editedTests(dir, read.metadata, await hashTests(source));
    const record = new RunRecord(loaded.challenge, await discoverTests(source), edited, onEvent);
    const result = await inTemporaryFolder((base) => execute(loaded.challenge, toolbox, dir, base, record, signal));
    await remember(dir, result);
    return result;
  } catch (error) {
    return unavailable(`The tests could not be run: ${reasonOf(error)}.`);
  }
}

async function execute(challenge: Challenge, { kitDir, node }: Toolbox, attempt: string, base: string, record: RunRecord, signal: AbortSignal | undefined): Promise<RunResult> {
  const run = join(base, 'run');
  const folders = { home: join(base, 'home'), temp: join(base, 'tmp') };
  for (const folder of [run, folders.home, folders.temp]) await mkdir(folder);
  const mark = randomUUID();
  const task: ChildTask = { attempt, tests: join(challenge.dir, 'tests'), run, memoryLimit: challenge.memoryLimit, timeLimit: challenge.timeLimit };
  record.start(run);
  const ending = await supervise({
    command: node ?? process.execPath,
    args: [
      `--max-old-space-size=${Math.round(challenge.memoryLimit * heapShare)}`,
      // No optimising compiler for WebAssembly: PostgreSQL is up for seconds, and compiling it well costs more time than it saves, and twice the memory.
      '--liftoff-only',
      `--test-reporter=${pathToFileURL(join(kitDir, 'run', 'reporter.js')).href}`,
      '--test-reporter-destination=stdout',
      join(kitDir, 'run', 'main.js'),
      JSON.stringify(task),
    ],
    cwd: run,
    env: childEnvironment(process.env, folders, mark),
    mark,
    timeLimit: challenge.timeLimit,
    memoryLimit: challenge.memoryLimit,
    signal,
    onMessage: (message) => { record.onMessage(message); },
    onOutput: (stream, text) => { record.onOutput(stream, text); },
  });
  return record.result(ending);
}

async function inTemporaryFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  // The real path: what Node says about files is compared with it.
  const parent = await realpath(tmpdir());
  const folder = await mkdtemp(join(parent, folderPrefix));
  void removeForgotten(parent).catch(() => undefined);
  try {
    return await act(folder);
  } finally {
    // On Windows a killed process may hold its files for a moment.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }).catch(() => undefined);
  }
}

/** Folders of runs whose editor was killed in the middle. */
async function removeForgotten(parent: string): Promise<void> {
  for (const name of (await readdir(parent)).filter((entry) => entry.startsWith(folderPrefix))) {
    const { mtimeMs } = await stat(join(parent, name));
    if (Date.now() - mtimeMs > 24 * 3_600_000) await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** Read again before it is written: a hint may have been shown meanwhile. */
async function remember(dir: string, result: RunResult): Promise<void> {
  if (result.kind === 'cancelled') return;
  const read = await readMetadata(dir);
  if (read.kind !== 'metadata') return;
  const at = new Date().toISOString();
  const firstFailure = result.kind === 'failed' ? result.firstFailure.test.name : 'during' in result ? result.during.name : undefined;
  const metadata: Metadata = {
    ...read.metadata,
    runs: read.metadata.runs + 1,
    lastRun: { at, kind: result.kind, ...(firstFailure === undefined ? {} : { firstFailure }) },
    ...(result.kind === 'passed' && read.metadata.passedAt === undefined ? { passedAt: at } : {}),
  };
  await writeMetadata(dir, metadata);
}

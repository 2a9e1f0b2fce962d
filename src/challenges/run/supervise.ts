import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { killTree, residentMiB } from './processTree.ts';
import { wireMessageSchema, type WireMessage } from './wire.ts';

export interface Supervised {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Names the run in the environment of its processes. */
  readonly mark: string;
  /** Seconds. */
  readonly timeLimit: number;
  /** MiB of the whole tree. */
  readonly memoryLimit: number;
  readonly signal?: AbortSignal | undefined;
  readonly onMessage: (message: WireMessage) => void;
  /** Whole lines, except where one is endless. */
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
}

/** How the process tree came to its end. */
export type Ending =
  /** It said that it was done. */
  | { readonly kind: 'done' }
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'out-of-memory' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'not-started'; readonly message: string };

/** How long a process may take to end by itself after its tests are done: hooks close servers and databases in that time. */
const graceMs = 1_000;
/** The process watches itself more closely; this is for what it starts. */
const memoryCheckMs = 1_000;
const longestLine = 1_048_576;
const heapExhausted = /JavaScript heap out of memory|Reached heap limit|Array buffer allocation failed/;

/** Runs one process to its end or to a limit. Whatever happens, nothing of its tree is alive afterwards. */
export async function supervise(task: Supervised): Promise<Ending> {
  if (task.signal?.aborted === true) return { kind: 'cancelled' };
  const child = spawn(task.command, task.args, {
    cwd: task.cwd, env: task.env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true,
  });
  const ending = await decide(child, task);
  if (child.pid !== undefined) await killTree(child.pid, task.mark);
  // A pipe that an unreachable process still holds must not hold us.
  await Promise.race([Promise.all(child.stdio.map((stream) => ended(stream))), sleep(graceMs)]);
  for (const stream of child.stdio) stream?.destroy();
  return ending;
}

async function decide(child: ChildProcess, task: Supervised): Promise<Ending> {
  let isDone = false;
  let isOverMemory = false;
  const timers: NodeJS.Timeout[] = [];
  let cancel = (): void => undefined;
  try {
    return await new Promise<Ending>((resolve) => {
      eachLine(child.stdio[3] as Readable, (line) => {
        const message = parse(line);
        if (!message) return;
        task.onMessage(message);
        if (message.kind === 'over-memory') isOverMemory = true;
        if (message.kind !== 'done') return;
        isDone = true;
        timers.push(setTimeout(() => { resolve({ kind: 'done' }); }, graceMs));
      });
      eachLine(child.stdout, (line) => { task.onOutput('stdout', line); });
      eachLine(child.stderr, (line) => {
        if (heapExhausted.test(line)) isOverMemory = true;
        task.onOutput('stderr', line);
      });
      child.once('error', (error) => { resolve({ kind: 'not-started', message: error.message }); });
      child.once('exit', (code, signal) => {
        // What the process said last may still be in the pipes.
        void Promise.race([Promise.all(child.stdio.map((stream) => ended(stream))), sleep(graceMs)]).then(() => {
          if (isDone) resolve({ kind: 'done' });
          else resolve(isOverMemory ? { kind: 'out-of-memory' } : { kind: 'exited', code, signal });
        });
      });
      cancel = () => { resolve({ kind: 'cancelled' }); };
      task.signal?.addEventListener('abort', cancel, { once: true });
      timers.push(setTimeout(() => { resolve({ kind: 'timed-out' }); }, task.timeLimit * 1000));
      timers.push(setInterval(() => {
        void overMemory(child.pid, task.memoryLimit).then((isOver) => { if (isOver) resolve({ kind: 'out-of-memory' }); });
      }, memoryCheckMs));
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    task.signal?.removeEventListener('abort', cancel);
  }
}

async function overMemory(pid: number | undefined, limit: number): Promise<boolean> {
  const used = pid === undefined ? undefined : await residentMiB(pid);
  return used !== undefined && used > limit;
}

function parse(line: string): WireMessage | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(wireMessageSchema, json);
  return parsed.success ? parsed.output : undefined;
}

/** Calls with whole lines, except where one is endless. */
function eachLine(stream: Readable | null | undefined, act: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8');
  stream?.on('data', (text: string) => {
    rest += text;
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end + 1);
      rest = rest.slice(end + 1);
      act(line);
    }
    if (rest.length > longestLine) {
      act(rest);
      rest = '';
    }
  });
  stream?.on('end', () => { if (rest !== '') act(rest); });
  stream?.on('error', () => undefined);
}

function ended(stream: Readable | NodeJS.WritableStream | null | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (!stream || !('readableEnded' in stream) || stream.readableEnded || stream.destroyed) resolve();
    else stream.once('close', () => { resolve(); });
  });
}

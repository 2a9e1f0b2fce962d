import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { waitFor } from './waitFor.ts';

export interface ScriptOptions {
  readonly args?: readonly string[];
  /** Added to a minimal environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** MiB of JavaScript heap. */
  readonly heap?: number;
}

export interface Exit {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: string | null;
}

/** A file of the attempt that runs in a process of its own. */
export interface Script {
  readonly pid: number;
  /** Everything printed so far. */
  readonly stdout: string;
  readonly stderr: string;
  /** Settles when the process has ended and all output is there. */
  readonly exited: Promise<Exit>;
  /** The first line of stdout or stderr that matches, now or later; fails after `timeout` ms (5,000), or when the process ends without it. */
  waitForLine(pattern: RegExp | string, timeout?: number): Promise<string>;
  /** SIGTERM. On Windows, which has none, the process gets the same event. */
  terminate(): void;
  /** Ends it now, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts `file` (`src/server.ts`) as `node` would, in the working directory of the tests. Stop it in `after`, or `afterEach`. */
export function startScript(file: string, { args = [], env = {}, heap }: ScriptOptions = {}): Script {
  const path = resolve(file.replace(/\.([cm]?)ts$/, '.$1js'));
  if (!existsSync(path)) throw new Error(`There is no ${file} to start.`);
  const child = spawn(process.execPath, [
    ...(heap === undefined ? [] : [`--max-old-space-size=${heap}`]),
    '--import', new URL('./preload.js', import.meta.url).href, path, ...args,
  ], { env: environment(env), stdio: ['ignore', 'pipe', 'pipe', 'ipc'], windowsHide: true });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) child[stream]?.setEncoding('utf8').on('data', (text: string) => { output[stream] += text; });
  let exit: Exit | undefined;
  const exited = new Promise<Exit>((settle, fail) => {
    child.once('error', fail);
    child.once('close', (code, signal) => {
      exit = { code, signal };
      settle(exit);
    });
  });
  // Whoever does not wait for the end need not handle its failure.
  exited.catch(() => undefined);
  const lineOf = (pattern: RegExp | string): string | undefined => `${output.stdout}\n${output.stderr}`.split(/\r?\n/)
    .find((line) => (typeof pattern === 'string' ? line.includes(pattern) : pattern.test(line)));
  return {
    pid: child.pid ?? -1,
    get stdout() { return output.stdout; },
    get stderr() { return output.stderr; },
    exited,
    waitForLine: async (pattern, timeout = 5_000) => {
      await waitFor(() => exit ?? lineOf(pattern), { timeout, what: `${file} to print ${String(pattern)}. It printed:\n${output.stdout}${output.stderr}` });
      const line = lineOf(pattern);
      if (line === undefined) throw new Error(`${file} ended with ${describe(exit)} and did not print ${String(pattern)}. It printed:\n${output.stdout}${output.stderr}`);
      return line;
    },
    terminate: () => { terminate(child); },
    kill: async () => {
      child.kill('SIGKILL');
      await exited.catch(() => undefined);
    },
  };
}

function terminate(child: ChildProcess): void {
  if (process.platform === 'win32') child.send({ coach: 'SIGTERM' }, () => undefined);
  else child.kill('SIGTERM');
}

/** The environment of the tests themselves is clean already. */
function environment(added: Readonly<Record<string, string | undefined>>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries({ ...process.env, ...added }).filter(([, value]) => value !== undefined));
}

function describe(exit: Exit | undefined): string {
  return exit?.signal ? `signal ${exit.signal}` : `exit code ${exit?.code ?? 'unknown'}`;
}

import { fork } from 'node:child_process';
import { join } from 'node:path';
import { createEngine } from '../../src/analysis/engine.ts';
import type { ProjectFacts } from '../../src/analysis/facts.ts';
import { killTree } from '../host/editor/killTree.ts';
import { backendsFolder } from './backends.ts';
import { compareCalls, compareRoutes, type Comparison } from './compare.ts';
import type { TruthDocument } from './truth.ts';

export interface BackendResult {
  readonly name: string;
  readonly seconds: number;
  readonly routes: readonly Comparison[];
  readonly data: readonly Comparison[];
  /** Why nothing could be compared. */
  readonly failure?: string;
}

const limit = 60_000;

/** Boots one backend in a process of its own, scans its folder, and compares. Never rejects: a failure is a result. */
export async function checkBackend(name: string): Promise<BackendResult> {
  const started = Date.now();
  try {
    const root = join(backendsFolder, name);
    const truth = await boot(root);
    const project = await scan(root);
    return { name, seconds: (Date.now() - started) / 1000, routes: compareRoutes(project, truth), data: compareCalls(project, truth) };
  } catch (error) {
    return { name, seconds: (Date.now() - started) / 1000, routes: [], data: [], failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Checks all, two at a time; one promise each, in order. */
export function checkBackends(names: readonly string[]): readonly Promise<BackendResult>[] {
  const lanes = [Promise.resolve(), Promise.resolve()];
  const turns: (() => void)[] = [];
  const results = names.map((name) => new Promise<void>((turn) => { turns.push(turn); }).then(() => checkBackend(name)));
  for (const lane of lanes) {
    void lane.then(async () => {
      while (turns.length > 0) {
        const index = names.length - turns.length;
        turns.shift()?.();
        await results[index];
      }
    });
  }
  return results;
}

async function scan(root: string): Promise<ProjectFacts> {
  const { project, files } = await createEngine(root, []).scan();
  const [failed] = files.failed;
  if (failed !== undefined) throw new Error(`The scan failed in ${failed.file}: ${failed.reason}`);
  return project;
}

function boot(root: string): Promise<TruthDocument> {
  const { PATH = '', HOME = '', TMPDIR = '/tmp', SystemRoot } = process.env;
  const child = fork(join(import.meta.dirname, 'boot.ts'), [root], {
    cwd: root, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: process.platform !== 'win32',
    env: { PATH, HOME, TMPDIR, TZ: 'UTC', NODE_ENV: 'test', ...(SystemRoot === undefined ? {} : { SystemRoot }) },
  });
  let said = '';
  const listen = (chunk: Buffer): void => { said = (said + chunk.toString()).slice(-8_000); };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  return new Promise((resolve, reject) => {
    let document: TruthDocument | undefined;
    const timer = setTimeout(() => {
      killTree(child);
      reject(new Error(`It did not finish within ${limit / 1000} seconds.\n${said}`));
    }, limit);
    child.once('message', (message) => { document = message as TruthDocument; });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (document !== undefined) resolve(document);
      else reject(new Error(`It ended (${signal ?? `exit code ${code}`}) without telling its truth.\n${said}`));
    });
  });
}

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { markName } from './environment.ts';

const execute = promisify(execFile);

interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** Bytes. */
  readonly resident: number;
}

/**
 * Kills a process that leads its own group (`detached` when it was spawned), the group, all descendants, and on Linux also those that
 * left both, by the mark in their environment. Safe to call when everything is gone already.
 */
export async function killTree(pid: number, mark: string): Promise<void> {
  if (process.platform === 'win32') {
    await execute('taskkill', ['/PID', String(pid), '/T', '/F'], { windowsHide: true }).catch(() => undefined);
    return;
  }
  // Looked up before anything dies: orphans no longer show whose descendants they were.
  const tree = descendants(await processes(), pid);
  signal(-pid);
  for (const { pid: one } of tree) signal(one);
  for (const one of marked(mark)) signal(one);
}

/** Resident MiB of a process and everything below it, or undefined where the system does not tell cheaply. */
export async function residentMiB(pid: number): Promise<number | undefined> {
  if (process.platform === 'win32') return undefined;
  const tree = descendants(await processes(), pid);
  return Math.round(tree.reduce((sum, { resident }) => sum + resident, 0) / 1_048_576);
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

function descendants(all: readonly ProcessInfo[], root: number): ProcessInfo[] {
  const found = new Map<number, ProcessInfo>();
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const one of all) if (one.pid === root || one.group === root || found.has(one.parent)) found.set(one.pid, one);
  }
  return [...found.values()];
}

async function processes(): Promise<readonly ProcessInfo[]> {
  return process.platform === 'linux' ? fromProc() : fromPs();
}

/** Synchronous: /proc is memory, and a thread pool would only make a few hundred tiny reads slow. */
function fromProc(): readonly ProcessInfo[] {
  const pageSize = systemPageSize();
  return pids().flatMap((pid) => {
    const stat = textOf(`/proc/${pid}/stat`);
    // The name in brackets may hold anything; the numbers follow the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields.length < 22 ? [] : [{ pid: Number(pid), parent: Number(fields[1]), group: Number(fields[2]), resident: Number(fields[21]) * pageSize }];
  });
}

/** Linux counts memory in pages of 4, 16 or 64 KiB; our own size in both units tells which. */
function systemPageSize(): number {
  const pages = Number(textOf('/proc/self/statm').split(' ')[1]);
  const measured = process.memoryUsage.rss() / pages;
  return [4, 16, 64].map((kib) => kib * 1024).reduce((best, size) => (Math.abs(size - measured) < Math.abs(best - measured) ? size : best));
}

async function fromPs(): Promise<ProcessInfo[]> {
  const { stdout } = await execute('ps', ['-Ao', 'pid=,ppid=,pgid=,rss=']).catch(() => ({ stdout: '' }));
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent, group, kib] = line.trim().split(/\s+/).map(Number);
    return pid === undefined || parent === undefined || group === undefined || kib === undefined ? [] : [{ pid, parent, group, resident: kib * 1024 }];
  });
}

/** Processes that carry the mark of a run, wherever they hang now. Linux only. */
function marked(mark: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return pids().filter((pid) => textOf(`/proc/${pid}/environ`).includes(`${markName}=${mark}\0`)).map(Number);
}

function pids(): readonly string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

/** Empty for a process that is gone, or not ours. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
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
  for (const one of await marked(mark)) signal(one);
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

async function processes(): Promise<ProcessInfo[]> {
  return process.platform === 'linux' ? fromProc() : fromPs();
}

async function fromProc(): Promise<ProcessInfo[]> {
  const found: ProcessInfo[] = [];
  const pageSize = await systemPageSize();
  for (const pid of await pids()) {
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => undefined);
    // The name in brackets may hold anything; the numbers follow the last bracket.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields) found.push({ pid: Number(pid), parent: Number(fields[1]), group: Number(fields[2]), resident: Number(fields[21]) * pageSize });
  }
  return found;
}

/** Linux counts memory in pages of 4, 16 or 64 KiB; our own size in both units tells which. */
async function systemPageSize(): Promise<number> {
  const pages = Number((await readFile('/proc/self/statm', 'latin1')).split(' ')[1]);
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
async function marked(mark: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const pid of await pids()) {
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
    if (environment.includes(`${markName}=${mark}\0`)) found.push(Number(pid));
  }
  return found;
}

async function pids(): Promise<string[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
}

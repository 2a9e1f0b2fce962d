import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { listProject } from '../analysis/project/files.ts';
import { cacheFolder } from '../platform/cache-folder.ts';
import type { Format } from './format.ts';
import { CommandError, exitCodes, type Io, print } from './io.ts';
import { hasColor, paintFor } from './paint.ts';
import { printedReports } from './printed-reports.ts';
import { ticker } from './ticker.ts';

export interface ScanArguments {
  readonly dir: string;
  readonly format: Format;
  readonly cache: boolean;
}

/** `backend-coach scan`: analyses a folder and prints what was found. */
export async function scanCommand({ dir, format, cache }: ScanArguments, io: Io): Promise<void> {
  const root = resolve(io.cwd, dir);
  await checkFolder(root, dir);
  const cacheDir = cache ? cacheFolder({ env: io.env }) : undefined;
  const listing = listProject(root);
  const reports = cacheDir === undefined ? undefined : printedReports({ dir: cacheDir, root, look: hasColor(io) ? `${format}-colour` : format, listing });
  const printed = reports?.read();
  if (printed !== undefined) return print(io.stdout, printed);

  const progress = ticker(io.stderr);
  let report: string;
  try {
    const { analysed } = await import('./analyse.ts');
    report = await analysed(root, format, paintFor(io), {
      listing,
      onProgress: (done, total) => { progress.show(`Analysing ${done} of ${total} files`); },
      ...(cacheDir === undefined ? {} : { cacheDir }),
    });
  } finally {
    progress.clear();
  }
  reports?.write(report);
  await print(io.stdout, report);
}

async function checkFolder(root: string, asked: string): Promise<void> {
  try {
    await readdir(root);
  } catch (error) {
    throw new CommandError(exitCodes.failed, `${asked} cannot be analysed: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT': return 'there is no such folder';
    case 'ENOTDIR': return 'it is not a folder';
    case 'EACCES':
    case 'EPERM': return 'it may not be read';
    default: return error instanceof Error ? error.message : String(error);
  }
}

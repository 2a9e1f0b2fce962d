import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createEngine, type Scan } from '../analysis/engine.ts';
import { cacheFolder } from '../platform/cache-folder.ts';
import { detectors } from '../skills/concepts/registry.ts';
import { evaluateSkills, observersOf } from '../skills/skill-map.ts';
import type { Format } from './format.ts';
import { CommandError, exitCodes, type Io, print } from './io.ts';
import { lessonIndex } from './lessons.ts';
import { paintFor } from './paint.ts';
import { reportMarkdown } from './report-markdown.ts';
import { reportText } from './report-text.ts';
import { scanDocument } from './scan-document.ts';
import { ticker } from './ticker.ts';
import { version } from './version.ts';

export interface ScanArguments {
  readonly dir: string;
  readonly format: Format;
  readonly cache: boolean;
}

/** `backend-coach scan`: analyses a folder and prints what was found. */
export async function scanCommand({ dir, format, cache }: ScanArguments, io: Io): Promise<void> {
  const root = resolve(io.cwd, dir);
  await checkFolder(root, dir);
  const lessons = await lessonIndex();
  const scan = await analyse(root, cache, io);
  const skills = evaluateSkills(scan, lessons, detectors);
  const text = {
    text: () => reportText(root, scan, skills, paintFor(io)),
    json: () => `${JSON.stringify(scanDocument(root, scan, skills, version), undefined, 2)}\n`,
    markdown: () => reportMarkdown(scan, skills),
  }[format]();
  await print(io.stdout, text);
}

async function analyse(root: string, cache: boolean, io: Io): Promise<Scan> {
  const progress = ticker(io.stderr);
  try {
    return await createEngine(root, observersOf(detectors)).scan({
      once: true,
      onProgress: (done, total) => { progress.show(`Analysing ${done} of ${total} files`); },
      ...(cache ? { cacheDir: cacheFolder({ env: io.env }) } : {}),
    });
  } finally {
    progress.clear();
  }
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

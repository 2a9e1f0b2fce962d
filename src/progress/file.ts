import { watch } from 'node:fs';
import { copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeProgress, type Decoded } from './decode.ts';
import { withLock } from './lock.ts';
import { emptyProgress, type ProgressDocument } from './model.ts';
import { replaceFile } from './replace-file.ts';

/** What reading gave: `decoded` is undefined when there is no file, or none that can be read. */
export interface ReadResult {
  readonly decoded?: Decoded;
  readonly problem?: string;
}

export interface ProgressFile {
  /** Never rejects. A corrupt file is set aside and named in `problem`. */
  read(): Promise<ReadResult>;
  /** Reads, lets `change` answer with what to write, and writes that, all under the lock. Never rejects. */
  update(change: (disk: ProgressDocument) => ProgressDocument): Promise<{ readonly written: boolean; readonly problem?: string }>;
  /** Calls back when the file may have changed. */
  watch(changed: () => void): () => void;
}

const fileName = 'progress.json';

/** The progress file of a folder. Nothing is touched before the first call. */
export function openProgressFile(folder: string): ProgressFile {
  const path = join(folder, fileName);
  const lock = `${path}.lock`;

  /** Must run under the lock when `mend` is set: only then is the file that is moved away the one that was read. */
  const readFileOnce = async (mend: boolean): Promise<ReadResult & { readonly bad?: boolean }> => {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
      return { problem: `Progress could not be read from ${path}: ${reasonOf(error)}.` };
    }
    const decoded = decodeProgress(text);
    if (decoded.kind === 'newer') {
      return { decoded, problem: `Progress in ${path} was written by a newer version of Backend Coach (format ${decoded.version}): it is left as it is, and what you do now is not kept.` };
    }
    if (decoded.kind === 'ok' && decoded.dropped === 0) return { decoded };
    return mend ? { decoded, problem: await setAside(path, decoded) } : { decoded, bad: true };
  };

  return {
    async read() {
      const first = await readFileOnce(false);
      if (first.bad !== true) return first;
      try {
        return await withLock(lock, () => readFileOnce(true));
      } catch (error) {
        return { decoded: { kind: 'corrupt' }, problem: `Progress in ${path} is damaged and could not be set aside: ${reasonOf(error)}.` };
      }
    },
    async update(change) {
      try {
        await mkdir(folder, { recursive: true });
        return await withLock(lock, async () => {
          const { decoded, problem } = await readFileOnce(true);
          if (decoded?.kind === 'newer' || (decoded === undefined && problem !== undefined)) return withProblem(false, problem);
          const next = change(decoded?.kind === 'ok' ? decoded.document : emptyProgress());
          await replaceFile(path, encode(next));
          return withProblem(true, problem);
        });
      } catch (error) {
        return withProblem(false, `Progress could not be saved to ${path}: ${reasonOf(error)}.`);
      }
    },
    watch(changed) {
      let timer: NodeJS.Timeout | undefined;
      let stop = (): void => undefined;
      let stopped = false;
      const start = async (): Promise<void> => {
        await mkdir(folder, { recursive: true });
        if (stopped) return;
        const watcher = watch(folder, { persistent: false }, (_event, name) => {
          if (name !== null && name !== fileName) return;
          timer ??= setTimeout(() => {
            timer = undefined;
            changed();
          }, 50);
        });
        watcher.on('error', () => { watcher.close(); });
        stop = () => { watcher.close(); };
      };
      // Without a watch other windows are still merged at the next write.
      start().catch(() => undefined);
      return () => {
        stopped = true;
        clearTimeout(timer);
        stop();
      };
    },
  };
}

/** Keeps the damaged file under another name and leaves what could be read of it in its place. Answers the sentence for the person. */
async function setAside(path: string, decoded: Decoded): Promise<string> {
  const kept = path.replace(/\.json$/, `.corrupt-${new Date().toISOString().replaceAll(':', '-')}.json`);
  if (decoded.kind !== 'ok') {
    await rename(path, kept);
    return `The progress file was damaged and has been set aside as ${kept}; progress starts anew.`;
  }
  await copyFile(path, kept);
  await replaceFile(path, encode(decoded.document));
  const entries = decoded.dropped === 1 ? 'One entry' : `${decoded.dropped} entries`;
  return `${entries} of the progress file could not be read; the rest is in use, and the damaged file is kept as ${kept}.`;
}

function encode(document: ProgressDocument): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function withProblem(written: boolean, problem: string | undefined): { readonly written: boolean; readonly problem?: string } {
  return problem === undefined ? { written } : { written, problem };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

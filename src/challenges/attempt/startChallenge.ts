import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { loadChallenge } from '../content/loadChallenge.ts';
import { reasonOf } from '../reasonOf.ts';
import type { ChallengeSource, StartResult, Toolbox } from '../model.ts';
import { setAside } from './backup.ts';
import { layOut } from './layOut.ts';
import { readMetadata, toAttempt } from './metadata.ts';

export interface StartOptions {
  readonly source: ChallengeSource;
  readonly toolbox: Toolbox;
  /** The folder the person chose for this attempt; made if it is not there. */
  readonly target: string;
  /** Replaces an attempt that is there already; it is kept in its `.coach/backup/`. */
  readonly overwrite?: boolean;
}

/** What a folder may hold and still count as empty. */
const harmless = new Set(['.DS_Store', '.git', 'Thumbs.db', 'desktop.ini']);

/** Copies the starter, the tests and the brief into a folder. Touches nothing that is there already, unless told to. */
export async function startChallenge({ source, toolbox, target, overwrite = false }: StartOptions): Promise<StartResult> {
  const loaded = await loadChallenge(source);
  if (loaded.kind === 'failed') return loaded;
  const { challenge } = loaded;
  try {
    const read = await readMetadata(target);
    if (read.kind === 'metadata' && read.metadata.concept !== source.id) {
      return { kind: 'occupied', message: `${target} already holds an attempt at another challenge (${read.metadata.concept}). Choose another folder.` };
    }
    if (read.kind === 'metadata' && !overwrite) return { kind: 'exists', attempt: toAttempt(target, read.metadata) };
    if (read.kind === 'unreadable' && !overwrite) return { kind: 'occupied', message: read.message };
    if (read.kind === 'none') {
      const others = (await entriesOf(target)).filter((name) => !harmless.has(name));
      if (others.length > 0) return { kind: 'occupied', message: `${target} is not empty (${others.slice(0, 3).join(', ')}${others.length > 3 ? ', …' : ''}). Choose another folder.` };
    } else {
      await setAside(target);
    }
    const attempt = await layOut(source, challenge, toolbox, target);
    return { kind: 'started', attempt, open: join(target, challenge.open), readme: join(target, 'README.md') };
  } catch (error) {
    return { kind: 'failed', message: `The challenge could not be copied to ${target}: ${reasonOf(error)}.` };
  }
}

async function entriesOf(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { reasonOf } from '../reasonOf.ts';
import type { ChallengeSource, RestoreResult } from '../model.ts';
import { newBackupFolder } from './backup.ts';
import { readMetadata, writeMetadata } from './metadata.ts';
import { editedTests, hashTests } from './testFiles.ts';

/** Puts edited and deleted tests back as they were, and keeps the edited ones. */
export async function restoreTests({ source, dir }: { source: ChallengeSource; dir: string }): Promise<RestoreResult> {
  const read = await readMetadata(dir);
  if (read.kind === 'unreadable') return { kind: 'failed', message: read.message };
  if (read.kind === 'none') return { kind: 'failed', message: `${dir} holds no attempt at a challenge.` };
  try {
    const originals = await hashTests(source);
    const edited = await editedTests(dir, read.metadata, originals);
    let backup: string | undefined;
    for (const file of edited) {
      backup ??= await newBackupFolder(dir);
      await copyInto(join(dir, file), join(backup, file)).catch(() => undefined);
    }
    for (const file of Object.keys(originals)) await copyInto(join(source.dir, file), join(dir, file));
    await writeMetadata(dir, { ...read.metadata, tests: originals });
    return { kind: 'restored', restored: edited, ...(backup === undefined ? {} : { backup }) };
  } catch (error) {
    return { kind: 'failed', message: `The tests in ${dir} could not be put back: ${reasonOf(error)}.` };
  }
}

async function copyInto(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

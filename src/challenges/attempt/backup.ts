import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { coachFolder } from './metadata.ts';

/** A new folder for a backup inside the attempt, named by the time: `.coach/backup/2026-11-23T07-31-05`. */
export async function newBackupFolder(dir: string, now = new Date()): Promise<string> {
  const parent = join(dir, coachFolder, 'backup');
  await mkdir(parent, { recursive: true });
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
  for (let count = 1; ; count += 1) {
    const folder = join(parent, count === 1 ? stamp : `${stamp}-${count}`);
    try {
      await mkdir(folder);
      return folder;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** Moves everything of the attempt but `.coach/` and `.git` into a new backup folder, and copies the metadata there. Returns that folder. */
export async function setAside(dir: string): Promise<string> {
  const backup = await newBackupFolder(dir);
  for (const name of await readdir(dir)) {
    if (name !== coachFolder && name !== '.git') await move(join(dir, name), join(backup, name));
  }
  await cp(join(dir, coachFolder, 'challenge.json'), join(backup, 'challenge.json')).catch(() => undefined);
  return backup;
}

/** On Windows a folder that an editor watches cannot be renamed; it can be copied and emptied. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch {
    await cp(from, to, { recursive: true });
    await rm(from, { recursive: true, force: true, maxRetries: 3 });
  }
}

import { chmod, cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attempt, Challenge, ChallengeSource, Toolbox } from '../model.ts';
import { ownTsconfig, writeEditorFiles } from './editorFiles.ts';
import { toAttempt, writeMetadata, type Metadata } from './metadata.ts';
import { readme } from './readme.ts';
import { hashTests } from './testFiles.ts';

/** Fills a folder with a fresh attempt. The metadata comes last: a folder without it is no attempt. */
export async function layOut(source: ChallengeSource, challenge: Challenge, toolbox: Toolbox, dir: string): Promise<Attempt> {
  await mkdir(dir, { recursive: true });
  await copyWritable(join(source.dir, 'starter'), dir);
  await copyWritable(join(source.dir, 'tests'), join(dir, 'tests'));
  await writeFile(join(dir, 'README.md'), readme(challenge));
  await writeFile(join(dir, 'tsconfig.json'), ownTsconfig);
  await writeEditorFiles(dir, toolbox);
  const metadata: Metadata = {
    schemaVersion: 1, concept: source.id, startedAt: new Date().toISOString(), tests: await hashTests(source), runs: 0, hintsShown: 0,
  };
  await writeMetadata(dir, metadata);
  return toAttempt(dir, metadata);
}

/** An installed extension may be read-only; the copy is the person's. */
async function copyWritable(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  if (process.platform === 'win32') return;
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    await chmod(join(to, entry.parentPath.slice(from.length), entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}

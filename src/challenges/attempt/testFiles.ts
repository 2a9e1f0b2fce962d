import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChallengeSource } from '../model.ts';
import type { Metadata } from './metadata.ts';

/** Hashes of the original tests, by their path in an attempt (`tests/…`). */
export async function hashTests(source: ChallengeSource): Promise<Readonly<Record<string, string>>> {
  const dir = join(source.dir, 'tests');
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const hashes: Record<string, string> = {};
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    hashes[`tests/${path.slice(dir.length + 1).replaceAll('\\', '/')}`] = hash(await readFile(path, 'utf8'));
  }
  return hashes;
}

/** Tests of an attempt that the person changed or deleted. A test that merely is older than the content is not among them. */
export async function editedTests(dir: string, { tests }: Metadata, originals: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const edited: string[] = [];
  for (const file of new Set([...Object.keys(tests), ...Object.keys(originals)])) {
    const text = await readFile(join(dir, file), 'utf8').catch(() => undefined);
    const now = text === undefined ? undefined : hash(text);
    const isOurs = now !== undefined && (now === tests[file] || now === originals[file]);
    // New in the content and not here yet, or dropped from the content and not here any more: neither is the person's doing.
    const isAbsentRightly = now === undefined && (tests[file] === undefined || originals[file] === undefined);
    if (!isOurs && !isAbsentRightly) edited.push(file);
  }
  return edited.sort();
}

/** Line ends do not count: Git may change them. */
function hash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

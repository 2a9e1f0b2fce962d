import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A short name for a text: equal texts have equal names. */
export function hashText(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}

/** Writes a file so that a reader sees all of it or what was there before; throws what the file system throws. */
export function writeWhole(file: string, text: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

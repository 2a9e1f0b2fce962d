import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FileModel } from '../resolve/model.ts';

interface Entry { readonly size: number; readonly mtimeMs: number; readonly hash: string; readonly model: FileModel }
interface Stored { readonly key: string; readonly entries: Record<string, Entry> }

export interface FactsCache {
  /** By size and time: nothing need be read. */
  fresh(file: string, size: number, mtimeMs: number): FileModel | undefined;
  /** By content, when only the time changed (a checkout). */
  sameContent(file: string, hash: string): FileModel | undefined;
  put(file: string, entry: Entry): void;
  /** Writes what belongs to `files`; failures are returned, never thrown. */
  save(files: ReadonlySet<string>): string | undefined;
}

export function hashText(text: string): string {
  return createHash('sha1').update(text).digest('base64url');
}

/** Facts of one project on disk. A cache that cannot be read, or was made by another version (`key`), is simply empty. */
export function openFactsCache(dir: string, root: string, key: string): FactsCache {
  const file = join(dir, `facts-${hashText(root)}.json`);
  const stored = readStored(file, key);
  const entries = new Map(Object.entries(stored?.entries ?? {}));
  let changed = false;
  return {
    fresh(name, size, mtimeMs) {
      const entry = entries.get(name);
      return entry?.size === size && entry.mtimeMs === mtimeMs ? entry.model : undefined;
    },
    sameContent(name, hash) {
      const entry = entries.get(name);
      return entry?.hash === hash ? entry.model : undefined;
    },
    put(name, entry) {
      entries.set(name, entry);
      changed = true;
    },
    save(files) {
      for (const name of entries.keys()) {
        if (files.has(name)) continue;
        entries.delete(name);
        changed = true;
      }
      if (!changed) return undefined;
      const temporary = `${file}.${process.pid}.tmp`;
      try {
        mkdirSync(dir, { recursive: true });
        writeFileSync(temporary, JSON.stringify({ key, entries: Object.fromEntries(entries) } satisfies Stored));
        renameSync(temporary, file);
        changed = false;
        return undefined;
      } catch (error) {
        rmSync(temporary, { force: true });
        return `the facts cache ${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
      }
    },
  };
}

function readStored(file: string, key: string): Stored | undefined {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as Stored;
    return stored.key === key && typeof stored.entries === 'object' ? stored : undefined;
  } catch {
    return undefined; // Absent or damaged: the next scan writes it anew.
  }
}

import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRole } from '../facts.ts';
import type { FileModel, ImportModel } from '../resolve/model.ts';
import { hashText, writeWhole } from './disk.ts';

/** What is remembered of one file: how it looked on disk, and either its model (in the pack) or what its text alone told. */
export interface CachedFile {
  readonly size: number;
  readonly mtimeMs: number;
  readonly hash: string;
  readonly role: FileRole;
  readonly imports?: readonly ImportModel[];
  /** Where the model stands in the pack. */
  readonly at?: readonly [offset: number, length: number];
}

/** Name, size, time, hash, role, then the place in the pack or the imports. */
type Row = readonly [string, number, number, string, FileRole, (readonly [number, number]) | null, (readonly (readonly [string, boolean])[]) | null];
interface Manifest { readonly key: string; readonly pack: string; readonly rows: readonly Row[] }
interface Snapshot { readonly key: string; readonly fingerprint: string; readonly data: unknown }

/** Records written at a time. */
const batch = 500;
/** Bytes below which a pack is never worn. */
const minWorn = 8_000_000;

export interface ProjectCache {
  /** By size and time: nothing need be read. */
  fresh(file: string, size: number, mtimeMs: number): CachedFile | undefined;
  /** By content, when only the time changed (a checkout). */
  sameContent(file: string, hash: string): CachedFile | undefined;
  /** The model in the pack as UTF-8 JSON; undefined when it cannot be read. */
  readModel(file: string, cached: CachedFile): Buffer | undefined;
  /** What was linked when the files had these contents. */
  snapshot(fingerprint: string): unknown;
  /** Writes what is known now and forgets every other file; a failure is returned, never thrown. */
  save(files: ReadonlyMap<string, CachedFile & { readonly model?: FileModel }>, fingerprint: string, snapshot: () => unknown): { readonly kept: ReadonlyMap<string, CachedFile>; readonly failure?: string };
}

/**
 * What was analysed of one project, on disk: a small manifest, a pack of models that is only read where somebody asks, and the linked result.
 * A cache that cannot be read, or was made by another version (`key`), is simply empty.
 */
export function openProjectCache(dir: string, root: string, key: string): ProjectCache {
  const name = hashText(root);
  const manifestFile = join(dir, `facts-${name}.json`);
  const snapshotFile = join(dir, `scan-${name}.json`);
  const manifest = readJson(manifestFile, key) as Manifest | undefined;
  const live = (manifest?.rows ?? []).reduce((sum, row) => sum + (row[5]?.[1] ?? 0), 0);
  const isWorn = manifest !== undefined && sizeOf(join(dir, manifest.pack)) > Math.max(minWorn, live * 3);
  let pack = isWorn || manifest?.pack === '' ? undefined : manifest?.pack;
  const entries = new Map<string, CachedFile>();
  // A pack that mostly holds what is outdated is left behind: everything is analysed once more.
  if (!isWorn) for (const row of manifest?.rows ?? []) entries.set(row[0], fromRow(row));

  const append = (models: readonly (readonly [file: string, hash: string, model: FileModel])[]): Map<string, readonly [number, number]> => {
    const places = new Map<string, readonly [number, number]>();
    mkdirSync(dir, { recursive: true });
    pack ??= `models-${name}-${Date.now().toString(36)}${process.pid.toString(36)}.bin`;
    const fd = openSync(join(dir, pack), 'a');
    try {
      let offset = fstatSync(fd).size;
      for (let from = 0; from < models.length; from += batch) {
        const records = models.slice(from, from + batch).map(([file, hash, model]) => {
          const record = Buffer.from(`${headOf(file, hash)}${JSON.stringify(model)}`);
          places.set(file, [offset, record.length]);
          offset += record.length;
          return record;
        });
        writeSync(fd, Buffer.concat(records));
      }
    } finally {
      closeSync(fd);
    }
    return places;
  };

  return {
    fresh(file, size, mtimeMs) {
      const entry = entries.get(file);
      return entry?.size === size && entry.mtimeMs === mtimeMs ? entry : undefined;
    },
    sameContent(file, hash) {
      const entry = entries.get(file);
      return entry?.hash === hash ? entry : undefined;
    },
    readModel: (file, { hash, at }) => (at === undefined || pack === undefined ? undefined : readRecord(join(dir, pack), at, headOf(file, hash))),
    snapshot(fingerprint) {
      const stored = readJson(snapshotFile, key) as Snapshot | undefined;
      return stored?.fingerprint === fingerprint ? stored.data : undefined;
    },
    save(files, fingerprint, snapshot) {
      const kept = new Map<string, CachedFile>();
      try {
        const fresh = [...files].flatMap(([file, { hash, model, at }]) => (model === undefined || at !== undefined ? [] : [[file, hash, model] as const]));
        const places = fresh.length === 0 ? undefined : append(fresh);
        for (const [file, { size, mtimeMs, hash, role, imports, at = places?.get(file) }] of files) {
          kept.set(file, { size, mtimeMs, hash, role, ...(imports === undefined ? {} : { imports }), ...(at === undefined ? {} : { at }) });
        }
        const rows = [...kept].map(([file, entry]) => toRow(file, entry));
        writeWhole(manifestFile, JSON.stringify({ key, pack: pack ?? '', rows } satisfies Manifest));
        writeWhole(snapshotFile, JSON.stringify({ key, fingerprint, data: snapshot() } satisfies Snapshot));
        removeOldPacks(dir, name, pack);
        return { kept };
      } catch (error) {
        return { kept, failure: `the facts cache ${manifestFile} cannot be written: ${error instanceof Error ? error.message : String(error)}` };
      }
    },
  };
}

/** A record begins with what it is of, so that a pack that somebody else has written to is noticed. */
function headOf(file: string, hash: string): string {
  return `${file}\n${hash}\n`;
}

function readRecord(pack: string, [offset, length]: readonly [number, number], head: string): Buffer | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(pack, 'r');
    const record = Buffer.alloc(length);
    const start = Buffer.from(head);
    if (readSync(fd, record, 0, length, offset) !== length || !record.subarray(0, start.length).equals(start)) return undefined;
    return record.subarray(start.length);
  } catch {
    return undefined; // Gone or damaged: the file is analysed anew.
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function toRow(file: string, { size, mtimeMs, hash, role, at, imports }: CachedFile): Row {
  return [file, size, mtimeMs, hash, role, at ?? null, imports === undefined ? null : imports.map(({ module, typeOnly }) => [module, typeOnly] as const)];
}

function fromRow([, size, mtimeMs, hash, role, at, imports]: Row): CachedFile {
  return {
    size, mtimeMs, hash, role,
    ...(at === null ? {} : { at }),
    ...(imports === null ? {} : { imports: imports.map(([module, typeOnly]) => ({ module, typeOnly, line: 0 })) }),
  };
}

function removeOldPacks(dir: string, name: string, current: string | undefined): void {
  for (const file of readdirSync(dir)) if (file.startsWith(`models-${name}-`) && file !== current) rmSync(join(dir, file), { force: true });
}

function readJson(file: string, key: string): unknown {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { readonly key?: unknown } | null;
    return stored?.key === key ? stored : undefined;
  } catch {
    return undefined; // Absent or damaged: the next scan writes it anew.
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFactsCache, hashText, type FactsCache } from './cache/facts-cache.ts';
import type { Observation, PackageFact, ProjectFacts } from './facts.ts';
import { linkProject, type Linked } from './graph/link-project.ts';
import { belongsToProject, isMinified, isSourceFile, listProject, maxSourceBytes, reasonOf } from './project/files.ts';
import { createModuleResolver, readPackages } from './project/modules.ts';
import type { Recogniser } from './recognisers/recogniser.ts';
import { recognisers as allRecognisers } from './recognisers/registry.ts';
import { createVocabulary } from './recognisers/vocabulary.ts';
import type { FileModel } from './resolve/model.ts';
import { createExtractor, type Observer } from './syntax/extract.ts';

export type { Observer } from './syntax/extract.ts';

export interface ScanOptions {
  /** Folder for facts by content hash; without it nothing is kept on disk. */
  readonly cacheDir?: string;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface Failure { readonly file: string; readonly reason: string }

export interface Scan {
  readonly project: ProjectFacts;
  /** By observer id. */
  readonly observations: ReadonlyMap<string, readonly Observation[]>;
  readonly files: { readonly analysed: number; readonly skipped: number; readonly failed: readonly Failure[] };
}

/** The analysis of one root folder. Never throws for what is in the folder: results plus failures. */
export interface Engine {
  /** Analyses the whole project, from the cache where it can. Rejects with the signal's reason when aborted, or when the root cannot be read. */
  scan(options?: ScanOptions): Promise<Scan>;
  /** Unsaved text of a file (root-relative, POSIX); undefined: what is on disk counts again, or the file is gone. */
  update(file: string, text: string | undefined): void;
  /** The newest scan, re-linked when something changed since; undefined before the first. */
  current(): Scan | undefined;
}

export interface EngineOptions { readonly exclude?: readonly string[]; readonly recognisers?: readonly Recogniser[] }

/** Bump when the shape of {@link FileModel} or what the walk keeps changes. */
const modelVersion = 6;
const yieldEvery = 40;

export function createEngine(root: string, observers: readonly Observer[], options: EngineOptions = {}): Engine {
  const recognisers = options.recognisers ?? allRecognisers;
  const vocabulary = createVocabulary(recognisers);
  const extract = createExtractor({ observers, aliases: vocabulary.aliases });
  const cacheKey = hashText(JSON.stringify([modelVersion, observers.map(({ id, version }) => [id, version]), [...vocabulary.aliases]]));

  const models = new Map<string, FileModel>();
  const overlays = new Map<string, string>();
  const broken = new Map<string, string>();
  let texts: ReadonlyMap<string, string> = new Map();
  let packages: readonly PackageFact[] = [];
  let listed: readonly Failure[] = [];
  /** Files left out for their size or because they are machine-made. */
  let skipped = new Set<string>();
  let last: Scan | undefined;
  let isStale = false;

  function analyse(file: string, text: string): void {
    broken.delete(file);
    skipped.delete(file);
    if (text.length > maxSourceBytes || isMinified(text)) {
      models.delete(file);
      skipped.add(file);
      return;
    }
    try {
      models.set(file, extract(file, text));
    } catch (error) {
      models.delete(file);
      broken.set(file, reasonOf(error));
    }
  }

  function read(file: string): string | undefined {
    try {
      return readFileSync(join(root, file), 'utf8');
    } catch (error) {
      broken.set(file, reasonOf(error));
      return undefined;
    }
  }

  function link(): Scan {
    const files = new Set(models.keys());
    const resolve = createModuleResolver(files, texts, packages);
    const linked: Linked = linkProject({ root, models, texts, packages, resolve, recognisers, vocabulary, observerIds: observers.map(({ id }) => id) });
    const failures: Failure[] = [...listed, ...[...broken].map(([file, reason]) => ({ file, reason })), ...linked.failures];
    for (const [file, model] of models) for (const failure of model.failures) failures.push({ file, reason: `${failure.by}: ${failure.reason}` });
    isStale = false;
    return (last = { project: linked.project, observations: linked.observations, files: { analysed: models.size, skipped: skipped.size, failed: failures } });
  }

  return {
    async scan(scanOptions = {}) {
      const { signal, onProgress } = scanOptions;
      signal?.throwIfAborted();
      const listing = listProject(root, options.exclude);
      const cache: FactsCache | undefined = scanOptions.cacheDir === undefined ? undefined : openFactsCache(scanOptions.cacheDir, root, cacheKey);
      const packageFailures: { file: string; reason: string }[] = [];
      texts = listing.texts;
      packages = readPackages(texts, packageFailures);
      listed = [...listing.failed, ...packageFailures];
      skipped = new Set(listing.skipped.map(({ file }) => file));
      broken.clear();
      const present = new Set(listing.sources.map(({ file }) => file));
      for (const file of models.keys()) if (!present.has(file) && !overlays.has(file)) models.delete(file);

      let done = 0;
      for (const { file, size, mtimeMs } of listing.sources) {
        if (++done % yieldEvery === 0) {
          onProgress?.(done, listing.sources.length);
          await new Promise((resume) => { setImmediate(resume); });
          signal?.throwIfAborted();
        }
        const overlay = overlays.get(file);
        if (overlay !== undefined) {
          analyse(file, overlay);
          continue;
        }
        const fresh = cache?.fresh(file, size, mtimeMs);
        if (fresh !== undefined) {
          models.set(file, fresh);
          continue;
        }
        const text = read(file);
        if (text === undefined) continue;
        const hash = cache === undefined ? '' : hashText(text);
        const same = cache?.sameContent(file, hash);
        if (same === undefined) analyse(file, text);
        else models.set(file, same);
        const model = models.get(file);
        if (model !== undefined) cache?.put(file, { size, mtimeMs, hash, model });
      }
      onProgress?.(listing.sources.length, listing.sources.length);
      const unsaved = cache?.save(present);
      if (unsaved !== undefined) listed = [...listed, { file: '', reason: unsaved }];
      return link();
    },
    update(file, text) {
      if (!isSourceFile(file)) {
        isStale = true;
        const content = text ?? readIfThere(join(root, file));
        const next = new Map(texts);
        if (content === undefined) next.delete(file);
        else next.set(file, content);
        texts = next;
        packages = readPackages(texts, []);
        return;
      }
      if (!models.has(file) && !overlays.has(file) && !belongsToProject(root, file, options.exclude)) return;
      isStale = true;
      if (text === undefined) overlays.delete(file);
      else overlays.set(file, text);
      const content = text ?? readIfThere(join(root, file));
      if (content === undefined) {
        models.delete(file);
        broken.delete(file);
        skipped.delete(file);
      } else analyse(file, content);
    },
    current() {
      if (last === undefined) return undefined;
      return isStale ? link() : last;
    },
  };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // Deleted: the caller drops what was known of it.
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashText } from './cache/disk.ts';
import { ModelStore } from './cache/model-store.ts';
import { type CachedFile, openProjectCache, type ProjectCache } from './cache/project-cache.ts';
import type { FileRole, Observation, PackageFact, ProjectFacts } from './facts.ts';
import { type Linked, type LinkInput, linkProject, linkSteps } from './graph/link-project.ts';
import { movedData, movedObservations } from './graph/moved.ts';
import { createProjectFacts, type LinkedData } from './graph/project-facts.ts';
import { builtOutput, isCompiled } from './project/built.ts';
import { belongsToProject, isMinified, isSourceFile, listProject, maxSourceBytes, type ProjectListing, reasonOf, type SourceFileEntry } from './project/files.ts';
import { createModuleResolver, readPackages } from './project/modules.ts';
import { isQuiet, outlineOf } from './project/outline.ts';
import { mayBeBrowser, roleOf, roleOfPath } from './project/roles.ts';
import type { Recogniser } from './recognisers/recogniser.ts';
import { recognisers as allRecognisers } from './recognisers/registry.ts';
import { createVocabulary } from './recognisers/vocabulary.ts';
import { emptyModel, type FileModel } from './resolve/model.ts';
import { shapeOf } from './resolve/shape.ts';
import { createExtractor, type Observer } from './syntax/extract.ts';

export type { Observer } from './syntax/extract.ts';

export interface ScanOptions {
  /** Folder for facts by content hash; without it nothing is kept on disk. */
  readonly cacheDir?: string;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** What the root holds, when somebody has just listed it. */
  readonly listing?: ProjectListing;
  /** No update will follow: nothing is put aside for one. */
  readonly once?: boolean;
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
  /**
   * The newest scan; undefined before the first. After an edit that changes what a file means, a small project is linked anew;
   * a larger one is answered as it was, with everything in the edited file where it stands now, until {@link settle}.
   */
  current(): Scan | undefined;
  /** Whether edits are waiting for {@link settle}. */
  readonly isBehind: boolean;
  /** Links what the edits have changed, in small steps between which other work runs; starts over when something changes meanwhile. */
  settle(signal?: AbortSignal): Promise<Scan | undefined>;
}

export interface EngineOptions {
  readonly exclude?: readonly string[];
  readonly recognisers?: readonly Recogniser[];
  /** Projects of up to so many files are linked while somebody waits. */
  readonly quickFiles?: number;
}

/** Bump when the shape of {@link FileModel} or what the walk keeps changes. */
const modelVersion = 16;
/** Bump when linking or a recogniser finds other things in the same models. */
const linkVersion = 10;
const yieldEvery = 40;
const defaultQuickFiles = 80;
/** Milliseconds of work between two pauses of {@link Engine.settle}. */
const sliceMs = 10;

/** What is cached of a scan, plain. */
interface Snapshot { readonly data: LinkedData; readonly observations: readonly (readonly [string, readonly Observation[]])[]; readonly failures: readonly Failure[] }

export function createEngine(root: string, observers: readonly Observer[], options: EngineOptions = {}): Engine {
  const recognisers = options.recognisers ?? allRecognisers;
  const vocabulary = createVocabulary(recognisers);
  const extract = createExtractor({ observers, aliases: vocabulary.aliases });
  const cacheKey = hashText(JSON.stringify([modelVersion, linkVersion, observers.map(({ id, version }) => [id, version]), [...vocabulary.aliases]]));

  const overlays = new Map<string, string>();
  const broken = new Map<string, string>();
  const store = new ModelStore((file) => {
    const text = overlays.get(file) ?? read(file);
    return (text === undefined ? undefined : extracted(file, text)) ?? emptyModel();
  });
  let texts: ReadonlyMap<string, string> = new Map();
  let packages: readonly PackageFact[] = [];
  let isBuilt = builtOutput([], new Map());
  let listed: readonly Failure[] = [];
  /** Files left out for their size or because they are machine-made. */
  let skipped = new Set<string>();
  let last: Scan | undefined;
  let linked: Snapshot | undefined;
  let isStale = false;
  /** Counts changes, so that a linking that was overtaken by one is given up. */
  let version = 0;
  const quickFiles = options.quickFiles ?? defaultQuickFiles;
  const observerIds = observers.map(({ id }) => id);

  function extracted(file: string, text: string): FileModel | undefined {
    try {
      return extract(file, text);
    } catch (error) {
      broken.set(file, reasonOf(error));
      return undefined;
    }
  }

  function roleByPath(file: string): FileRole | undefined {
    return isBuilt(file) ? 'built' : roleOfPath(file, packages);
  }

  function analyse(file: string, text: string): void {
    broken.delete(file);
    skipped.delete(file);
    store.delete(file);
    if (text.length > maxSourceBytes || isMinified(text)) {
      skipped.add(file);
      return;
    }
    const byPath = roleByPath(file) ?? (isCompiled(file, text) ? 'built' : undefined);
    if (byPath !== undefined && byPath !== 'server') {
      store.putOutline(file, byPath, []);
      return;
    }
    if (byPath === undefined && mayBeBrowser(file, packages)) {
      const outline = outlineOf(file, text);
      const role = roleOf(file, outline, packages);
      if (role === 'browser') {
        store.putOutline(file, role, outline.imports);
        return;
      }
    }
    if (byPath === undefined && isQuiet(file, text)) {
      const outline = outlineOf(file, text);
      store.putOutline(file, roleOf(file, outline, packages), outline.imports);
      return;
    }
    const model = extracted(file, text);
    if (model !== undefined) store.put(file, roleOf(file, model, packages), model);
  }

  function read(file: string): string | undefined {
    try {
      return readFileSync(join(root, file), 'utf8');
    } catch (error) {
      broken.set(file, reasonOf(error));
      return undefined;
    }
  }

  function linkInput(): LinkInput {
    const roles = store.roles();
    const resolve = createModuleResolver(sourcesOf(roles), texts, packages);
    return { root, models: store, roles, texts, packages, resolve, recognisers, vocabulary, observerIds };
  }

  function scanOf(snapshot: Snapshot, isExact = true): Scan {
    const { data, observations, failures } = snapshot;
    linked = snapshot;
    if (isExact) isStale = false;
    const failed: Failure[] = [...listed, ...[...broken].map(([file, reason]) => ({ file, reason })), ...failures];
    return (last = {
      project: createProjectFacts(data, { root, packages, texts, models: store }),
      observations: new Map(observations),
      files: { analysed: store.size, skipped: skipped.size, failed },
    });
  }

  /** Takes a file's new model over: exactly, when it means the same as before, otherwise as far as its places go. */
  function move(file: string, before: FileModel): void {
    const after = store.roleOf(file) === undefined ? undefined : store.get(file);
    if (after === undefined || linked === undefined) {
      isStale = true;
      return;
    }
    const names = new Set(Object.keys(before.exports));
    if (shapeOf(before, names) !== shapeOf(after, names)) isStale = true;
    const observations = [...movedObservations(new Map(linked.observations), observerIds, file, after)];
    scanOf({ ...linked, data: movedData(linked.data, file, before, after), observations }, false);
  }

  /** Takes one listed file from the cache, or analyses it; returns what to remember of it. */
  function take({ file, size, mtimeMs }: SourceFileEntry, cache: ProjectCache | undefined): CachedFile | undefined {
    const byPath = roleByPath(file);
    if (byPath !== undefined && byPath !== 'server') {
      store.putOutline(file, byPath, []);
      return { size, mtimeMs, hash: '', role: byPath, imports: [] };
    }
    const known = cache?.fresh(file, size, mtimeMs);
    // What was output of other files, whose text nobody read, may be none any more.
    const isUsable = known !== undefined && !(known.role === 'built' && known.hash === '');
    if (cache !== undefined && isUsable) return fromCache(file, known, cache);
    const text = read(file);
    if (text === undefined) return undefined;
    const hash = cache === undefined ? '' : hashText(text);
    const same = cache?.sameContent(file, hash);
    if (cache !== undefined && same !== undefined) return fromCache(file, { ...same, size, mtimeMs }, cache);
    analyse(file, text);
    const role = store.roleOf(file);
    return role === undefined ? undefined : { size, mtimeMs, hash, role, ...(store.isOutline(file) ? { imports: store.importsOf(file) } : {}) };
  }

  function fromCache(file: string, cached: CachedFile, cache: ProjectCache): CachedFile {
    if (cached.imports === undefined) store.putPacked(file, cached.role, () => cache.readModel(file, cached));
    else store.putOutline(file, cached.role, cached.imports);
    return cached;
  }

  return {
    async scan(scanOptions = {}) {
      const { signal, onProgress, cacheDir, listing = listProject(root, options.exclude), once = false } = scanOptions;
      signal?.throwIfAborted();
      const cache = cacheDir === undefined ? undefined : openProjectCache(cacheDir, root, cacheKey);
      const packageFailures: { file: string; reason: string }[] = [];
      texts = listing.texts;
      packages = readPackages(texts, packageFailures);
      isBuilt = builtOutput(listing.sources.map(({ file }) => file), texts);
      listed = [...listing.failed, ...packageFailures];
      skipped = new Set(listing.skipped.map(({ file }) => file));
      broken.clear();
      const present = new Set(listing.sources.map(({ file }) => file));
      for (const file of [...store.keys()]) if (!present.has(file) && !overlays.has(file)) store.delete(file);

      let done = 0;
      const files = new Map<string, CachedFile>();
      for (const entry of listing.sources) {
        if (++done % yieldEvery === 0) {
          onProgress?.(done, listing.sources.length);
          await new Promise((resume) => { setImmediate(resume); });
          signal?.throwIfAborted();
        }
        const overlay = overlays.get(entry.file);
        if (overlay !== undefined) analyse(entry.file, overlay);
        else {
          const remembered = take(entry, cache);
          if (remembered !== undefined) files.set(entry.file, remembered);
        }
      }
      onProgress?.(listing.sources.length, listing.sources.length);

      const fingerprint = hashText(JSON.stringify([[...files].map(([file, { hash, role }]) => [file, hash, role]), [...texts], options.exclude ?? []]));
      const listedAt = version;
      const isSaved = (): boolean => overlays.size === 0 && broken.size === 0 && version === listedAt;
      const stored = isSaved() ? cache?.snapshot(fingerprint) as Snapshot | undefined : undefined;
      let snapshot = stored;
      while (snapshot === undefined) snapshot = await linkInSlices(signal);
      if (!once && stored === undefined) snapshot = detached(snapshot);
      if (cache !== undefined && isSaved() && stored === undefined) {
        const { kept, failure } = cache.save(new Map([...files].map(([file, entry]) => [file, withModel(file, entry)])), fingerprint, () => snapshot);
        for (const [file, entry] of kept) if (entry.at !== undefined) store.moved(file, () => cache.readModel(file, entry));
        if (failure !== undefined) listed = [...listed, { file: '', reason: failure }];
      }
      if (!once) store.pack();
      return scanOf(snapshot);
    },
    update(file, text) {
      if (!isSourceFile(file)) {
        version++;
        isStale = true;
        const content = text ?? readIfThere(join(root, file));
        const next = new Map(texts);
        if (content === undefined) next.delete(file);
        else next.set(file, content);
        texts = next;
        packages = readPackages(texts, []);
        return;
      }
      if (!store.has(file) && !overlays.has(file) && !belongsToProject(root, file, options.exclude)) return;
      version++;
      const role = store.roleOf(file);
      const before = last === undefined || (role !== 'server' && role !== 'script') ? undefined : store.get(file);
      if (text === undefined) overlays.delete(file);
      else overlays.set(file, text);
      const content = text ?? readIfThere(join(root, file));
      if (content === undefined) {
        store.delete(file);
        broken.delete(file);
        skipped.delete(file);
      } else analyse(file, content);
      if (before === undefined || store.roleOf(file) !== role) isStale = true;
      else move(file, before);
    },
    current() {
      if (last === undefined || !isStale || store.size > quickFiles) return last;
      const scan = scanOf(snapshotOf(linkProject(linkInput())));
      store.trim();
      return scan;
    },
    get isBehind() {
      return last !== undefined && isStale;
    },
    async settle(signal) {
      while (last !== undefined && isStale) {
        const begun = version;
        const snapshot = await linkInSlices(signal);
        if (snapshot === undefined || version !== begun) continue;
        scanOf(detached(snapshot));
        store.trim();
      }
      return last;
    },
  };

  /** Undefined when something changed while it was at it. */
  async function linkInSlices(signal: AbortSignal | undefined): Promise<Snapshot | undefined> {
    const begun = version;
    const linking = linkSteps(linkInput());
    for (;;) {
      const until = performance.now() + sliceMs;
      while (performance.now() < until) {
        const step = linking.next();
        if (step.done === true) return snapshotOf(step.value);
      }
      await new Promise((resume) => { setImmediate(resume); });
      signal?.throwIfAborted();
      if (version !== begun) return undefined;
    }
  }

  function withModel(file: string, entry: CachedFile): CachedFile & { readonly model?: FileModel } {
    const model = entry.imports === undefined && entry.at === undefined ? store.get(file) : undefined;
    return model === undefined ? entry : { ...entry, model };
  }
}

/** Imports lead to sources, never to what was built of them. */
function sourcesOf(roles: ReadonlyMap<string, FileRole>): Set<string> {
  return new Set([...roles].flatMap(([file, role]) => (role === 'built' ? [] : [file])));
}

/** The same in new strings: a name cut out of a source text keeps the whole text alive. */
function detached(snapshot: Snapshot): Snapshot {
  return JSON.parse(JSON.stringify(snapshot)) as Snapshot;
}

function snapshotOf({ data, observations, failures }: Linked): Snapshot {
  return { data, observations: [...observations], failures };
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // Deleted: the caller drops what was known of it.
  }
}

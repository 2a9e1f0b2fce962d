import type { Engine, Scan } from '../analysis/engine.ts';
import type { LessonIndex } from '../curriculum/model.ts';
import { limitYoungGeneration } from '../platform/young-generation.ts';
import { detectors } from '../skills/concepts/registry.ts';
import { evaluateSkills } from '../skills/skill-map.ts';
import type { SkillReport } from '../skills/model.ts';
import { FileIndex } from './file-index.ts';
import type { FolderMap } from './protocol.ts';
import { AbortedError, type Report, SharedWork } from './shared-work.ts';

/** What is known about a folder at one moment. */
export interface Known {
  readonly scan: Scan;
  readonly skills: readonly SkillReport[];
  readonly index: FileIndex;
}

export interface FolderOptions {
  readonly uri: string;
  readonly name: string;
  readonly root: string;
  readonly cacheDir: string;
  readonly lessons: () => Promise<LessonIndex>;
  readonly createEngine: (root: string, exclude: readonly string[]) => Engine;
  /** Globs to leave out; asked for before every engine is made. */
  readonly exclude: () => Promise<readonly string[]>;
  /** Text of the documents open in this folder, by path below the root: what the editor shows wins over the disk. */
  readonly openTexts: () => Iterable<readonly [string, string]>;
  readonly onError: (what: string, error: unknown) => void;
}

/** One workspace folder: its engine, and the latest skill map made from it. */
export class Folder {
  readonly uri: string;
  readonly name: string;
  readonly root: string;
  readonly #options: FolderOptions;
  readonly #scanning: SharedWork<Known>;
  #engine: Engine | undefined;
  #lessons: LessonIndex | undefined;
  #known: Known | undefined;
  #text: { readonly of: Known; readonly json: string } | undefined;
  #isForgetful = false;
  #isDisposed = false;

  constructor(options: FolderOptions) {
    this.#options = options;
    this.uri = options.uri;
    this.name = options.name;
    this.root = options.root;
    this.#scanning = new SharedWork((signal, report) => this.#scan(signal, report));
  }

  /** The skill map, after a whole scan if there was none yet. */
  async ready(signal: AbortSignal, report?: Report): Promise<Known> {
    for (;;) {
      try {
        return this.current() ?? await this.#scanning.join(signal, report);
      } catch (error) {
        // Aborted by forget(), not by the one who asks: start over.
        if (!(error instanceof AbortedError) || signal.aborted || this.#isDisposed) throw error;
      }
    }
  }

  /** Like {@link ready}, but whoever cancels a {@link ready} cancels this too. */
  async follow(): Promise<Known> {
    return this.current() ?? await this.#scanning.follow();
  }

  /** Whether a scan was ever begun: one that was not needs no second. */
  get wasAsked(): boolean {
    return this.#engine !== undefined;
  }

  /** What is known after the latest {@link update}; undefined before the first scan. Never throws. */
  current(): Known | undefined {
    if (this.#known === undefined) return undefined;
    try {
      const scan = this.#engine?.current();
      if (scan !== undefined && scan !== this.#known.scan) this.#known = this.#evaluate(scan);
    } catch (error) {
      this.#options.onError(`Analysing ${this.root} failed; what was known before is still in use`, error);
    }
    return this.#known;
  }

  /** Works in what edits changed in a large project, in small steps; whether there was anything. Never throws. */
  async settle(): Promise<boolean> {
    const engine = this.#engine;
    if (engine?.isBehind !== true) return false;
    try {
      await engine.settle();
    } catch (error) {
      this.#options.onError(`Analysing ${this.root} failed; what was known before is still in use`, error);
      return false;
    }
    return engine === this.#engine;
  }

  /** Tells the engine that a file has other text, or, without one, that the disk counts. Never throws. */
  update(file: string, text: string | undefined): void {
    try {
      this.#engine?.update(file, text);
    } catch (error) {
      this.#options.onError(`Analysing ${file} failed`, error);
    }
  }

  /** Paths of the analysed files below a folder. */
  filesBelow(dir: string): string[] {
    const prefix = `${dir}/`;
    return this.#known === undefined ? [] : [...this.#known.scan.project.files.keys()].filter((file) => file.startsWith(prefix));
  }

  /** Starts over with the next {@link ready}; `rereadEverything` also distrusts what was remembered on disk. */
  forget(rereadEverything: boolean): void {
    this.#scanning.abort();
    this.#engine = undefined;
    this.#known = undefined;
    this.#isForgetful ||= rereadEverything;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#scanning.abort();
  }

  map(known: Known): FolderMap {
    return { uri: this.uri, name: this.name, skills: known.skills, routes: known.scan.project.routes, files: known.scan.files };
  }

  /** The map as text, to tell whether it changed. */
  mapText(known: Known): string {
    if (this.#text?.of !== known) this.#text = { of: known, json: JSON.stringify(this.map(known)) };
    return this.#text.json;
  }

  async #scan(signal: AbortSignal, report: Report): Promise<Known> {
    const { root, exclude, lessons, createEngine, openTexts, cacheDir } = this.#options;
    this.#lessons = await lessons();
    const engine = createEngine(root, await exclude());
    signal.throwIfAborted();
    this.#engine = engine;
    for (const [file, text] of openTexts()) engine.update(file, text);
    const limit = limitYoungGeneration();
    const onProgress: Report = (done, total) => {
      limit();
      report(done, total);
    };
    const scan = await engine.scan({ signal, onProgress, ...(this.#isForgetful ? {} : { cacheDir }) });
    signal.throwIfAborted();
    this.#isForgetful = false;
    this.#known = this.#evaluate(engine.current() ?? scan);
    return this.#known;
  }

  #evaluate(scan: Scan): Known {
    const skills = evaluateSkills(scan, this.#lessons ?? { skills: [] }, detectors);
    return { scan, skills, index: new FileIndex(scan.project, skills) };
  }
}

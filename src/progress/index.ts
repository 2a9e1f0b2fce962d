import { randomUUID } from 'node:crypto';
import { type Decoded, decodeProgress } from './decode.ts';
import { openProgressFile, type ProgressFile } from './file.ts';
import { mergeProgress } from './merge.ts';
import { type Answer, type ChallengeRecord, emptyProgress, type ProgressDocument, type ReachedState, reachedStates } from './model.ts';

export type { Answer, ChallengeRecord, ProgressDocument, ReachedState } from './model.ts';

/** One run of a challenge's tests. */
export interface ChallengeRun {
  readonly passed: number;
  readonly total: number;
  /** Hint rungs shown so far. */
  readonly hintsUsed: number;
}

/** What a learner has done, kept in one file. Recording never throws and never waits for the disk. */
export interface Progress {
  /** True when the file was written by a newer version: what is recorded lasts until the window closes. */
  readonly readOnly: boolean;
  recordAnswer(concept: string, question: string, choice: number, correct: boolean): void;
  recordChallenge(concept: string, run: ChallengeRun): void;
  /** Remembers a shown hint even if no run follows. */
  recordHint(concept: string, rung: number): void;
  /** Remembers the first time of `seen`, `demonstrated` and `exemplary`; other states are no achievement and are ignored. */
  recordState(concept: string, state: string): void;
  /** The current document; a new object after every change, never mutated. */
  snapshot(): ProgressDocument;
  /** Called after any change, also one made by another window. Returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Writes what is pending; resolves when it is on disk, or with one sentence about why it is not. */
  flush(): Promise<string | undefined>;
  /** Flushes and stops watching. */
  dispose(): Promise<void>;
}

export interface ProgressOptions {
  readonly now?: () => Date;
  /** How long to gather changes before a write, in milliseconds. */
  readonly writeDelayMs?: number;
  /** One sentence about a write or read that failed after opening; each sentence is reported once. */
  readonly onProblem?: (problem: string) => void;
}

/** Opens the store in the folder, which is made when needed. Never rejects; `problem` is one sentence for the person. */
export async function openProgress(folder: string, options: ProgressOptions = {}): Promise<{ progress: Progress; problem?: string }> {
  const file = openProgressFile(folder);
  const first = await file.read();
  const store = new ProgressStore(file, first.decoded, options);
  return { progress: store, ...(first.problem === undefined ? {} : { problem: first.problem }) };
}

class ProgressStore implements Progress {
  readonly readOnly: boolean;
  readonly #file: ProgressFile;
  readonly #options: ProgressOptions;
  /** Tells this window's attempts from those of others. */
  readonly #writer = randomUUID().replaceAll('-', '');
  readonly #listeners = new Set<() => void>();
  readonly #reported = new Set<string>();
  readonly #unwatch: () => void;
  #document: ProgressDocument;
  #text: string;
  #dirty = false;
  #timer: NodeJS.Timeout | undefined;
  #queue: Promise<string | undefined> = Promise.resolve(undefined);

  constructor(file: ProgressFile, decoded: Decoded | undefined, options: ProgressOptions) {
    this.#file = file;
    this.#options = options;
    this.readOnly = decoded?.kind === 'newer';
    this.#document = mergeProgress(emptyProgress(), decoded?.kind === 'ok' ? decoded.document : emptyProgress());
    this.#text = JSON.stringify(this.#document);
    this.#unwatch = this.readOnly ? () => undefined : file.watch(() => void this.#enqueue(() => this.#reread()));
  }

  recordAnswer(concept: string, question: string, choice: number, correct: boolean): void {
    const answer: Answer = { choice, correct, at: this.#now() };
    this.#add({ answers: { [concept]: { [question]: answer } } });
  }

  recordChallenge(concept: string, run: ChallengeRun): void {
    const known = this.#challenge(concept);
    const attempts = (known?.attempts[this.#writer] ?? 0) + 1;
    const passed = run.total > 0 && run.passed === run.total;
    this.#add({ challenges: { [concept]: {
      attempts: { [this.#writer]: attempts },
      hintsUsed: run.hintsUsed,
      best: { passed: Math.min(run.passed, run.total), total: run.total },
      ...(passed ? { passed: { at: this.#now(), hintsUsed: run.hintsUsed } } : {}),
    } } });
  }

  recordHint(concept: string, rung: number): void {
    this.#add({ challenges: { [concept]: { attempts: {}, hintsUsed: rung } } });
  }

  recordState(concept: string, state: string): void {
    if (!isReached(state)) return;
    this.#add({ states: { [concept]: { [state]: this.#now() } } });
  }

  snapshot(): ProgressDocument {
    return this.#document;
  }

  onChange(listener: () => void): () => void {
    const mine = () => { listener(); };
    this.#listeners.add(mine);
    return () => this.#listeners.delete(mine);
  }

  flush(): Promise<string | undefined> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#enqueue(() => this.#write());
  }

  async dispose(): Promise<void> {
    this.#unwatch();
    await this.flush();
    this.#listeners.clear();
  }

  #challenge(concept: string): ChallengeRecord | undefined {
    return Object.hasOwn(this.#document.challenges, concept) ? this.#document.challenges[concept] : undefined;
  }

  #now(): string {
    return (this.#options.now?.() ?? new Date()).toISOString();
  }

  #add(part: Partial<ProgressDocument>): void {
    const checked = decodeProgress(JSON.stringify({ ...emptyProgress(), ...part }));
    if (checked.kind !== 'ok' || checked.dropped > 0) {
      this.#report(`Not recorded, because it would not be read back: ${JSON.stringify(part)}`);
      return;
    }
    if (!this.#join(checked.document)) return;
    this.#dirty = true;
    if (this.readOnly) return;
    this.#timer ??= setTimeout(() => void this.flush(), this.#options.writeDelayMs ?? 300);
  }

  /** Joins a document into ours; tells the listeners and answers whether that changed anything. */
  #join(other: ProgressDocument): boolean {
    const merged = mergeProgress(this.#document, other);
    const text = JSON.stringify(merged);
    if (text === this.#text) return false;
    this.#document = merged;
    this.#text = text;
    for (const listener of this.#listeners) this.#guard(listener);
    return true;
  }

  #guard(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.#report(`A listener of the progress store failed: ${String(error)}`);
    }
  }

  /** Reads and writes run one after another; a failure is a sentence, and the next one still runs. */
  #enqueue(task: () => Promise<string | undefined>): Promise<string | undefined> {
    this.#queue = this.#queue.then(task).then((problem) => {
      if (problem !== undefined) this.#report(problem);
      return problem;
    });
    return this.#queue;
  }

  async #write(): Promise<string | undefined> {
    if (!this.#dirty || this.readOnly) return undefined;
    this.#dirty = false;
    const result = await this.#file.update((disk) => {
      this.#join(disk);
      return this.#document;
    });
    if (!result.written) this.#dirty = true;
    return result.problem;
  }

  /** Another window wrote: take its entries over, and write again if it did not have ours. */
  async #reread(): Promise<string | undefined> {
    const { decoded, problem } = await this.#file.read();
    if (decoded?.kind !== 'ok') return problem;
    this.#join(decoded.document);
    if (this.#text === JSON.stringify(mergeProgress(emptyProgress(), decoded.document))) return problem;
    this.#dirty = true;
    return (await this.#write()) ?? problem;
  }

  #report(problem: string): void {
    if (this.#reported.has(problem)) return;
    this.#reported.add(problem);
    this.#options.onProblem?.(problem);
  }
}

function isReached(state: string): state is ReachedState {
  return (reachedStates as readonly string[]).includes(state);
}

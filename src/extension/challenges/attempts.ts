import { stat } from 'node:fs/promises';
import { sep } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { contextKeys } from '../ids.ts';

const attemptsKey = 'backendCoach.attempts';
const stored = v.object({ dirs: v.record(v.string(), v.string()), current: v.exactOptional(v.string()) });
type Stored = v.InferOutput<typeof stored>;

/** Where the learner works on which challenge, over all windows. What happened in an attempt is kept in its own folder. */
export class Attempts implements vscode.Disposable {
  readonly #memento: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
    this.#setContext();
  }

  /** Concept ids that have an attempt, the latest first. */
  get concepts(): readonly string[] {
    const { dirs, current } = this.#read();
    const all = Object.keys(dirs);
    return current !== undefined && current in dirs ? [current, ...all.filter((concept) => concept !== current)] : all;
  }

  /** The challenge that was started, run or asked about last. */
  get current(): string | undefined { return this.concepts[0]; }

  dirOf(concept: string): string | undefined {
    const { dirs } = this.#read();
    return Object.hasOwn(dirs, concept) ? dirs[concept] : undefined;
  }

  /** The attempt that holds this file. */
  owning(file: vscode.Uri): string | undefined {
    if (file.scheme !== 'file') return undefined;
    return this.concepts.find((concept) => {
      const dir = this.dirOf(concept);
      // Through a URI, so that both have their drive letter in the same case.
      return dir !== undefined && file.fsPath.startsWith(vscode.Uri.file(dir).fsPath + sep);
    });
  }

  async remember(concept: string, dir: string): Promise<void> {
    const { dirs } = this.#read();
    await this.#write({ dirs: { ...dirs, [concept]: dir }, current: concept });
  }

  async setCurrent(concept: string): Promise<void> {
    const known = this.#read();
    if (known.current !== concept && concept in known.dirs) await this.#write({ ...known, current: concept });
  }

  /** Forgets attempts whose folder was deleted. */
  async prune(): Promise<void> {
    const known = this.#read();
    const entries = await Promise.all(Object.entries(known.dirs).map(async (entry) => ({ entry, exists: await isFolder(entry[1]) })));
    const kept = entries.filter(({ exists }) => exists).map(({ entry }) => entry);
    if (kept.length < entries.length) await this.#write({ ...known, dirs: Object.fromEntries(kept) });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #read(): Stored {
    const parsed = v.safeParse(stored, this.#memento.get(attemptsKey));
    return parsed.success ? parsed.output : { dirs: {} };
  }

  async #write(value: Stored): Promise<void> {
    await this.#memento.update(attemptsKey, value);
    this.#setContext();
    this.#changed.fire();
  }

  #setContext(): void {
    void vscode.commands.executeCommand('setContext', contextKeys.hasAttempt, this.concepts.length > 0);
  }
}

async function isFolder(dir: string): Promise<boolean> {
  return stat(dir).then((found) => found.isDirectory(), () => false);
}

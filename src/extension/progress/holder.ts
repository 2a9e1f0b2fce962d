import * as vscode from 'vscode';
import type { Progress, ProgressDocument } from '../../progress/index.ts';
import type { SkillMap } from '../../server/protocol.ts';

/** Opens the store in a folder; replaced in tests. */
export type OpenProgress = (folder: string, onProblem: (problem: string) => void) => Promise<{ progress: Progress; problem?: string }>;

/**
 * The learner's progress while its file is being read, and after. Activation never waits for the disk: what is recorded before
 * the file is open is recorded then.
 */
export class ProgressHolder implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly ready: Promise<void>;
  #progress: Progress | undefined;
  #problem: string | undefined;
  #waiting: ((progress: Progress) => void)[] = [];

  constructor(open: OpenProgress, folder: string, log: vscode.LogOutputChannel) {
    this.ready = open(folder, (problem) => { log.warn(problem); }).then(({ progress, problem }) => {
      this.#progress = progress;
      progress.onChange(() => { this.#changed.fire(); });
      for (const record of this.#waiting) record(progress);
      this.#waiting = [];
      // The one message about a file that was set aside; nobody waits for it to be read.
      this.#problem = problem;
      if (problem !== undefined) void vscode.window.showWarningMessage(problem);
      this.#changed.fire();
    }).catch((error: unknown) => { log.error('The progress file could not be opened.', error instanceof Error ? error : String(error)); });
  }

  get document(): ProgressDocument | undefined {
    return this.#progress?.snapshot();
  }

  /** What was wrong with the file when it was opened, as the person was told. */
  get problem(): string | undefined { return this.#problem; }

  /** Runs now, or as soon as the store is open. */
  record(change: (progress: Progress) => void): void {
    if (this.#progress) change(this.#progress);
    else this.#waiting.push(change);
  }

  /** Remembers the states that the map shows, each the first time it was reached. */
  recordStates(map: SkillMap): void {
    const concepts = map.folders.flatMap(({ skills }) => skills.flatMap((skill) => skill.concepts));
    this.record((progress) => {
      const known: Readonly<Record<string, Readonly<Record<string, string>>>> = progress.snapshot().states;
      for (const { id, state } of concepts) if (known[id]?.[state] === undefined) progress.recordState(id, state);
    });
  }

  passedChallenges(): ReadonlySet<string> {
    const challenges = Object.entries(this.document?.challenges ?? {});
    return new Set(challenges.filter(([, record]) => record.passed).map(([concept]) => concept));
  }

  flush(): Promise<unknown> {
    return this.#progress?.flush() ?? Promise.resolve();
  }

  dispose(): void {
    this.#changed.dispose();
    void this.#progress?.dispose();
  }
}

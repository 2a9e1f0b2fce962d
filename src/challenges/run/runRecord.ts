import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Challenge, Place, RunEvent, RunResult, TestOutcome, TestRef } from '../model.ts';
import { Places } from './places.ts';
import type { Ending } from './supervise.ts';
import type { WireMessage } from './wire.ts';

const longestOutput = 256 * 1024;

/** Collects what a run tells, passes it on as it comes, and says in the end how the run went. */
export class RunRecord {
  readonly #challenge: Challenge;
  readonly #announced: readonly TestRef[];
  readonly #edited: readonly string[];
  readonly #onEvent: ((event: RunEvent) => void) | undefined;
  readonly #outcomes: TestOutcome[] = [];
  #running: TestRef | undefined;
  #places: Places | undefined;
  #startedAt = 0;
  #output = '';
  #outputCut = false;
  #compileErrors: Extract<WireMessage, { kind: 'compile-errors' }>['errors'] | undefined;
  #loadFailure: Extract<WireMessage, { kind: 'load-failed' }> | undefined;
  #exit: { readonly code: number; readonly at?: Place } | undefined;
  #lastErrors = '';

  constructor(challenge: Challenge, announced: readonly TestRef[], edited: readonly string[], onEvent: ((event: RunEvent) => void) | undefined) {
    this.#challenge = challenge;
    this.#announced = announced;
    this.#edited = edited;
    this.#onEvent = onEvent;
  }

  start(runFolder: string): void {
    this.#startedAt = performance.now();
    this.#places = new Places(runFolder, (file) => existsSync(join(runFolder, file.replace(/\.([cm]?)js$/, '.$1ts'))));
    this.#emit({ kind: 'started', tests: this.#announced });
  }

  onMessage(message: WireMessage): void {
    switch (message.kind) {
      case 'test-started': {
        // Suites are announced like tests; they are no result of their own.
        const isSuite = this.#announced.some(({ path }) => path.length > message.test.path.length && message.test.path.every((name, depth) => name === path[depth]));
        if (isSuite) return;
        this.#running = message.test;
        this.#emit({ kind: 'test-started', test: message.test });
        return;
      }
      case 'test-finished':
        if (this.#running?.id === message.outcome.test.id) this.#running = undefined;
        this.#outcomes.push(message.outcome);
        this.#emit({ kind: 'test-finished', outcome: message.outcome });
        return;
      case 'compile-errors': this.#compileErrors = message.errors; return;
      case 'load-failed': this.#loadFailure = message; return;
      case 'exit': this.#exit = message; return;
      case 'done': case 'over-memory': return;
    }
  }

  onOutput(stream: 'stdout' | 'stderr', raw: string): void {
    if (this.#outputCut) return;
    const text = this.#places?.relativeText(raw) ?? raw;
    if (stream === 'stderr') this.#lastErrors = `${this.#lastErrors}${text}`.slice(-4_000);
    this.#outputCut = this.#output.length + text.length > longestOutput;
    const kept = this.#outputCut ? `${text.slice(0, Math.max(0, longestOutput - this.#output.length))}\n(more output was cut off)\n` : text;
    this.#output += kept;
    this.#emit({ kind: 'output', stream, text: kept });
  }

  result(ending: Ending): RunResult {
    const { timeLimit, memoryLimit } = this.#challenge;
    const seen = new Set(this.#outcomes.map(({ test }) => test.id));
    const base = {
      outcomes: this.#outcomes,
      notRun: this.#announced.filter(({ id }) => !seen.has(id)),
      output: this.#output,
      outputCut: this.#outputCut,
      durationMs: performance.now() - this.#startedAt,
      editedTests: this.#edited,
    };
    const during = this.#running ? { during: this.#running } : {};
    const where = this.#running ? `during "${this.#running.name}"` : seen.size > 0 ? 'between two tests' : 'before the first test';
    if (ending.kind === 'cancelled') return { ...base, kind: 'cancelled' };
    if (ending.kind === 'not-started') return { ...base, kind: 'unavailable', message: `The tests could not be started: ${ending.message}.` };
    if (this.#compileErrors?.[0]) {
      const [first] = this.#compileErrors;
      const more = this.#compileErrors.length > 1 ? ` (and ${this.#compileErrors.length - 1} more)` : '';
      return { ...base, kind: 'compile-error', message: `${first.file}:${first.line}: ${first.message}${more}`, errors: this.#compileErrors };
    }
    if (ending.kind === 'timed-out') {
      return { ...base, kind: 'timed-out', limit: timeLimit, message: `Stopped ${where}: the time limit of ${timeLimit} seconds was over. An endless loop, or something that is awaited and never happens.`, ...during };
    }
    if (ending.kind === 'out-of-memory') {
      return { ...base, kind: 'out-of-memory', limit: memoryLimit, message: `Stopped ${where}: the memory limit of ${memoryLimit} MiB was passed.`, ...during };
    }
    if (this.#loadFailure) {
      const { message, at } = this.#loadFailure;
      return { ...base, kind: 'crashed', message: at ? `${at.file}:${at.line}: ${message}` : message, ...(at ? { at } : {}) };
    }
    if (ending.kind === 'exited') return { ...base, kind: 'crashed', ...this.#crash(ending, where), ...during };
    const failed = this.#outcomes.filter((outcome) => outcome.kind === 'failed');
    if (failed[0]) {
      const passed = this.#outcomes.filter(({ kind }) => kind === 'passed').length;
      const firstFailure = failed[0];
      return { ...base, kind: 'failed', firstFailure, message: `${failed.length} of ${failed.length + passed} tests failed, first "${firstFailure.test.name}": ${firstFailure.failure.message}` };
    }
    if (seen.size === 0) return { ...base, kind: 'crashed', message: 'No test ran.' };
    return { ...base, kind: 'passed' };
  }

  #crash({ code, signal }: Extract<Ending, { kind: 'exited' }>, where: string): { readonly message: string; readonly at?: Place } {
    if (this.#exit?.at) {
      const { file, line } = this.#exit.at;
      return { message: `${file}:${line}: process.exit(${this.#exit.code}) ended the tests ${where}.`, at: this.#exit.at };
    }
    const how = signal === null ? `with exit code ${code ?? 'unknown'}` : `by the signal ${signal}`;
    const said = this.#lastErrors.trim();
    const [at] = [...this.#places?.fromStack(said) ?? []];
    return { message: `The process of the tests ended ${where} ${how}.${said === '' ? '' : `\n${said}`}`, ...(at ? { at } : {}) };
  }

  #emit(event: RunEvent): void {
    this.#onEvent?.(event);
  }
}

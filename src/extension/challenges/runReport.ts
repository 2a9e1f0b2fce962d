import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Place, RunEvent, RunResult, TestFailure, TestOutcome, TestRef } from '../../challenges/index.ts';
import { failureContext } from '../ids.ts';
import { findTestItem, rangeOf, syncTestItems } from './testItems.ts';

/** Carries what the engine says about one run into the Testing view. */
export class RunReport {
  readonly #controller: vscode.TestController;
  readonly #run: vscode.TestRun;
  readonly #root: vscode.TestItem;
  readonly #dir: string;

  constructor(controller: vscode.TestController, run: vscode.TestRun, root: vscode.TestItem, dir: string) {
    this.#controller = controller;
    this.#run = run;
    this.#root = root;
    this.#dir = dir;
  }

  onEvent(event: RunEvent): void {
    switch (event.kind) {
      case 'started':
        syncTestItems(this.#controller, this.#root, event.tests, this.#dir);
        for (const test of event.tests) this.#on(test, (item) => { this.#run.enqueued(item); });
        return;
      case 'test-started': this.#on(event.test, (item) => { this.#run.started(item); }); return;
      case 'test-finished': this.#outcome(event.outcome); return;
      case 'output': this.say(event.text); return;
    }
  }

  /** What the outcomes of the single tests do not say: why the run as a whole ended as it did. */
  finish(result: RunResult): void {
    switch (result.kind) {
      case 'passed':
        this.sayLine(vscode.l10n.t('All {0} tests passed.', result.outcomes.length));
        return;
      case 'failed':
        this.sayLine(result.message);
        return;
      case 'compile-error':
        this.#run.errored(this.#root, result.errors.map((error) => this.#message(error.message, error)));
        break;
      case 'timed-out':
      case 'out-of-memory':
        this.#error(result.during, this.#message(result.message));
        break;
      case 'crashed':
        this.#error(result.during, this.#message(result.message, result.at));
        break;
      case 'unavailable':
        this.#run.errored(this.#root, this.#message(result.message));
        break;
      case 'cancelled':
        for (const test of result.notRun) this.#on(test, (item) => { this.#run.skipped(item); });
        this.sayLine(vscode.l10n.t('Stopped.'));
        return;
    }
    const during = result.kind === 'compile-error' || result.kind === 'unavailable' ? undefined : result.during?.id;
    for (const test of result.notRun) if (test.id !== during) this.#on(test, (item) => { this.#run.skipped(item); });
    this.sayLine(result.message);
  }

  say(text: string): void {
    // The output is a terminal: it wants carriage returns.
    this.#run.appendOutput(text.replace(/\r?\n/g, '\r\n'));
  }

  sayLine(text: string): void {
    this.say(`${text}\n`);
  }

  #outcome(outcome: TestOutcome): void {
    this.#on(outcome.test, (item) => {
      if (outcome.kind === 'passed') this.#run.passed(item, outcome.durationMs);
      else if (outcome.kind === 'skipped') this.#run.skipped(item);
      else this.#run.failed(item, this.#failure(outcome.failure, outcome.test), outcome.durationMs);
    });
    this.sayLine(`${{ passed: '✓', failed: '✗', skipped: '-' }[outcome.kind]} ${outcome.test.id}`);
    if (outcome.kind === 'failed') this.say(`${indent(outcome.failure.stack ?? outcome.failure.message)}\n`);
  }

  #failure(failure: TestFailure, test: TestRef): vscode.TestMessage {
    const message = this.#message(failure.message, failure.at ?? failure.source ?? test.at);
    if (failure.expected !== undefined && failure.actual !== undefined) {
      message.expectedOutput = failure.expected;
      message.actualOutput = failure.actual;
    }
    const frames = [failure.source, failure.at].filter((place) => place !== undefined);
    message.stackTrace = frames.map((place) => new vscode.TestMessageStackFrame(place.file, this.#uri(place), new vscode.Position(place.line - 1, 0)));
    return message;
  }

  #message(text: string, at?: Place): vscode.TestMessage {
    const message = new vscode.TestMessage(text);
    message.contextValue = failureContext;
    if (at) message.location = new vscode.Location(this.#uri(at), rangeOf(at));
    return message;
  }

  #error(during: TestRef | undefined, message: vscode.TestMessage): void {
    const item = during ? findTestItem(this.#root, during) : undefined;
    this.#run.errored(item ?? this.#root, message);
  }

  #uri(place: Place): vscode.Uri {
    return vscode.Uri.file(join(this.#dir, place.file));
  }

  #on(test: TestRef, act: (item: vscode.TestItem) => void): void {
    const item = findTestItem(this.#root, test);
    if (item) act(item);
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}

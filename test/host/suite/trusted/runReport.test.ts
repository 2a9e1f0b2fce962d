import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunEvent, RunResult, TestRef } from '../../../../src/challenges/index.ts';
import { RunReport } from '../../../../src/extension/challenges/runReport.ts';
import { findTestItem } from '../../../../src/extension/challenges/testItems.ts';

const dir = '/attempts/databases-transactions';
const keepsSum: TestRef = { id: 'transfer > keeps the sum', name: 'keeps the sum', path: ['transfer', 'keeps the sum'], at: { file: 'tests/transfer.test.ts', line: 12 } };
const refuses: TestRef = { id: 'transfer > refuses an overdraft', name: 'refuses an overdraft', path: ['transfer', 'refuses an overdraft'], at: { file: 'tests/transfer.test.ts', line: 30 } };
const base = { outcomes: [], notRun: [], output: '', outputCut: false, durationMs: 5, editedTests: [] } as const;

interface Call { readonly what: string; readonly item: string; readonly messages: readonly vscode.TestMessage[] }

/** A run that remembers what it was told, in place of the editor's. */
function recorder(): { readonly run: vscode.TestRun; readonly calls: Call[]; readonly output: () => string } {
  const calls: Call[] = [];
  let output = '';
  const note = (what: string) => (item: vscode.TestItem, message?: unknown): void => {
    calls.push({ what, item: item.id, messages: [message].flat().filter((part) => part instanceof vscode.TestMessage) });
  };
  const run = {
    enqueued: note('enqueued'), started: note('started'), passed: note('passed'), failed: note('failed'), errored: note('errored'), skipped: note('skipped'),
    appendOutput: (text: string) => { output += text; },
  };
  return { run: run as unknown as vscode.TestRun, calls, output: () => output };
}

describe('the report of a challenge run', () => {
  let controller: vscode.TestController;
  let root: vscode.TestItem;

  beforeEach(() => {
    controller = vscode.tests.createTestController(`report-${Date.now()}`, 'report');
    root = controller.createTestItem('databases/transactions', 'Transfers');
    controller.items.add(root);
  });
  afterEach(() => { controller.dispose(); });

  function report(events: readonly RunEvent[], result?: RunResult): ReturnType<typeof recorder> {
    const recorded = recorder();
    const running = new RunReport(controller, recorded.run, root, dir);
    for (const event of events) running.onEvent(event);
    if (result) running.finish(result);
    return recorded;
  }

  it('makes items below their suites, and keeps them from run to run', () => {
    report([{ kind: 'started', tests: [keepsSum, refuses] }]);
    const item = findTestItem(root, keepsSum);
    assert.equal(item?.label, 'keeps the sum');
    assert.equal(item.parent?.label, 'transfer');
    assert.equal(item.uri?.fsPath, vscode.Uri.file(join(dir, 'tests/transfer.test.ts')).fsPath);
    assert.equal(item.range?.start.line, 11);
    report([{ kind: 'started', tests: [keepsSum] }]);
    assert.equal(findTestItem(root, keepsSum), item);
    assert.equal(findTestItem(root, refuses), undefined);
  });

  it('shows expected and actual where the test failed, with the learner’s own line', () => {
    const { calls } = report([
      { kind: 'started', tests: [keepsSum] },
      { kind: 'test-started', test: keepsSum },
      { kind: 'test-finished', outcome: { kind: 'failed', test: keepsSum, durationMs: 7, failure: {
        message: 'The sum changed', expected: '1000', actual: '900', at: { file: 'tests/transfer.test.ts', line: 18 }, source: { file: 'src/transfer.ts', line: 4 },
      } } },
    ]);
    assert.deepEqual(calls.map(({ what }) => what), ['enqueued', 'started', 'failed']);
    const [message] = calls[2]?.messages ?? [];
    assert.ok(message);
    assert.deepEqual([message.expectedOutput, message.actualOutput], ['1000', '900']);
    assert.equal(message.location?.uri.fsPath, vscode.Uri.file(join(dir, 'tests/transfer.test.ts')).fsPath);
    assert.equal(message.location.range.start.line, 17);
    assert.deepEqual(message.stackTrace?.map(({ label, position }) => [label, position?.line]), [['src/transfer.ts', 3], ['tests/transfer.test.ts', 17]]);
    assert.equal(message.contextValue, 'backendCoach.failure');
  });

  it('blames the test that was running when time ran out, and no other', () => {
    const { calls, output } = report([{ kind: 'started', tests: [keepsSum, refuses] }], {
      ...base, kind: 'timed-out', message: 'Stopped after 20 seconds.', limit: 20, during: keepsSum, notRun: [keepsSum, refuses],
    });
    assert.deepEqual(calls.slice(2).map(({ what, item }) => [what, item]), [
      ['errored', 'databases/transactions > transfer > keeps the sum'], ['skipped', 'databases/transactions > transfer > refuses an overdraft'],
    ]);
    assert.match(output(), /Stopped after 20 seconds\.\r\n/);
  });

  it('puts compile errors on their lines', () => {
    const { calls } = report([], { ...base, kind: 'compile-error', message: 'It does not compile.', errors: [{ file: 'src/transfer.ts', line: 3, column: 9, message: 'Unexpected token' }] });
    assert.deepEqual(calls.map(({ what, item }) => [what, item]), [['errored', root.id]]);
    assert.equal(calls[0]?.messages[0]?.location?.range.start.line, 2);
  });

  it('passes on what the program printed, for a terminal', () => {
    assert.equal(report([{ kind: 'output', stream: 'stdout', text: 'one\ntwo\r\n' }]).output(), 'one\r\ntwo\r\n');
  });
});

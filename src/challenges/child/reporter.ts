import type { TestRef } from '../model.ts';
import { tell } from './channel.ts';
import { describeFailure, type TestRunnerError } from './failure.ts';
import { session } from './session.ts';

/** The parts of a `node:test` event that are used; the same from Node 20 on. */
interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name: string;
    readonly nesting: number;
    readonly file?: string;
    readonly line?: number;
    readonly skip?: unknown;
    readonly todo?: unknown;
    readonly details?: { readonly duration_ms: number; readonly type?: string; readonly error?: TestRunnerError };
  };
}

/** Reporter for `node --test-reporter`: passes on what happens, and prints nothing. */
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const running: string[] = [];
  const reported: { name: string; hasChildren: boolean }[] = [];
  const shared = session();
  for await (const { type, data } of events) {
    switch (type) {
      case 'test:enqueue':
        if (data.nesting === 0) shared.open = (shared.open ?? 0) + 1;
        break;
      case 'test:dequeue':
        running.length = data.nesting;
        running.push(data.name);
        tell({ kind: 'test-started', test: testRef(running, data) });
        break;
      case 'test:start': {
        const parent = reported[data.nesting - 1];
        if (parent) parent.hasChildren = true;
        reported.length = data.nesting;
        reported.push({ name: data.name, hasChildren: false });
        break;
      }
      case 'test:pass':
      case 'test:fail': {
        const hasChildren = reported[data.nesting]?.hasChildren === true || data.details?.type === 'suite';
        reported.length = data.nesting + 1;
        tellOutcome(type === 'test:pass', testRef(reported.map(({ name }) => name), data), data, hasChildren);
        if (data.nesting === 0) shared.open = (shared.open ?? 0) - 1;
        break;
      }
      default:
    }
  }
  yield '';
}

function tellOutcome(passed: boolean, test: TestRef, data: TestEvent['data'], hasChildren: boolean): void {
  const failureType = data.details?.error?.failureType;
  // A suite is as good as its tests, unless its own hooks failed.
  if (hasChildren && (passed || failureType === 'subtestsFailed')) return;
  const durationMs = data.details?.duration_ms ?? 0;
  if (isSet(data.skip) || isSet(data.todo)) tell({ kind: 'test-finished', outcome: { kind: 'skipped', test } });
  else if (passed) tell({ kind: 'test-finished', outcome: { kind: 'passed', test, durationMs } });
  else if (failureType !== 'cancelledByParent' && data.details?.error) {
    tell({ kind: 'test-finished', outcome: { kind: 'failed', test, durationMs, failure: describeFailure(data.details.error, session().places) } });
  }
}

function testRef(path: readonly string[], { file, line }: TestEvent['data']): TestRef {
  const relative = file === undefined ? undefined : session().places.relativeFile(file);
  return {
    id: path.join(' > '),
    name: path.at(-1) ?? '',
    path: [...path],
    ...(relative !== undefined && line !== undefined ? { at: { file: relative, line } } : {}),
  };
}

/** `skip` and `todo` are true or the reason given. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== false;
}

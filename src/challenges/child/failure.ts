import { AssertionError } from 'node:assert';
import { inspect } from 'node:util';
import type { TestFailure } from '../model.ts';
import type { Places } from '../run/places.ts';

/** What `node:test` puts around the error of a test. */
export interface TestRunnerError extends Error {
  readonly failureType?: string;
  readonly cause?: unknown;
}

const longest = 8_000;

/** A failed test as a person needs it: what was expected, what came, and the two places that matter. */
export function describeFailure(error: TestRunnerError, places: Places): TestFailure {
  const cause = error.cause ?? error;
  if (error.failureType === 'testTimeoutFailure') return { message: 'The test did not finish in time. Something it waits for never happens: a promise that never settles, or a connection never given back.' };
  if (!(cause instanceof Error)) return { message: cut(typeof cause === 'string' ? cause : `A value that is no error was thrown: ${inspect(cause)}`) };
  const message = cut(`${prefix(error.failureType)}${places.relativeText(messageOf(cause))}`);
  const found = [...places.fromStack(stackOf(cause))];
  const at = found.find(({ file }) => file.startsWith('tests/'));
  const source = found.find(({ file }) => !file.startsWith('tests/'));
  const frames = places.readableStack(stackOf(cause)).split('\n').filter((line) => /^\s+at /.test(line));
  return {
    message,
    ...(cause instanceof AssertionError ? compared(cause) : {}),
    ...(at ? { at } : {}),
    ...(source ? { source } : {}),
    stack: [message, ...frames].join('\n'),
  };
}

function prefix(failureType: string | undefined): string {
  switch (failureType) {
    case 'uncaughtException': return 'An error was thrown where nothing could catch it: ';
    case 'unhandledRejection': return 'A promise was rejected and nothing handled it: ';
    case 'hookFailed': return 'The preparation of the tests failed: ';
    default: return '';
  }
}

function messageOf(error: Error): string {
  if (error instanceof AssertionError) {
    // Generated messages carry their own coloured diff below the first line; expected and actual say it better.
    return error.generatedMessage ? (error.message.split('\n')[0] ?? error.message).replace(/:$/, '.') : withoutDiff(error.message);
  }
  const code = 'code' in error && typeof error.code === 'string' && !error.message.includes(error.code) ? ` [${error.code}]` : '';
  const because = error.cause instanceof Error ? `\ncaused by ${messageOf(error.cause)}` : '';
  return `${error.name}${code}: ${error.message}${because}`;
}

/** Node adds the difference, or what was missed, to a message of one's own. */
function withoutDiff(message: string): string {
  const diff = message.lastIndexOf('\n+ actual - expected\n');
  const own = diff === -1 ? message.replace(/\n\n[^\n]*\n$/, '') : message.slice(0, diff);
  return own.replace(/^Missing expected (?:exception|rejection): /, '');
}

function stackOf(error: Error): string {
  const own = error.stack ?? '';
  // Only the frames: a message may hold anything.
  const frames = own.startsWith(`${error.name}: ${error.message}`) ? own.slice(error.name.length + 2 + error.message.length) : own;
  return error.cause instanceof Error ? `${frames}\n${stackOf(error.cause)}` : frames;
}

/** The two values of an assertion that compared; `ok` and `fail` compare nothing worth showing. */
function compared(error: AssertionError): Pick<TestFailure, 'expected' | 'actual'> {
  const { operator, expected, actual } = error as { operator: string; expected: unknown; actual: unknown };
  if (['==', 'fail', 'ifError', 'doesNotThrow', 'doesNotReject'].includes(operator)) return {};
  if ((operator === 'throws' || operator === 'rejects') && actual === undefined) return {};
  if (typeof expected === 'string' && typeof actual === 'string') return { expected: cut(expected), actual: cut(actual) };
  return { expected: print(expected), actual: print(actual) };
}

function print(value: unknown): string {
  return cut(inspect(value, { depth: 8, breakLength: 100, compact: 3, sorted: true, maxArrayLength: 200, maxStringLength: 4_000 }));
}

function cut(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}… (${(text.length - longest).toLocaleString('en')} characters more)` : text;
}

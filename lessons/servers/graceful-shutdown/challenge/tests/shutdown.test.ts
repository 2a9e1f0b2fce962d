import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Outcome } from './client.js';
import { deploy, impatient, stuck, type Deploy, type Ending } from './scenarios.js';

describe('a statement service that is told to stop', () => {
  let deployed: Deploy;
  let forced: { ending: Ending; deadlineMs: number };
  let hurried: { slow: Outcome; ending: Ending; queue: readonly string[] };

  before(async () => {
    [deployed, forced, hurried] = await Promise.all([deploy(), stuck(), impatient()]);
  }, { timeout: 20_000 });

  it('answers readiness with 503 before it stops listening', () => {
    const { readiness } = deployed;
    assert.equal(describeOutcome(readiness[0]), '503',
      'After SIGTERM the first answer of /ready has to be 503, on a new connection: it is how the load balancer learns that this process is leaving.');
    const wrong = readiness.find((outcome) => outcome.kind === 'answered' && outcome.status !== 503);
    assert.equal(wrong && describeOutcome(wrong), undefined, 'Once it is draining, the process must not call itself ready again.');
  });

  it('serves requests that arrive during the notice', () => {
    assert.equal(describeOutcome(deployed.late), '200',
      'A request arrived 60 ms after SIGTERM, well within noticeMs. The load balancer had not noticed yet, so its client got a 502.');
  });

  it('refuses new connections after the notice', () => {
    assert.equal(deployed.keptListening, false,
      'The port still accepted connections when the two-second request ended, long after noticeMs was over: new work keeps coming to a process that is leaving.');
  });

  it('finishes the request that was in flight', () => {
    assert.equal(describeOutcome(deployed.slow), '200',
      'A request of two seconds was running when SIGTERM came. It has to be finished, and it asks the ledger once more before its answer.');
    const { opening, closing } = JSON.parse(bodyOf(deployed.slow)) as { opening?: number; closing?: number };
    assert.deepEqual({ opening, closing }, { opening: 100, closing: 100 }, 'The answer arrived, but not with both balances.');
  });

  it('breaks no request on a kept-alive connection', () => {
    const broken = deployed.chatty.filter((outcome) => outcome.kind !== 'refused').map(describeOutcome).filter((text) => text !== '200');
    assert.deepEqual(broken, [],
      'A client that sends one request after the other on one connection lost some of them. Each has to be answered, or its connection refused from the start.');
  });

  it('exits with code 0 when all is done', () => {
    assert.equal(describeEnding(deployed.ending), 'code 0',
      'All requests were finished and the job could be returned, so the process has to end by itself with code 0, before the deadline. '
      + 'If it did not: what was still open? A kept-alive connection, a job, a timer?');
  });

  it('returns the job it was working on', () => {
    const after = deployed.queue.filter((op) => op !== 'page');
    assert.deepEqual(after, ['take', 'return', 'bye'],
      'The queue should hear: take, then return (after the page in hand), then bye. '
      + 'A job that is neither done nor returned stays locked for an hour, and a new one must not be taken.');
  });

  it('closes the ledger after the last question to it', () => {
    assert.deepEqual(deployed.ledger.filter((op) => op !== 'balance'), ['bye'],
      '`lost` is a connection that ended without close(): the ledger keeps its session until a timeout. It has to hear one bye.');
    assert.equal(deployed.ledger.at(-1), 'bye', 'The ledger was asked after it had been closed.');
    assert.equal(describeOutcome(deployed.slow), '200', 'The ledger was closed while the two-second request still needed it.');
  });

  it('forces a non-zero exit at the deadline', () => {
    const { ending, deadlineMs } = forced;
    assert.notEqual(ending, 'still running',
      `With a request that never ends, the process was still there seconds after its deadline of ${deadlineMs} ms. The platform would send SIGKILL now, without a log line.`);
    if (ending === 'still running') return;
    assert.equal(typeof ending.code, 'number', 'The process was killed by a signal instead of exiting by itself.');
    assert.notEqual(ending.code, 0, 'A request was cut off, and code 0 says that all went well. Nobody will ever look into it.');
    assert.ok(ending.afterMs > deadlineMs * 0.8,
      `The process gave up after ${Math.round(ending.afterMs)} ms, but it had ${deadlineMs} ms: a request that needs a little longer deserves them.`);
  });

  it('takes a second SIGTERM calmly', () => {
    assert.equal(describeOutcome(hurried.slow), '200', 'SIGTERM came three times, and the request that was running did not survive it.');
    assert.equal(describeEnding(hurried.ending), 'code 0', 'SIGTERM came three times. That must neither crash the process nor start the sequence again.');
    assert.deepEqual(hurried.queue.filter((op) => op !== 'page'), ['take', 'return', 'bye'], 'With three signals the job has to be returned once, as with one.');
  });
});

function describeOutcome(outcome: Outcome | undefined): string {
  if (!outcome) return 'nothing';
  if (outcome.kind === 'answered') return String(outcome.status);
  return outcome.kind === 'refused' ? 'connection refused' : `connection broken (${outcome.code})`;
}

function bodyOf(outcome: Outcome): string {
  return outcome.kind === 'answered' ? outcome.body : '{}';
}

function describeEnding(ending: Ending): string {
  if (ending === 'still running') return 'still running, seconds after the deadline';
  return ending.code === null ? 'killed by a signal' : `code ${ending.code}`;
}

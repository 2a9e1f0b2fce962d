import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { AbortedError, type Report, SharedWork } from '../../../src/server/shared-work.ts';

/** Work under control of the test: every run waits to be finished, and notices its abort. */
function controlled() {
  const runs: { finish: (value: string) => void; fail: (error: Error) => void; report: Report; aborted: boolean }[] = [];
  const work = new SharedWork<string>((signal, report) => new Promise((resolve, reject) => {
    const run = { finish: resolve, fail: reject, report, aborted: false };
    signal.addEventListener('abort', () => {
      run.aborted = true;
      setTimeout(() => { reject(new Error('stopped half way')); }, 5);
    });
    runs.push(run);
  }));
  return { work, runs };
}

describe('SharedWork', () => {
  it('runs once for all who join meanwhile, and tells all of them how far it is', async () => {
    const { work, runs } = controlled();
    const seen: string[] = [];
    const one = work.join(new AbortController().signal, (done, total) => seen.push(`one ${done}/${total}`));
    const two = work.join(new AbortController().signal, (done, total) => seen.push(`two ${done}/${total}`));
    await sleep(1);
    runs[0]?.report(1, 4);
    runs[0]?.finish('map');
    assert.deepEqual(await Promise.all([one, two]), ['map', 'map']);
    assert.deepEqual(seen, ['one 1/4', 'two 1/4']);
    assert.equal(runs.length, 1);
  });

  it('goes on while one of two still waits', async () => {
    const { work, runs } = controlled();
    const leaving = new AbortController();
    const one = work.join(leaving.signal);
    const two = work.join(new AbortController().signal);
    await sleep(1);
    leaving.abort();
    await assert.rejects(one, AbortedError);
    assert.equal(runs[0]?.aborted, false);
    runs[0].finish('map');
    assert.equal(await two, 'map');
  });

  it('stops when the last one leaves, and begins again after the old run has stopped', async () => {
    const { work, runs } = controlled();
    const leaving = new AbortController();
    const one = work.join(leaving.signal);
    await sleep(1);
    leaving.abort();
    await assert.rejects(one, AbortedError);
    assert.equal(runs[0]?.aborted, true);
    const two = work.join(new AbortController().signal);
    assert.equal(runs.length, 1);
    await sleep(20);
    assert.equal(runs.length, 2);
    runs[1]?.finish('second');
    assert.equal(await two, 'second');
  });

  it('lets a follower hold nothing up', async () => {
    const { work, runs } = controlled();
    const leaving = new AbortController();
    const follower = work.follow();
    const one = work.join(leaving.signal);
    await sleep(1);
    leaving.abort();
    await assert.rejects(one, AbortedError);
    await assert.rejects(follower, AbortedError);
    assert.equal(runs[0]?.aborted, true);
  });

  it('passes a failure on to everybody and can run again', async () => {
    const { work, runs } = controlled();
    const one = work.join(new AbortController().signal);
    const follower = work.follow();
    await sleep(1);
    runs[0]?.fail(new Error('disk on fire'));
    await assert.rejects(one, /disk on fire/);
    await assert.rejects(follower, /disk on fire/);
    const again = work.follow();
    await sleep(1);
    runs[1]?.finish('fine');
    assert.equal(await again, 'fine');
  });

  it('does not even start for one who has already left', async () => {
    const { work, runs } = controlled();
    await assert.rejects(work.join(AbortSignal.abort()), AbortedError);
    assert.equal(runs.length, 0);
  });
});

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pacer } from '../../../src/server/pacer.ts';

describe('Pacer', () => {
  it('waits for a pause', async () => {
    let calls = 0;
    const pacer = new Pacer(() => { calls += 1; }, 60);
    pacer.soon();
    await sleep(15);
    pacer.soon();
    assert.equal(calls, 0);
    await sleep(150);
    assert.equal(calls, 1);
  });

  it('does not wait for ever', async () => {
    let calls = 0;
    const pacer = new Pacer(() => { calls += 1; }, 10_000, 30);
    pacer.soon();
    await sleep(120);
    assert.equal(calls, 1);
  });

  it('asks anew for every pause how long it should be', async () => {
    let calls = 0;
    let quietMs = 10_000;
    const pacer = new Pacer(() => { calls += 1; }, () => quietMs);
    pacer.soon();
    quietMs = 5;
    pacer.soon();
    await sleep(60);
    assert.equal(calls, 1);
  });

  it('flushes what is pending, and only that', () => {
    let calls = 0;
    const pacer = new Pacer(() => { calls += 1; }, 10_000);
    pacer.flush();
    assert.equal(calls, 0);
    pacer.soon();
    pacer.flush();
    pacer.flush();
    assert.equal(calls, 1);
    pacer.soon();
    pacer.cancel();
    pacer.flush();
    assert.equal(calls, 1);
  });
});

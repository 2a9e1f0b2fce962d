import assert from 'node:assert/strict';
import { mock } from 'node:test';
import * as v from 'valibot';
import { Debouncer } from '../../../src/extension/project/debouncer.ts';
import { RestartBudget } from '../../../src/extension/project/restartBudget.ts';
import { skillMapSchema } from '../../../src/extension/project/schema.ts';
import { byNeed } from '../../../src/extension/challenges/need.ts';
import { scoreOf } from '../../../src/extension/challenges/score.ts';
import { conceptArgument } from '../../../src/extension/conceptArgument.ts';
import { folder, route, skillMap } from './samples.ts';

describe('Debouncer', () => {
  beforeEach(() => { mock.timers.enable({ apis: ['setTimeout', 'Date'] }); });
  afterEach(() => { mock.timers.reset(); });

  it('waits for quiet, but not for ever', () => {
    let runs = 0;
    const debouncer = new Debouncer(() => { runs += 1; }, 100, 250);
    for (let elapsed = 0; elapsed < 240; elapsed += 80) {
      debouncer.soon();
      mock.timers.tick(80);
    }
    assert.equal(runs, 0, 'calls kept coming');
    debouncer.soon();
    mock.timers.tick(10);
    assert.equal(runs, 1, 'the longest wait is over');
    mock.timers.tick(500);
    assert.equal(runs, 1);
  });

  it('does nothing after cancel and dispose', () => {
    let runs = 0;
    const debouncer = new Debouncer(() => { runs += 1; }, 100, 250);
    debouncer.soon();
    debouncer.cancel();
    mock.timers.tick(500);
    debouncer.dispose();
    debouncer.soon();
    debouncer.now();
    mock.timers.tick(500);
    assert.equal(runs, 0);
  });
});

describe('RestartBudget', () => {
  it('allows a few restarts in a while and recovers with time', () => {
    const budget = new RestartBudget(2, 1);
    assert.deepEqual([budget.spend(0), budget.spend(10), budget.spend(20)], [true, true, false]);
    assert.equal(budget.spend(60_005), true, 'the first one is a minute old');
    assert.equal(budget.spend(60_006), false);
  });
});

describe('byNeed', () => {
  it('puts gaps first, what is passed last, and keeps the given order among equals', () => {
    const items = [
      { id: 'a', state: 'demonstrated', passed: false }, { id: 'b', state: 'seen', passed: false }, { id: 'c', state: 'not-seen', passed: true },
      { id: 'd', state: 'not-seen', passed: false }, { id: 'e', state: 'seen', passed: false }, { id: 'f', state: 'not-applicable', passed: false },
    ] as const;
    assert.deepEqual(byNeed(items).map(({ id }) => id), ['d', 'b', 'e', 'f', 'a', 'c']);
  });
});

describe('scoreOf', () => {
  it('counts tests that never ended against the run, and skipped ones not at all', () => {
    const test = { id: 't', name: 't', path: ['t'] };
    const failure = { message: 'no' };
    assert.deepEqual(scoreOf({
      outcomes: [{ kind: 'passed', test, durationMs: 1 }, { kind: 'failed', test, durationMs: 1, failure }, { kind: 'skipped', test }],
      notRun: [test],
    }), { passed: 1, total: 3 });
  });
});

describe('conceptArgument', () => {
  it('reads the concept from an id, a row of the checklist, a test item and a test message', () => {
    assert.equal(conceptArgument('databases/transactions'), 'databases/transactions');
    assert.equal(conceptArgument({ node: { kind: 'concept', concept: 'databases/transactions' } }), 'databases/transactions');
    assert.equal(conceptArgument({ id: 'databases/transactions > transfers > keeps the sum' }), 'databases/transactions');
    assert.equal(conceptArgument({ test: { id: 'databases/transactions' }, message: {} }), 'databases/transactions');
  });

  it('takes nothing else for one', () => {
    for (const argument of [undefined, null, 7, '', '../secrets', 'databases/../../x', { node: { kind: 'routes' } }, { id: 3 }]) {
      assert.equal(conceptArgument(argument), undefined);
    }
  });
});

describe('skillMapSchema', () => {
  it('takes what the protocol promises, through JSON and back', () => {
    const map = skillMap(folder({ routes: [route('GET', '/a', 'src/app.ts', 1), route('ALL', '/', 'src/app.ts', 2, 'computed')] }));
    assert.deepEqual(v.parse(skillMapSchema, JSON.parse(JSON.stringify(map))), map);
  });

  it('refuses a damaged answer', () => {
    assert.equal(v.is(skillMapSchema, { folders: [{ ...folder(), skills: [{ id: 'cooking', title: '', concepts: [] }] }] }), false);
    assert.equal(v.is(skillMapSchema, { folders: 3 }), false);
  });
});

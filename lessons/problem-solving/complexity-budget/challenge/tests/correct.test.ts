import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { random } from 'coach-kit';
import { cheapestRoute, countPairs, longestUniqueRun, LruCache, mergeIntervals, topPayments, type Interval, type Payment, type Road } from '../src/tasks.js';

// Each task is compared with the simplest program that is obviously right, on small inputs where being slow does not matter.
describe('the six tasks are still right', () => {
  const { int, pick, shuffle } = random(2026);
  const times = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  const show = (input: unknown): string => JSON.stringify(input);

  it('countPairs counts every pair once', () => {
    assert.equal(countPairs([2, 2, 2], 4), 3, 'Three equal values make three pairs: (1,2), (1,3) and (2,3).');
    assert.equal(countPairs([2], 4), 0, 'A value is no pair with itself.');
    assert.equal(countPairs([], 0), 0, 'No values, no pairs.');
    for (const _ of times(150)) {
      const values = times(int(0, 14)).map(() => int(-4, 4));
      const target = int(-5, 5);
      const expected = values.flatMap((a, i) => values.slice(i + 1).filter((b) => a + b === target)).length;
      assert.equal(countPairs(values, target), expected, `countPairs(${show(values)}, ${target})`);
    }
  });

  it('mergeIntervals joins what overlaps or touches', () => {
    assert.deepEqual(mergeIntervals([{ start: 1, end: 10 }, { start: 2, end: 3 }, { start: 10, end: 12 }]), [{ start: 1, end: 12 }], 'One booking contains the second and touches the third.');
    assert.deepEqual(mergeIntervals([]), [], 'Nothing stays nothing.');
    for (const _ of times(200)) {
      const intervals = times(int(0, 9)).map(() => { const start = int(0, 30); return { start, end: start + int(0, 6) }; });
      const before = structuredClone(intervals);
      assert.deepEqual(mergeIntervals(intervals), slowMerge(intervals), `mergeIntervals(${show(intervals)})`);
      assert.deepEqual(intervals, before, 'mergeIntervals must leave its input as it is: the caller still uses it.');
    }
  });

  it('longestUniqueRun finds the longest run without a repetition', () => {
    assert.equal(longestUniqueRun(['a', 'b', 'b', 'a']), 2, 'a b b a: after the second b the window must not move back to the first a.');
    assert.equal(longestUniqueRun([]), 0, 'Nothing has a run of nothing.');
    assert.equal(longestUniqueRun(['constructor', '__proto__', 'toString', 'constructor']), 3, 'Suppliers may be called like the properties of an object.');
    for (const _ of times(200)) {
      const items = times(int(0, 14)).map(() => pick(['a', 'b', 'c', 'd', 'e']));
      const expected = Math.max(0, ...items.flatMap((_item, from) => items.slice(from).map((_end, length) => items.slice(from, from + length + 1)).filter((run) => new Set(run).size === run.length).map((run) => run.length)));
      assert.equal(longestUniqueRun(items), expected, `longestUniqueRun(${show(items)})`);
    }
  });

  it('topPayments gives the largest, equal ones in the order they came', () => {
    for (const _ of times(200)) {
      const payments = times(int(0, 12)).map((index): Payment => ({ id: `p${index}`, amountCents: int(1, 6) }));
      const k = int(0, 8);
      const expected = payments.toSorted((a, b) => b.amountCents - a.amountCents).slice(0, k);
      assert.deepEqual(topPayments(once(payments), k), expected, `topPayments(${show(payments)}, ${k}): the payments can be iterated over once only.`);
    }
  });

  it('LruCache gives up what was used longest ago', () => {
    for (const _ of times(60)) {
      const capacity = int(1, 5);
      const cache = new LruCache<number>(capacity);
      let model: { key: string; value: number }[] = []; // least recently used first
      for (const step of times(60)) {
        const key = pick(['a', 'b', 'c', 'd', 'e', 'f', '__proto__']);
        const known = model.find((entry) => entry.key === key);
        if (int(0, 1) === 0) {
          assert.equal(cache.get(key), known?.value, `get("${key}") in step ${step} of a cache for ${capacity}. Remember that get counts as use, and that a value can be set again.`);
          if (known) model = [...model.filter((entry) => entry !== known), known];
        } else {
          cache.set(key, step);
          model = [...model.filter((entry) => entry !== known), { key, value: step }].slice(-capacity);
        }
        assert.equal(cache.size, model.length, `The size in step ${step} of a cache for ${capacity}.`);
      }
    }
  });

  it('cheapestRoute finds the cheapest way', () => {
    assert.equal(cheapestRoute([], 'home', 'home'), 0, 'Being there already costs nothing.');
    assert.equal(cheapestRoute([{ from: 'b', to: 'a', cost: 1 }], 'a', 'b'), Infinity, 'Roads have one direction.');
    const detour: Road[] = [{ from: 'a', to: 'd', cost: 10 }, { from: 'a', to: 'b', cost: 1 }, { from: 'b', to: 'c', cost: 1 }, { from: 'c', to: 'd', cost: 1 }];
    assert.equal(cheapestRoute(detour, 'a', 'd'), 3, 'The direct road costs 10, the way through b and c costs 3.');
    for (const _ of times(200)) {
      const towns = ['a', 'b', 'c', 'd', 'e', 'constructor'];
      const roads = shuffle(times(int(0, 14)).map((): Road => ({ from: pick(towns), to: pick(towns), cost: int(0, 9) })));
      const [from, to] = [pick(towns), pick(towns)];
      assert.equal(cheapestRoute(roads, from, to), slowRoute(roads, from, to), `cheapestRoute(${show(roads)}, "${from}", "${to}")`);
    }
  });
});

function* once<T>(items: readonly T[]): Generator<T> {
  yield* items;
}

function slowMerge(intervals: readonly Interval[]): Interval[] {
  const merged = intervals.map(({ start, end }) => ({ start, end }));
  for (let i = 0; i < merged.length; i += 1) {
    const a = merged[i];
    const at = merged.findIndex((b, j) => a !== undefined && j !== i && a.start <= b.end && b.start <= a.end);
    const b = merged[at];
    if (!a || !b) continue;
    merged[i] = { start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) };
    merged.splice(at, 1);
    i = -1; // begin again
  }
  return merged.sort((a, b) => a.start - b.start);
}

function slowRoute(roads: readonly Road[], from: string, to: string): number {
  const costs = new Map([[from, 0]]);
  for (let pass = 0; pass <= roads.length; pass += 1) {
    for (const road of roads) {
      const cost = (costs.get(road.from) ?? Infinity) + road.cost;
      if (cost < (costs.get(road.to) ?? Infinity)) costs.set(road.to, cost);
    }
  }
  return costs.get(to) ?? Infinity;
}

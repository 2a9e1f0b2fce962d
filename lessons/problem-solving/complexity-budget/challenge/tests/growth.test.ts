import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureGrowth, random, type Growth as MeasuredGrowth } from 'coach-kit';
import { growth, type Growth } from '../src/complexity.js';
import { cheapestRoute, countPairs, longestUniqueRun, LruCache, mergeIntervals, topPayments, type Road } from '../src/tasks.js';

type Task = keyof typeof growth;

/** n log n over these sizes measures about 1.1 and n² about 2; caches and garbage collection add a little to either. */
const nearlyLinear = 1.6;

describe('the growth of the six tasks', () => {
  const measured = new Map<Task, { readonly exponent: number; readonly table: string }>();
  const exponents: Readonly<Record<Growth, readonly [number, number]>> = {
    '1': [-Infinity, 0.4], 'log n': [-Infinity, 0.4], n: [0.4, nearlyLinear], 'n log n': [0.4, nearlyLinear], 'n^2': [nearlyLinear, 2.5], 'n^3': [2.5, Infinity],
  };

  /** The steepest of several kinds of input counts: a bound holds for all of them. */
  function measure<T>(task: Task, sizes: readonly number[], run: (input: T) => unknown, ...inputs: readonly ((n: number) => T)[]): { readonly exponent: number; readonly table: string } {
    const known = measured.get(task);
    if (known) return known;
    const found = inputs.map((prepare) => {
      for (let warm = 0; warm < 3; warm += 1) run(prepare(sizes[0] ?? 1));
      const growths = [measureGrowth({ sizes, prepare, run, budget: 250 })];
      // A busy machine blurs the picture: a result in doubt is measured again, and the one in the middle counts.
      while (growths.length < 5 && isInDoubt(growths[0])) growths.push(measureGrowth({ sizes, prepare, run, budget: 250 }));
      const { exponent, samples } = growths.sort((a, b) => a.exponent - b.exponent)[growths.length >> 1] ?? assert.fail('nothing was measured');
      return { exponent, table: samples.map(({ size, ms }) => `${size}: ${ms.toFixed(2)} ms`).join(', ') };
    });
    const worst = found.reduce((a, b) => (b.exponent > a.exponent ? b : a));
    measured.set(task, worst);
    return worst;
  }

  const tasks: Readonly<Record<Task, () => { readonly exponent: number; readonly table: string }>> = {
    countPairs: () => measure('countPairs', [1_500, 3_000, 6_000], (values: number[]) => countPairs(values, 500),
      (n) => { const { int } = random(1); return Array.from({ length: n }, () => int(0, 1_000)); }),
    mergeIntervals: () => measure('mergeIntervals', [3_000, 6_000, 12_000], mergeIntervals,
      (n) => random(2).shuffle(Array.from({ length: n }, (_, index) => ({ start: 10 * index, end: 10 * index + 4 })))),
    longestUniqueRun: () => measure('longestUniqueRun', [1_200, 2_400, 4_800], longestUniqueRun,
      (n) => Array.from({ length: n }, (_, index) => `supplier-${index % (n / 6)}`)),
    topPayments: () => measure('topPayments', [1_000, 2_000, 4_000], (payments: { id: string; amountCents: number }[]) => topPayments(payments, payments.length / 10),
      (n) => { const { int } = random(3); return Array.from({ length: n }, (_, index) => ({ id: `p${index}`, amountCents: int(1, 1_000_000) })); },
      (n) => Array.from({ length: n }, (_, index) => ({ id: `p${index}`, amountCents: index }))),
    LruCache: () => measure('LruCache', [1_600, 3_200, 6_400], useCache, cacheCalls),
    cheapestRoute: () => measure('cheapestRoute', [400, 800, 1_600], (roads: Road[]) => cheapestRoute(roads, 'start', 'end'), chain, fan),
  };

  function assertNearlyLinear(task: Task): void {
    const { exponent, table } = tasks[task]();
    assert.ok(exponent < nearlyLinear, `${task} grows like n^${exponent.toFixed(1)} (CPU time: ${table}). Doubling the input may about double the time; here it does worse.`);
  }

  function assertTruth(task: Task): void {
    const { exponent, table } = tasks[task]();
    const fitting = (Object.keys(exponents) as Growth[]).filter((stated) => exponent >= exponents[stated][0] && exponent < exponents[stated][1]);
    assert.ok(fitting.includes(growth[task]), `complexity.ts says ${growth[task]} for ${task}; measured is n^${exponent.toFixed(1)} (CPU time: ${table}), which fits ${fitting.join(' or ')}.`);
  }

  it('countPairs stays close to linear', () => { assertNearlyLinear('countPairs'); });
  it('mergeIntervals stays close to linear', () => { assertNearlyLinear('mergeIntervals'); });
  it('longestUniqueRun stays close to linear', () => { assertNearlyLinear('longestUniqueRun'); });
  it('topPayments stays close to linear', () => { assertNearlyLinear('topPayments'); });
  it('LruCache stays close to linear', () => { assertNearlyLinear('LruCache'); });
  it('cheapestRoute stays close to linear', () => { assertNearlyLinear('cheapestRoute'); });

  it('countPairs is stated truthfully in complexity.ts', () => { assertTruth('countPairs'); });
  it('mergeIntervals is stated truthfully in complexity.ts', () => { assertTruth('mergeIntervals'); });
  it('longestUniqueRun is stated truthfully in complexity.ts', () => { assertTruth('longestUniqueRun'); });
  it('topPayments is stated truthfully in complexity.ts', () => { assertTruth('topPayments'); });
  it('LruCache is stated truthfully in complexity.ts', () => { assertTruth('LruCache'); });
  it('cheapestRoute is stated truthfully in complexity.ts', () => { assertTruth('cheapestRoute'); });
});

/** Close to the bound, or above it with so little work behind it that it may be chance. */
function isInDoubt(measured: MeasuredGrowth | undefined): boolean {
  const { exponent, samples } = measured ?? { exponent: 0, samples: [] };
  return exponent > nearlyLinear - 0.25 && (exponent < nearlyLinear + 0.2 || (samples.at(-1)?.ms ?? 0) < 4);
}

interface CacheCall {
  readonly key: string;
  readonly write: boolean;
}

/** n calls for a cache with n / 2 entries: it is filled, and then read: mostly the entries that came last, sometimes any of them. Every twentieth call brings a new key. */
function cacheCalls(n: number): CacheCall[] {
  const { int } = random(4);
  const keys = Array.from({ length: n }, (_, index) => `key-${index}`);
  return keys.map((own, call) => {
    const write = call < n / 2 || call % 20 === 0;
    const oldest = call % 4 === 0 ? 0 : n / 2 - 10;
    return { key: write ? own : keys[int(oldest, n / 2 - 1)] ?? own, write };
  });
}

function useCache(calls: readonly CacheCall[]): number {
  const cache = new LruCache<number>(calls.length / 2);
  let found = 0;
  for (const { key, write } of calls) {
    if (write) cache.set(key, 1);
    else found += cache.get(key) ?? 0;
  }
  return found;
}

/** One long way, its roads listed from the far end. */
function chain(n: number): Road[] {
  const town = (index: number): string => (index === 0 ? 'start' : index === n ? 'end' : `town-${index}`);
  return Array.from({ length: n }, (_, index) => ({ from: town(n - 1 - index), to: town(n - index), cost: 1 }));
}

/** Many ways side by side: half of the towns are reachable at once. */
function fan(n: number): Road[] {
  const { int } = random(5);
  return Array.from({ length: n / 2 }, (_, index) => [
    { from: 'start', to: `town-${index}`, cost: int(1, 1_000) },
    { from: `town-${index}`, to: 'end', cost: 1_000_000 - index },
  ]).flat();
}

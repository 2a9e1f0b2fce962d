export interface Interval {
  readonly start: number;
  readonly end: number;
}

export interface Payment {
  readonly id: string;
  readonly amountCents: number;
}

/** A road in one direction. Costs are never negative. */
export interface Road {
  readonly from: string;
  readonly to: string;
  readonly cost: number;
}

/** Number of pairs i < j with values[i] + values[j] === target: credits that cancel an invoice. */
export function countPairs(values: readonly number[], target: number): number {
  let pairs = 0;
  for (let i = 0; i < values.length; i += 1) {
    for (let j = i + 1; j < values.length; j += 1) {
      if ((values[i] ?? 0) + (values[j] ?? 0) === target) pairs += 1;
    }
  }
  return pairs;
}

/** Joins bookings that overlap or touch; the result is sorted by start. The input is left as it is. */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  let merged: Interval[] = [];
  for (const next of intervals) {
    const joined = merged.filter((known) => overlap(known, next));
    merged = merged.filter((known) => !joined.includes(known));
    merged.push({
      start: Math.min(next.start, ...joined.map(({ start }) => start)),
      end: Math.max(next.end, ...joined.map(({ end }) => end)),
    });
  }
  return merged.sort((a, b) => a.start - b.start);
}

function overlap(a: Interval, b: Interval): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** Length of the longest run of neighbours in which nothing occurs twice: days without the same supplier. */
export function longestUniqueRun(items: readonly string[]): number {
  let longest = 0;
  for (let start = 0; start < items.length; start += 1) {
    const seen = new Set<string>();
    for (const item of items.slice(start)) {
      if (seen.has(item)) break;
      seen.add(item);
    }
    longest = Math.max(longest, seen.size);
  }
  return longest;
}

/**
 * The k largest payments, largest first, equal amounts in the order they came.
 * Payments come as a stream that may be far larger than the memory.
 */
export function topPayments(payments: Iterable<Payment>, k: number): Payment[] {
  let best: Payment[] = [];
  for (const payment of payments) {
    best = [...best, payment].sort((a, b) => b.amountCents - a.amountCents).slice(0, k);
  }
  return best;
}

/** Keeps the `capacity` entries that were used last; both get and set count as use. */
export class LruCache<V> {
  readonly #capacity: number;
  readonly #values = new Map<string, V>();
  /** Least recently used first. */
  readonly #order: string[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#values.size;
  }

  get(key: string): V | undefined {
    if (this.#values.has(key)) this.#touch(key);
    return this.#values.get(key);
  }

  set(key: string, value: V): void {
    this.#values.set(key, value);
    this.#touch(key);
    if (this.#values.size <= this.#capacity) return;
    const oldest = this.#order.shift();
    if (oldest !== undefined) this.#values.delete(oldest);
  }

  #touch(key: string): void {
    const at = this.#order.indexOf(key);
    if (at >= 0) this.#order.splice(at, 1);
    this.#order.push(key);
  }
}

/** Cost of the cheapest way from one town to another, Infinity when there is none. */
export function cheapestRoute(roads: readonly Road[], from: string, to: string): number {
  const costs = new Map([[from, 0]]);
  let changed = true;
  while (changed) {
    changed = false;
    for (const road of roads) {
      const viaHere = (costs.get(road.from) ?? Infinity) + road.cost;
      if (viaHere < (costs.get(road.to) ?? Infinity)) {
        costs.set(road.to, viaHere);
        changed = true;
      }
    }
  }
  return costs.get(to) ?? Infinity;
}

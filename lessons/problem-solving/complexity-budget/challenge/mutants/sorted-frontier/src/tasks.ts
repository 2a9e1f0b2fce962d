// Mistake: Dijkstra, but the frontier is a list that is sorted again in every step.
import { Heap } from './heap.js';

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

/** Number of pairs i < j with values[i] + values[j] === target: credits that cancel an invoice. O(n). */
export function countPairs(values: readonly number[], target: number): number {
  const seen = new Map<number, number>();
  let pairs = 0;
  for (const value of values) {
    pairs += seen.get(target - value) ?? 0;
    seen.set(value, (seen.get(value) ?? 0) + 1);
  }
  return pairs;
}

/** Joins bookings that overlap or touch; the result is sorted by start. The input is left as it is. O(n log n). */
export function mergeIntervals(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  let open: Interval | undefined;
  for (const next of [...intervals].sort((a, b) => a.start - b.start)) {
    if (open && next.start <= open.end) {
      open = { start: open.start, end: Math.max(open.end, next.end) };
      continue;
    }
    if (open) merged.push(open);
    open = next;
  }
  if (open) merged.push(open);
  return merged;
}

/** Length of the longest run of neighbours in which nothing occurs twice: days without the same supplier. O(n): both ends only move forward. */
export function longestUniqueRun(items: readonly string[]): number {
  const lastAt = new Map<string, number>();
  let start = 0;
  let longest = 0;
  for (const [at, item] of items.entries()) {
    start = Math.max(start, (lastAt.get(item) ?? -1) + 1);
    lastAt.set(item, at);
    longest = Math.max(longest, at - start + 1);
  }
  return longest;
}

/**
 * The k largest payments, largest first, equal amounts in the order they came.
 * Payments come as a stream that may be far larger than the memory. O(n log k) time, O(k) memory.
 */
export function topPayments(payments: Iterable<Payment>, k: number): Payment[] {
  if (k <= 0) return [];
  // On top is the one to give up next: the smallest, and of equal ones the latest.
  const best = new Heap<{ readonly payment: Payment; readonly order: number }>((a, b) =>
    a.payment.amountCents < b.payment.amountCents || (a.payment.amountCents === b.payment.amountCents && a.order > b.order));
  let order = 0;
  for (const payment of payments) {
    order += 1;
    if (best.size === k && payment.amountCents <= (best.peek()?.payment.amountCents ?? -Infinity)) continue;
    best.add({ payment, order });
    if (best.size > k) best.take();
  }
  const ascending: Payment[] = [];
  for (let entry = best.take(); entry; entry = best.take()) ascending.push(entry.payment);
  return ascending.reverse();
}

interface Entry<V> {
  readonly key: string;
  value: V;
  older: Entry<V> | undefined;
  newer: Entry<V> | undefined;
}

/**
 * Keeps the `capacity` entries that were used last; both get and set count as use. O(1) a call.
 * A Map finds an entry, a linked list knows its age. (A Map alone knows the age too, by deleting and inserting again,
 * but finding its first key then means walking over all the gaps that deleted keys have left.)
 */
export class LruCache<V> {
  readonly #capacity: number;
  readonly #entries = new Map<string, Entry<V>>();
  #oldest: Entry<V> | undefined;
  #newest: Entry<V> | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#unlink(entry);
    this.#append(entry);
    return entry.value;
  }

  set(key: string, value: V): void {
    const known = this.#entries.get(key);
    const entry = known ?? { key, value, older: undefined, newer: undefined };
    entry.value = value;
    if (known) this.#unlink(known);
    else this.#entries.set(key, entry);
    this.#append(entry);
    if (this.#entries.size > this.#capacity && this.#oldest) {
      this.#entries.delete(this.#oldest.key);
      this.#unlink(this.#oldest);
    }
  }

  #append(entry: Entry<V>): void {
    entry.older = this.#newest;
    if (this.#newest) this.#newest.newer = entry;
    else this.#oldest = entry;
    this.#newest = entry;
  }

  #unlink(entry: Entry<V>): void {
    const { older, newer } = entry;
    if (older) older.newer = newer;
    else this.#oldest = newer;
    if (newer) newer.older = older;
    else this.#newest = older;
    entry.older = undefined;
    entry.newer = undefined;
  }
}

/** Cost of the cheapest way from one town to another, Infinity when there is none. O(n log n), n roads. */
export function cheapestRoute(roads: readonly Road[], from: string, to: string): number {
  const leaving = new Map<string, Road[]>();
  for (const road of roads) {
    const known = leaving.get(road.from);
    if (known) known.push(road);
    else leaving.set(road.from, [road]);
  }
  const settled = new Set<string>();
  const frontier = [{ town: from, cost: 0 }];
  while (frontier.length > 0) {
    frontier.sort((a, b) => a.cost - b.cost);
    const here = frontier.shift();
    if (!here) break;
    if (here.town === to) return here.cost;
    if (settled.has(here.town)) continue; // reached more cheaply before
    settled.add(here.town);
    for (const road of leaving.get(here.town) ?? []) {
      if (!settled.has(road.to)) frontier.push({ town: road.to, cost: here.cost + road.cost });
    }
  }
  return Infinity;
}

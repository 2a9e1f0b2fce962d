// Mistake: a read renews the entry, so a popular product never expires.
/**
 * What the catalogue needs of a cache: in production a thin wrapper around Redis
 * (`GET`, `SET … PX` and `DEL`), on one machine the `MemoryStore` below.
 */
export interface Store {
  get(key: string): Promise<string | undefined>;
  /** `ttlMs`: milliseconds after which the value is gone. */
  set(key: string, value: string, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
}

interface Entry {
  readonly value: string;
  readonly ttlMs: number;
  readonly expiresAt: number;
}

/** Least recently used entries go first: a Map iterates in insertion order, and a read inserts its entry again. */
export class MemoryStore implements Store {
  readonly #entries = new Map<string, Entry>();
  readonly #maxEntries: number;

  constructor(maxEntries = 10_000) {
    this.#maxEntries = maxEntries;
  }

  /** Entries in memory, expired ones included. */
  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Promise<string | undefined> {
    const entry = this.#entries.get(key);
    if (!entry) return Promise.resolve(undefined);
    this.#entries.delete(key);
    if (entry.expiresAt <= performance.now()) return Promise.resolve(undefined);
    this.#entries.set(key, { ...entry, expiresAt: performance.now() + entry.ttlMs }); // still in use, so keep it
    return Promise.resolve(entry.value);
  }

  set(key: string, value: string, ttlMs: number): Promise<void> {
    this.#entries.delete(key);
    this.#entries.set(key, { value, ttlMs, expiresAt: performance.now() + ttlMs });
    if (this.#entries.size > this.#maxEntries) this.#dropOldest();
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#entries.delete(key);
    return Promise.resolve();
  }

  #dropOldest(): void {
    for (const key of this.#entries.keys()) {
      this.#entries.delete(key);
      return;
    }
  }
}

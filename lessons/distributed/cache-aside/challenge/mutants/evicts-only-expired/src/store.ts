// Mistake: a full store removes expired entries only, and grows as long as there are none.
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
  readonly expiresAt: number;
}

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
    if (!entry || entry.expiresAt <= Date.now()) return Promise.resolve(undefined);
    return Promise.resolve(entry.value);
  }

  set(key: string, value: string, ttlMs: number): Promise<void> {
    this.#entries.set(key, { value, expiresAt: Date.now() + ttlMs });
    if (this.#entries.size > this.#maxEntries) this.#dropExpired();
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#entries.delete(key);
    return Promise.resolve();
  }

  /** A sweep over everything would be slow, so each insertion looks at the oldest entry only. */
  #dropExpired(): void {
    for (const [key, entry] of this.#entries) {
      if (entry.expiresAt <= Date.now()) this.#entries.delete(key);
      return;
    }
  }
}

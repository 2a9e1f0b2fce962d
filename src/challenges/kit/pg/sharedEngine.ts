import { Engine } from './engine.ts';
import type { Pool } from './pool.ts';

/** The database of this process: there is one, and whoever needs it first starts it. */
export interface SharedDatabase {
  engine: Promise<Engine> | undefined;
  readonly pools: Set<Pool>;
}

declare global {
  var __coachPostgres: SharedDatabase | undefined;
}

export function sharedDatabase(): SharedDatabase {
  return globalThis.__coachPostgres ??= { engine: undefined, pools: new Set() };
}

export function sharedEngine(): Promise<Engine> {
  return sharedDatabase().engine ??= Engine.start();
}

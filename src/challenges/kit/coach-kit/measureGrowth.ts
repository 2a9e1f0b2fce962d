/** How the cost of some work grows with its size. */
export interface Growth {
  /** The `k` in n^k that fits best: about 0 for constant work, 1 for linear (n log n: 1.1), 2 for quadratic. */
  readonly exponent: number;
  /** Milliseconds of CPU time per run of each size. */
  readonly samples: readonly { readonly size: number; readonly ms: number }[];
}

export interface GrowthOptions<T> {
  /** At least two, for example `[2_000, 4_000, 8_000]`. */
  readonly sizes: readonly number[];
  /** Makes the input of a size; its time does not count. */
  readonly prepare: (size: number) => T;
  /** The work to measure. What it returns is kept, so that the engine cannot leave it out. */
  readonly run: (input: T) => unknown;
  /** Milliseconds of CPU time per size (1,500) after which no further turn is taken. */
  readonly budget?: number;
}

const enoughMs = 15;
const rounds = 5;

/**
 * Measures the growth of CPU time, which, unlike wall time, does not count what other programs do. Sizes take turns, so that a machine that
 * becomes slower or code that becomes warmer does not favour one of them; each turn repeats a size until it took 15 ms, and of five turns
 * the fastest counts.
 */
export function measureGrowth<T>({ sizes, prepare, run, budget = 1_500 }: GrowthOptions<T>): Growth {
  const kept: unknown[] = [];
  const best = sizes.map(() => Infinity);
  const started = cpuMs();
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, size] of sizes.entries()) {
      // Once round in any case; after that only as long as there is time.
      if (round > 0 && cpuMs() - started > budget * sizes.length) break;
      best[index] = Math.min(best[index] ?? Infinity, oneRound(size, prepare, run, kept));
    }
  }
  const samples = sizes.map((size, index) => ({ size, ms: best[index] ?? Infinity }));
  return { exponent: slope(samples), samples };
}

function oneRound<T>(size: number, prepare: (size: number) => T, run: (input: T) => unknown, kept: unknown[]): number {
  let spent = 0;
  let count = 0;
  do {
    const input = prepare(size);
    const before = cpuMs();
    kept[0] = run(input);
    spent += cpuMs() - before;
    count += 1;
  } while (spent < enoughMs && count < 10_000);
  return spent / count;
}

/** Least squares of log time over log size. */
function slope(samples: readonly { readonly size: number; readonly ms: number }[]): number {
  const points = samples.map(({ size, ms }) => ({ x: Math.log(size), y: Math.log(Math.max(ms, 1e-6)) }));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(points.map((point) => point.x));
  const y = mean(points.map((point) => point.y));
  const over = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0);
  const under = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  return under === 0 ? 0 : over / under;
}

/** CPU time of this process in milliseconds. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

// Mistake: the code was improved and the statement about it was not.
export type Growth = '1' | 'log n' | 'n' | 'n log n' | 'n^2' | 'n^3';

/** How the time of each task in tasks.ts grows with the size n of its input. Reviewers rely on it, so it has to be true. */
export const growth: Readonly<Record<'countPairs' | 'mergeIntervals' | 'longestUniqueRun' | 'topPayments' | 'LruCache' | 'cheapestRoute', Growth>> = {
  countPairs: 'n^2',
  /** The sort; the pass after it is linear. */
  mergeIntervals: 'n log n',
  longestUniqueRun: 'n',
  /** n payments, the best n / 10 of them. */
  topPayments: 'n log n',
  /** n calls of get and set together, on a cache for n / 2 entries. */
  LruCache: 'n',
  /** n roads. */
  cheapestRoute: 'n log n',
};

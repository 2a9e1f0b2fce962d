import type { Argument } from './recogniser.ts';

/** An aggregation pipeline whose last stage stores its result. */
export function storesResult(pipeline: Argument | undefined): boolean {
  const keys = pipeline?.items()?.at(-1)?.entries()?.items.map(([key]) => key) ?? [];
  return keys.some((key) => key === '$out' || key === '$merge');
}

import type { Place } from './model.ts';

/** Whether one place lies inside another of the same file; false when either is not known. */
export function isInside(inner: Place | undefined, outer: Place | undefined): boolean {
  if (inner === undefined || outer === undefined) return false;
  const starts = inner[0] > outer[0] || (inner[0] === outer[0] && inner[1] >= outer[1]);
  return starts && (inner[2] < outer[2] || (inner[2] === outer[2] && inner[3] <= outer[3]));
}

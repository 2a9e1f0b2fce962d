import type { State } from '../../skills/model.ts';

/** The order of need: what the code lacks first, what does not apply to it after that, what it shows already last. */
const needOrder: Readonly<Record<State, number>> = { 'not-seen': 0, seen: 1, 'not-applicable': 2, demonstrated: 3, exemplary: 4 };

/** Sorts challenges by need, those passed to the end, and keeps the order of the curriculum among equals. */
export function byNeed<T extends { readonly state: State | undefined; readonly passed: boolean }>(items: readonly T[]): T[] {
  const rank = ({ state, passed }: T): number => (passed ? 10 : 0) + (state === undefined ? 0 : needOrder[state]);
  return [...items].sort((a, b) => rank(a) - rank(b));
}

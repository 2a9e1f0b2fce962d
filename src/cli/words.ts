import type { RouteEffect } from '../analysis/facts.ts';
import { clausesOf } from '../analysis/graph/effect-clauses.ts';
import type { SkillReport, State } from '../skills/model.ts';

const stateWords: Readonly<Record<State, string>> = {
  'not-applicable': 'not applicable yet',
  'not-seen': 'not seen',
  'seen': 'seen',
  'demonstrated': 'demonstrated',
  'exemplary': 'exemplary',
};

export function stateWord(state: State): string {
  return stateWords[state];
}

/** What a route does, in one line: `writes orders, order_lines outside a transaction; reads users`. */
export function effectText(effects: readonly RouteEffect[], name: (name: string) => string = (text) => text): string {
  return clausesOf(effects).map(({ verb, names, more, after }) => [
    verb, ...(names.length === 0 ? [] : [[...names.map(name), ...(more > 0 ? [`${more} more`] : [])].join(', ')]), ...(after === undefined ? [] : [after]),
  ].join(' ')).join('; ');
}

/** A part of a path that is not known is an ellipsis. */
export function shownPath(path: string): string {
  return path.replaceAll('${}', '…');
}

/** `1 file`, `2 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `1 of 2 demonstrated`: how many of the concepts that apply are at that rung or above. */
export function skillProgress({ concepts }: SkillReport): string {
  const applicable = concepts.filter(({ state }) => state !== 'not-applicable');
  if (applicable.length === 0) return 'not applicable yet';
  const reached = applicable.filter(({ state }) => state === 'demonstrated' || state === 'exemplary');
  return `${reached.length} of ${applicable.length} demonstrated`;
}

/** `src/orders.ts:12`. */
export function place(at: { readonly file: string; readonly line: number }): string {
  return `${at.file}:${at.line}`;
}

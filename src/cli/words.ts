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

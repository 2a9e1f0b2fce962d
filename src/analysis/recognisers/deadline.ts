import type { Argument } from './recogniser.ts';

/** Whether an options argument sets one of the names that bound a request in time; `unknown` when the options cannot be read. */
export function deadlineOf(options: Argument | undefined, names: readonly string[]): 'yes' | 'no' | 'unknown' {
  if (options === undefined) return 'no';
  if (names.some((name) => options.prop(name) !== undefined)) return 'yes';
  const entries = options.entries();
  return entries === undefined || entries.open ? 'unknown' : 'no';
}

import { Argument } from '../resolve/argument.ts';
import type { Linker } from '../resolve/linker.ts';

const maxDepth = 8;
/** List methods whose result has the same items, more items, or what becomes of them. */
const listMethods = new Set(['concat', 'flat', 'flatMap', 'map', 'filter', 'sort', 'reverse', 'slice', 'toSorted', 'toReversed']);

/**
 * Runs `work` for each item of a list: an array literal, one built by spreads, `concat`, `flat`, `map` or `Object.values`, one that a project function gives back,
 * or a single value, which counts as its only item. What a function makes is read on behalf of its call.
 * `filter` and the like keep all items: which ones stay is not known.
 */
export function forEachItem(linker: Linker, list: Argument, work: (item: Argument) => void, depth = 0): void {
  const each = (of: Argument | undefined): void => { if (of !== undefined) forEachItem(linker, of, work, depth + 1); };
  const source = list.source();
  const callee = depth > maxDepth ? undefined : source.callee();
  const method = callee?.model[0] === 'mem' ? callee.model[2] : '';
  const on = callee?.holder();
  if (on !== undefined && listMethods.has(method) && callee?.origins().length === 0) {
    const given = source.callArguments();
    if (method === 'map' || method === 'flatMap') forEachItem(linker, on, (item) => { mapItem(linker, item, given[0], method === 'map' ? work : each); }, depth + 1);
    else if (method === 'flat') forEachItem(linker, on, each, depth + 1);
    else for (const part of method === 'concat' ? [on, ...given] : [on]) each(part);
    return;
  }
  const made = (callee?.origins() ?? []).flatMap((origin) => (origin.is === 'fn' ? source.returned(origin) : []));
  if (made.length > 0) {
    for (const result of made) each(result);
    return;
  }
  const items = list.items();
  if (items === undefined) work(list);
  else for (const item of items) each(item);
}

/** What `(route) => ({ ...route, path: prefix + route.path })` makes of one item. */
function mapItem(linker: Linker, item: Argument, mapper: Argument | undefined, work: (item: Argument) => void): void {
  for (const origin of mapper?.origins() ?? []) {
    if (origin.is !== 'fn') continue;
    const { values, functions } = linker.model(origin.file);
    const param = values.findIndex((value) => value[0] === 'param' && value[1] === origin.fn && value[2] === 0);
    const returns = functions[origin.fn]?.returns ?? [];
    item.here(() => { linker.withRow(origin.file, param, item.origins(), () => { for (const value of returns) work(new Argument(linker, origin.file, value)); }); });
  }
}

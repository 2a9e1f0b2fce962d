import { Argument } from '../resolve/argument.ts';
import type { Linker } from '../resolve/linker.ts';

const maxDepth = 8;
/** List methods whose result has the same items, more items, or what becomes of them. */
const listMethods = new Set(['concat', 'flat', 'flatMap', 'map', 'filter', 'sort', 'reverse', 'slice', 'toSorted', 'toReversed']);

/** `from`: the item of the list that a mapping function made this one of. */
type Work = (item: Argument, from?: Argument) => void;

/**
 * Runs `work` for each item of a list: an array literal, one built by spreads, `concat`, `flat`, `map` or `Object.values`, one that a project function gives back,
 * or a single value, which counts as its only item. What a function makes is read on behalf of its call.
 * `filter` and the like keep all items: which ones stay is not known.
 */
export function forEachItem(linker: Linker, list: Argument, work: Work): void {
  walk({ linker, values: new Map() }, list, work, 0);
}

/** Of variables that are given several values: how to go on where one of these speaks of the variable itself. */
interface Walk { readonly linker: Linker; readonly values: Map<string, (work: Work) => void> }

function walk(of: Walk, list: Argument, work: Work, depth: number): void {
  const { linker } = of;
  const each = (inner: Argument | undefined): void => { if (inner !== undefined) walk(of, inner, work, depth + 1); };
  const source = list.source();
  if (depth <= maxDepth && isOneOfSeveral(of, source, work, depth)) return;
  const callee = depth > maxDepth ? undefined : source.callee();
  const method = callee?.model[0] === 'mem' ? callee.model[2] : '';
  const on = callee?.holder();
  if (on !== undefined && listMethods.has(method) && callee?.origins().length === 0) {
    const given = source.callArguments();
    if (method === 'map' || method === 'flatMap') walk(of, on, (item, from = item) => {
      // What cannot be followed is one item of which nothing is known.
      if (!mapItem(linker, item, given[0], (made) => { if (method === 'map') work(made, from); else each(made); })) work(list, from);
    }, depth + 1);
    else if (method === 'flat') walk(of, on, each, depth + 1);
    else for (const part of method === 'concat' ? [on, ...given] : [on]) each(part);
    return;
  }
  const made = (callee?.origins() ?? []).flatMap((origin) => (origin.is === 'fn' ? source.returned(origin) : []));
  if (made.length > 0) {
    for (const result of made) each(result);
    return;
  }
  const items = list.items();
  const lists = items === undefined && depth <= maxDepth ? listsOf(linker, source) : [];
  if (items !== undefined) for (const item of items) each(item);
  else if (lists.length > 0) for (const inner of lists) each(inner);
  else work(list);
}

/** A choice stands for all it offers, a variable for its last value and what that is made of (`routes = routes.concat(more)`), or for all when they are alternatives. */
function isOneOfSeveral(of: Walk, source: Argument, work: Work, depth: number): boolean {
  const { linker, values } = of;
  const { model, file, value } = source;
  const { values: all, bindings } = linker.model(file);
  const given = model[0] === 'or' ? model[1] : model[0] === 'bind' ? bindings[model[1]]?.values ?? [] : [];
  // What a type says of a list is said better by its value.
  const several = given.filter((one) => all[one]?.[0] !== 'typed' && all[one]?.[0] !== 'lit');
  if (several.length < 2) return false;
  const key = `${file}#${value}`;
  const known = values.get(key);
  if (known !== undefined) {
    known(work);
    return true;
  }
  const upTo = (last: number, each: Work): void => {
    const one = several[last];
    if (one === undefined) return;
    const builtUpon: Work[] = [];
    values.set(key, (inner) => {
      builtUpon.push(inner);
      if (builtUpon.length === 1) upTo(last - 1, inner);
    });
    walk(of, source.beside(file, one), each, depth + 1);
    if (builtUpon.length === 0) upTo(last - 1, each);
  };
  upTo(several.length - 1, work);
  values.delete(key);
  return true;
}

/** Whether it stands for one row of a table at the moment. */
function isRow(linker: Linker, { file, value }: Argument): boolean {
  for (let frame = linker.frame; frame !== undefined; frame = frame.parent) if (frame.row?.id === value && frame.row.file === file) return true;
  return false;
}

const iterating = new Set(['forEach', 'map', 'flatMap']);

/** The list that a spread, the variable of a loop or a parameter that is given one value stands for. */
function listsOf(linker: Linker, item: Argument): readonly Argument[] {
  const { model, file } = item;
  if ((model[0] !== 'elem' && model[0] !== 'param') || item.here(() => isRow(linker, item))) return [];
  if (model[0] === 'elem') return [item.beside(file, model[1])];
  const uses = model[2] === 0 ? linker.usesOf(file, model[1]) : [];
  const over = uses.flatMap(({ site }) => {
    const callee = linker.model(site.file).values[linker.callAt(site).callee];
    return callee?.[0] === 'mem' && iterating.has(callee[2]) ? [item.beside(site.file, callee[1])] : [];
  });
  if (uses.length > 0) return over;
  const [site, ...others] = linker.callsOf(file, model[1]);
  const given = site === undefined || others.length > 0 ? undefined : linker.callAt(site).args[model[2]];
  return site === undefined || given === undefined ? [] : [item.beside(site.file, given)];
}

/** What `(route) => ({ ...route, path: prefix + route.path })` makes of one item; false when that is not known. */
function mapItem(linker: Linker, item: Argument, mapper: Argument | undefined, work: (item: Argument) => void): boolean {
  let isKnown = false;
  for (const origin of mapper?.origins() ?? []) {
    if (origin.is !== 'fn') continue;
    const { values, functions } = linker.model(origin.file);
    const param = values.findIndex((value) => value[0] === 'param' && value[1] === origin.fn && value[2] === 0);
    const returns = functions[origin.fn]?.returns ?? [];
    isKnown ||= returns.length > 0;
    item.here(() => { linker.withRow(origin.file, param, item.origins(), () => { for (const value of returns) work(new Argument(linker, origin.file, value)); }); });
  }
  return isKnown;
}

import type { Linker } from '../resolve/linker.ts';
import type { CallModel, FileModel, Value, ValueId } from '../resolve/model.ts';
import type { Origin } from '../resolve/origin.ts';

const maxRows = 100;
/** Of nested loops together. */
const maxRuns = 1000;

/**
 * Registrations in a loop over a literal table (`for (const r of routes) app.use(r.path, r.router)`, `routes.forEach(…)`, `Object.entries(table)`):
 * runs `work` once per row with the loop variable standing for that row, or once as it is.
 */
export function forEachRow(linker: Linker, file: string, index: number, work: () => void): void {
  const model = linker.model(file);
  const call = model.calls[index];
  if (call === undefined || !mayLoop(model)) work();
  else forEachVariable(linker, file, [...loopVariables(linker, file, model, [call.callee, ...call.args])], work);
}

/** Functions that are called or handed over in loops over tables (`modules.forEach((m) => app.register(m.routes))`): once all others are known. */
export function indexTables(linker: Linker, file: string): void {
  const model = linker.model(file);
  if (!mayLoop(model)) return;
  model.calls.forEach((call, index) => {
    if (isInLoop(model, call)) forEachRow(linker, file, index, () => { linker.indexRow(file, index); });
  });
}

const loops = new WeakMap<FileModel, boolean>();
const iterating = new Set(['forEach', 'map', 'flatMap']);

/** Whether a file goes over anything: most do not, and need not be searched call by call. */
function mayLoop(model: FileModel): boolean {
  let known = loops.get(model);
  if (known === undefined) loops.set(model, (known = model.values.some((value) => value[0] === 'elem' || (value[0] === 'mem' && iterating.has(value[2])))));
  return known;
}

function isInLoop(model: FileModel, call: CallModel): boolean {
  for (let fn = call.fn; fn >= 0; fn = model.functions[fn]?.parent ?? -1) if (model.functions[fn]?.over !== undefined) return true;
  return [call.callee, ...call.args].some((id) => isLoopVariable(model, id, 0));
}

function isLoopVariable(model: FileModel, id: ValueId, depth: number): boolean {
  const value = model.values[id];
  if (value === undefined || depth > 4) return false;
  if (value[0] === 'mem' || value[0] === 'idx' || value[0] === 'awt') return isLoopVariable(model, value[1], depth + 1);
  if (value[0] === 'bind') return model.bindings[value[1]]?.values.some((item) => isLoopVariable(model, item, depth + 1)) === true;
  return value[0] === 'elem';
}

/** The same for expressions that are no call: the condition of a branch inside a loop. */
export function forEachRowOf(linker: Linker, file: string, roots: readonly ValueId[], work: () => void): void {
  forEachVariable(linker, file, [...loopVariables(linker, file, linker.model(file), roots)], work);
}

/** Outer loops first: what an inner one iterates over may depend on their row. */
function forEachVariable(linker: Linker, file: string, variables: readonly LoopVariable[], work: () => void, runs = 1): void {
  const [variable, ...inner] = variables;
  if (variable === undefined) {
    work();
    return;
  }
  const rows = variable.rows().slice(0, maxRows);
  if (rows.length === 0 || runs * rows.length > maxRuns || !rows.every(isConstant)) forEachVariable(linker, file, inner, work, runs);
  else {
    for (const row of rows) linker.withRow(file, variable.id, [row], () => { forEachVariable(linker, file, inner, work, runs * rows.length); });
    // The rest is not forgotten.
    if (variable.isOpen()) forEachVariable(linker, file, inner, work, runs);
  }
}

interface LoopVariable {
  readonly id: ValueId;
  readonly rows: () => readonly Origin[];
  /** Whether there are further rows that are not known: `[...known, ...made()]`. */
  readonly isOpen: () => boolean;
}

function isOpen(linker: Linker, file: string, list: ValueId): boolean {
  return linker.eval(file, list).some((origin) => {
    const { values } = origin.is === 'arr' ? linker.model(origin.file) : { values: [] };
    const items = origin.is === 'arr' ? values[origin.value] : undefined;
    return origin.is === 'arr' && items?.[0] === 'arr' && items[1].some((item) => values[item]?.[0] === 'elem' && linker.eval(origin.file, values[item][1]).length === 0);
  });
}

/** Written in the table, not an item of a list that a package hands out. */
function isConstant(origin: Origin): boolean {
  return !(origin.is === 'ext' && origin.path.endsWith('[]')) && origin.is !== 'iface' && origin.is !== 'shape';
}

function* loopVariables(linker: Linker, file: string, model: FileModel, roots: readonly ValueId[]): Generator<LoopVariable> {
  for (const id of mentioned(linker, file, model, roots)) {
    const value = model.values[id];
    if (value?.[0] === 'elem') yield { id, rows: () => linker.rows(file, value[1]), isOpen: () => isOpen(linker, file, value[1]) };
    if (value?.[0] !== 'param') continue;
    const tables = iterated(linker, file, value);
    if (tables.length > 0) yield { id, rows: () => tables.flatMap((table) => linker.rows(file, table)), isOpen: () => tables.some((table) => isOpen(linker, file, table)) };
  }
}

/** The tables whose `forEach` or `map` calls the function of a first parameter; only those of the same file. */
function iterated(linker: Linker, file: string, value: Extract<Value, readonly ['param', ...unknown[]]>): readonly ValueId[] {
  if (value[2] !== 0) return [];
  return linker.usesOf(file, value[1]).flatMap(({ site }) => {
    const callee = site.file === file ? linker.model(file).values[linker.callAt(site).callee] : undefined;
    return callee?.[0] === 'mem' && iterating.has(callee[2]) ? [callee[1]] : [];
  });
}

/** Loop variables and parameters a call's own expressions mention, a few steps deep; those of outer loops first. */
function mentioned(linker: Linker, file: string, model: FileModel, roots: readonly ValueId[]): ReadonlySet<ValueId> {
  const found = new Set<ValueId>();
  const visit = (id: ValueId, depth: number): void => {
    const value = model.values[id];
    if (value === undefined || depth > 10 || found.has(id)) return;
    switch (value[0]) {
      case 'elem': visit(value[1], depth + 2); found.add(id); return;
      case 'param': for (const table of iterated(linker, file, value)) visit(table, depth + 2); found.add(id); return;
      case 'awt':
      case 'mem': visit(value[1], depth + 1); return;
      case 'idx': visit(value[1], depth + 1); visit(value[2], depth + 1); return;
      // `app.use(router.routes())`
      case 'call': { const call = model.calls[value[1]]; if (call !== undefined) for (const item of [call.callee, ...call.args]) visit(item, depth + 1); return; }
      case 'tpl': for (const part of value[1]) if (typeof part === 'number') visit(part, depth + 1); return;
      case 'obj': for (const [, item] of value[1].slice(0, 10)) visit(item, depth + 2); for (const item of value[2]) visit(item, depth + 1); return;
      case 'or': for (const item of value[1].slice(0, 10)) visit(item, depth + 1); return;
      // `[...services, ...handlers]` holds both lists: nothing is repeated for the items of one.
      case 'arr': for (const item of value[1].slice(0, 10)) { const spread = model.values[item]; visit(spread?.[0] === 'elem' ? spread[1] : item, depth + 1); } return;
      case 'bind': for (const item of model.bindings[value[1]]?.values ?? []) if (depth < 8) visit(item, depth + 1); return;
      default:
    }
  };
  for (const root of roots) visit(root, 0);
  return found;
}

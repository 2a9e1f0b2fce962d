import type { Evaluator } from './evaluator.ts';
import type { ValueId } from './model.ts';
import type { Origin } from './origin.ts';

/** A value where it is written. */
export interface Source { readonly file: string; readonly value: ValueId }

/**
 * Where a value is written, following imports, bindings and properties but no calls: the `catchAsync(…)` behind `controller.create`.
 */
export function sourceOf(linker: Evaluator, file: string, id: ValueId, depth = 0): Source {
  const model = linker.model(file);
  const value = model.values[id];
  if (depth > 8 || value === undefined) return { file, value: id };
  if (value[0] === 'bind') {
    const only = model.bindings[value[1]]?.values;
    return only?.length === 1 && only[0] !== undefined ? sourceOf(linker, file, only[0], depth + 1) : { file, value: id };
  }
  if (value[0] === 'awt') return sourceOf(linker, file, value[1], depth + 1);
  if (value[0] === 'imp') {
    const home = linker.homeOf(file, value[1], value[2]);
    return home === undefined ? { file, value: id } : sourceOf(linker, home.file, home.value, depth + 1);
  }
  if (value[0] !== 'mem') return { file, value: id };
  for (const origin of linker.eval(file, value[1])) {
    const found = sourceOfMember(linker, origin, value[2]);
    if (found !== undefined) return sourceOf(linker, found.file, found.value, depth + 1);
  }
  return { file, value: id };
}

function sourceOfMember(linker: Evaluator, origin: Origin, name: string): Source | undefined {
  if (origin.is === 'ns') {
    const value = linker.model(origin.file).exports[name];
    return value === undefined ? undefined : { file: origin.file, value };
  }
  if (origin.is === 'obj') {
    const made = linker.model(origin.file).values[origin.value];
    const entry = made?.[0] === 'obj' ? made[1].find(([key]) => key === name) : undefined;
    return entry === undefined ? undefined : { file: origin.file, value: entry[1] };
  }
  if (origin.is === 'inst' || origin.is === 'cls') {
    const value = linker.model(origin.file).classes[origin.cls]?.fields[name]?.values[0];
    return value === undefined ? undefined : { file: origin.file, value };
  }
  return undefined;
}

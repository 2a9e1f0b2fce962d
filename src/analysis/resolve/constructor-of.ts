import type { Evaluator } from './evaluator.ts';
import { none } from './origins.ts';

/** The constructor that runs for a class: its own, or that of the nearest base class of the project that has one. */
export function constructorOf(linker: Evaluator, file: string, index: number, depth = 0): { readonly file: string; readonly cls: number; readonly ctor: number } | undefined {
  const cls = linker.model(file).classes[index];
  if (cls === undefined || depth > 6) return undefined;
  if (cls.ctor >= 0) return { file, cls: index, ctor: cls.ctor };
  for (const base of cls.ext === undefined ? none : linker.eval(file, cls.ext)) if (base.is === 'cls') return constructorOf(linker, base.file, base.cls, depth + 1);
  return undefined;
}

import type { Decorator } from '../recognisers/recogniser.ts';
import type { Frame } from '../resolve/frames.ts';
import type { Linker } from '../resolve/linker.ts';
import type { ClassModel } from '../resolve/model.ts';
import { decorators } from './decorators.ts';

/** A class or one of its base classes; what it says is read in `frame` (a base class made by a function: `extends CrudController('orders')`). */
export interface Ancestor { readonly file: string; readonly cls: number; readonly model: ClassModel; readonly frame: Frame | undefined }

export interface InheritedMethod { readonly owner: Ancestor; readonly name: string; readonly fn: number; readonly isStatic: boolean; readonly decorators: readonly Decorator[] }

const maxBases = 8;

/** The class itself, then its project base classes, nearest first. */
export function lineageOf(linker: Linker, file: string, cls: number): readonly Ancestor[] {
  const model = linker.model(file).classes[cls];
  const found: Ancestor[] = model === undefined ? [] : [{ file, cls, model, frame: linker.frame }];
  for (let at = found[0]; at !== undefined && found.length < maxBases; at = found.at(-1)) {
    const base = baseOf(linker, at);
    if (base === undefined || found.some((known) => known.file === base.file && known.cls === base.cls)) break;
    found.push(base);
  }
  return found;
}

function baseOf(linker: Linker, { file, model, frame }: Ancestor): Ancestor | undefined {
  const { ext } = model;
  if (ext === undefined) return undefined;
  return linker.within(frame, () => {
    const origin = linker.eval(file, ext).find((candidate) => candidate.is === 'cls');
    const base = origin === undefined ? undefined : linker.model(origin.file).classes[origin.cls];
    return origin === undefined || base === undefined ? undefined : { file: origin.file, cls: origin.cls, model: base, frame: linker.frameOf(origin.calls ?? []) };
  });
}

export function decoratorsOf(linker: Linker, { file, model, frame }: Ancestor): readonly Decorator[] {
  return linker.within(frame, () => decorators(linker, file, model.decorators));
}

/** Methods of the class and its base classes; an override hides what it overrides, or (`decorated`) only one with decorators does: where a framework keeps what decorators say beside the class. */
export function methodsOf(linker: Linker, lineage: readonly Ancestor[], hides: 'always' | 'decorated' = 'always'): readonly InheritedMethod[] {
  const seen = new Set<string>();
  return lineage.flatMap((owner) => Object.entries(owner.model.methods).flatMap(([name, method]): InheritedMethod[] => {
    if (seen.has(name)) return [];
    const own = linker.within(owner.frame, () => decorators(linker, owner.file, method.decorators ?? []));
    if (hides === 'always' || own.length > 0) seen.add(name);
    return [{ owner, name, fn: method.fn, isStatic: method.isStatic, decorators: own }];
  }));
}

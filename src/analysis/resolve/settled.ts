import type { Linker } from './linker.ts';
import type { ValueId } from './model.ts';
import type { ExternalOrigin } from './origin.ts';
import { usesIn, type Use } from './uses.ts';

export interface AwaitedOptions {
  /** Library calls that merely take the value in as a part of theirs (a subquery). */
  readonly isPart: (callee: ExternalOrigin) => boolean;
  /** What is assumed of a function that is not `async` and that nobody in the project calls: somebody else waits for what it returns. */
  readonly unknownCallers: boolean;
}

/** Values looked at for one answer. */
const maxValues = 40;

/**
 * Whether somebody waits for what a call gives: awaits it, returns it to somebody who does, or hands it to code that may.
 * A lazy query builder (a thenable) runs only then.
 */
export function isAwaited(linker: Linker, file: string, call: number, options: AwaitedOptions): boolean {
  const id = usesIn(linker.model(file)).resultOf(call);
  return id !== undefined && isValueAwaited(linker, file, id, options, new Set());
}

function isValueAwaited(linker: Linker, file: string, id: ValueId, options: AwaitedOptions, seen: Set<string>): boolean {
  const key = `${file}\0${id}`;
  if (seen.has(key) || seen.size > maxValues) return false;
  seen.add(key);
  return usesIn(linker.model(file)).of(id).some((use) => isAwaitedBy(linker, file, use, options, seen));
}

function isAwaitedBy(linker: Linker, file: string, use: Use, options: AwaitedOptions, seen: Set<string>): boolean {
  switch (use.is) {
    case 'awaited': return true;
    case 'returned': return isResultAwaited(linker, file, use.fn, options, seen);
    case 'argument': {
      const callee = linker.eval(file, linker.callAt({ file, call: use.call }).callee);
      // What the project does with its parameter decides; code that is not known may wait for it.
      const known = callee.filter(({ is }) => is === 'fn' || is === 'ext' || is === 'cls');
      return known.length === 0 || known.some((origin) => {
        if (origin.is === 'ext') return !options.isPart(origin);
        if (origin.is !== 'fn') return false;
        const parameter = usesIn(linker.model(origin.file)).parameter(origin.fn, use.position);
        return parameter !== undefined && isValueAwaited(linker, origin.file, parameter, options, seen);
      });
    }
    default: return false;
  }
}

/** An `async` function waits for what it returns; of another one, its callers decide, and a framework when there are none. */
function isResultAwaited(linker: Linker, file: string, fn: number, options: AwaitedOptions, seen: Set<string>): boolean {
  const { async, cls, name } = linker.model(file).functions[fn] ?? {};
  if (async === true) return true;
  if (cls !== undefined && cls >= 0 && linker.model(file).classes[cls]?.methods[name?.split('.').at(-1) ?? '']?.kind === 'get') return false;
  const uses = linker.usesOf(file, fn);
  const calls = linker.callsOf(file, fn);
  if (uses.length === 0 && calls.length === 0) return options.unknownCallers;
  return calls.some((site) => {
    const id = usesIn(linker.model(site.file)).resultOf(site.call);
    return id !== undefined && isValueAwaited(linker, site.file, id, options, seen);
  }) || uses.some(({ callee }) => !callee.some((origin) => origin.is === 'ext' && options.isPart(origin)));
}

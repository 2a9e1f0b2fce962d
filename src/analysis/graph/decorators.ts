import type { Decorator } from '../recognisers/recogniser.ts';
import { Argument } from '../resolve/argument.ts';
import type { Linker } from '../resolve/linker.ts';
import type { ValueId } from '../resolve/model.ts';
import type { ExternalOrigin, Origin, Site } from '../resolve/origin.ts';

const maxDepth = 6;
const composing = '@nestjs/common.applyDecorators';

/**
 * Decorators that resolve to a package, `@Get()` and `@Get` alike. Decorators of the project are taken apart into those they are made of:
 * `applyDecorators(Get(path), UseGuards(…))`, functions that return a decorator, constants that hold one, functions that apply some to their target.
 */
export function decorators(linker: Linker, file: string, values: readonly ValueId[]): Decorator[] {
  return values.flatMap((id) => partsOf(linker, file, id, id, 0));
}

/** `usedAs` is the value in the decorated class, wherever the parts are written. */
function partsOf(linker: Linker, file: string, id: ValueId, usedAs: ValueId, depth: number): Decorator[] {
  const value = linker.model(file).values[id];
  if (value === undefined || depth > maxDepth) return [];
  const part = (other: ValueId, inFile = file): Decorator[] => partsOf(linker, inFile, other, usedAs, depth + 1);
  if (value[0] === 'or' || value[0] === 'arr') return value[1].flatMap((other) => part(other));
  if (value[0] === 'elem') return part(value[1]);
  if (value[0] === 'call') {
    const site: Site = { file, call: value[1] };
    return linker.eval(file, linker.callAt(site).callee).flatMap((callee) => (callee.is === 'ext' ? called(callee, site) : made(callee, site)));
  }
  return linker.eval(file, id).flatMap((origin) => {
    if (origin.is === 'arr') return part(origin.value, origin.file);
    if (origin.is === 'fn') return applied(origin);
    if (origin.is !== 'ext') return [];
    const { from, site } = origin;
    return site !== undefined && from !== undefined && origin.path.endsWith('()') ? called(from, site) : [{ path: origin.path, module: origin.module, args: [], value: usedAs }];
  });

  function called(callee: ExternalOrigin, site: Site): Decorator[] {
    const { args } = linker.callAt(site);
    if (callee.path === composing) return args.flatMap((arg) => part(arg, site.file));
    return [{ path: callee.path, module: callee.module, args: args.map((arg) => new Argument(linker, site.file, arg)), value: usedAs }];
  }

  /** What a function of the project returns, read on behalf of this call. */
  function made(callee: Origin, site: Site): Decorator[] {
    if (callee.is !== 'fn') return [];
    const returns = linker.model(callee.file).functions[callee.fn]?.returns ?? [];
    return linker.within(linker.frameOf([site]), () => returns.flatMap((other) => part(other, callee.file)));
  }

  /** `(target, key, descriptor) => { Get(path)(target, key, descriptor); }` */
  function applied(fn: Extract<Origin, { is: 'fn' }>): Decorator[] {
    const model = linker.model(fn.file);
    return model.calls.filter((call) => call.fn === fn.fn && model.values[call.callee]?.[0] === 'call').flatMap((call) => part(call.callee, fn.file));
  }
}

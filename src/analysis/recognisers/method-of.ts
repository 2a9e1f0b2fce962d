import type { FunctionRef } from '../facts.ts';
import { lineageOf } from '../graph/inheritance.ts';
import type { Argument, LinkContext } from './recogniser.ts';

/** The function that runs when a framework is given a function, or a class (or an instance of it) with a method of a known name. */
export function methodOf(name: string, argument: Argument, link: LinkContext): FunctionRef | undefined {
  for (const origin of argument.origins()) {
    if (origin.is === 'fn') return link.functionRef(origin.file, origin.fn);
    if (origin.is !== 'cls' && origin.is !== 'inst') continue;
    for (const { file, model } of lineageOf(link.linker, origin.file, origin.cls)) {
      const method = model.methods[name];
      if (method !== undefined) return link.functionRef(file, method.fn);
    }
  }
  return undefined;
}

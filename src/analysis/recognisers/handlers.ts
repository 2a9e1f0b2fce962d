import type { FunctionRef } from '../facts.ts';
import type { Argument, LinkContext } from './recogniser.ts';

/** The function behind a handler expression: itself, or the project function inside a wrapper call (`asyncHandler(create)`, also when that call stands in another file). */
export function wrappedHandler(argument: Argument, link: LinkContext): FunctionRef | undefined {
  const source = link.linker.sourceOf(argument.file, argument.value);
  const value = link.linker.model(source.file).values[source.value];
  if (value?.[0] !== 'call') return argument.fn();
  for (const inner of link.linker.callAt({ file: source.file, call: value[1] }).args) {
    const found = link.argument(source.file, inner).fn();
    if (found !== undefined) return found;
  }
  return argument.fn();
}

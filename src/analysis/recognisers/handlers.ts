import type { FunctionRef } from '../facts.ts';
import type { Argument } from './recogniser.ts';

/** The function behind a handler expression: itself, or the project function inside a wrapper call (`asyncHandler(create)`, also when that call stands in another file). */
export function wrappedHandler(argument: Argument): FunctionRef | undefined {
  for (const inner of argument.source().callArguments()) {
    const found = inner.fn();
    if (found !== undefined) return found;
  }
  return argument.fn();
}

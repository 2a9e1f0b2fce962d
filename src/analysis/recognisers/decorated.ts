import type { Span } from '../facts.ts';
import type { Decorator, LinkContext } from './recogniser.ts';

/** Where a decorator is written, without its `@`; the top of the file for one that is not called. */
export function decoratorSpan(file: string, decorator: Decorator, link: LinkContext): Span {
  const model = link.linker.model(file);
  const value = model.values[decorator.value];
  const [line, column, endLine, endColumn] = (value?.[0] === 'call' ? model.calls[value[1]]?.place : undefined) ?? [1, 1, 1, 1];
  return { file, line, column, endLine, endColumn };
}

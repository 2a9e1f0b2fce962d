import type { Span } from '../facts.ts';
import type { Ancestor, InheritedMethod } from '../graph/inheritance.ts';
import { span } from '../graph/span.ts';
import type { Argument, Decorator, LinkContext } from './recogniser.ts';

/** From the decorator to the end of the method. */
export function decoratedSpan(decorator: Decorator, { owner, fn }: InheritedMethod, link: LinkContext): Span {
  const model = link.linker.model(owner.file);
  const method = model.functions[fn]?.place ?? [1, 1, 1, 1];
  const value = model.values[decorator.value];
  const start = value?.[0] === 'call' ? model.calls[value[1]]?.place ?? method : method;
  return span(owner.file, [start[0], start[1], method[2], method[3]]);
}

/** Abstract, or declared inside a function: a base for others, nothing that a framework takes as it is. */
export function isBaseClass(ancestor: Ancestor, link: LinkContext): boolean {
  return ancestor.model.abstract || isMadeClass(ancestor, link);
}

/** Declared inside a function, which makes another one for each caller. */
export function isMadeClass({ file, model }: Ancestor, link: LinkContext): boolean {
  const [line, column, endLine, endColumn] = model.place;
  return link.linker.model(file).functions.some(({ place }) => (place[0] < line || (place[0] === line && place[1] < column)) && (place[2] > endLine || (place[2] === endLine && place[3] > endColumn)));
}

export function classKey({ file, cls }: { readonly file: string; readonly cls: number }): string {
  return `${file}#${cls}`;
}

/** Keys of the project classes an expression can be. */
export function classKeys(argument: Argument | undefined): string[] {
  return (argument?.origins() ?? []).flatMap((origin) => (origin.is === 'cls' ? [classKey(origin)] : []));
}

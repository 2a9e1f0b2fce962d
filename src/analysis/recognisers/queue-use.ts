import type { FunctionRef, QueueUse, Span } from '../facts.ts';
import { decoratorSpan } from './decorated.ts';
import type { Argument, Decorator, ExternalCall, LinkContext, ProjectClass } from './recogniser.ts';

interface QueueUseDetails {
  /** The package; the callee's own when it is left out. */
  readonly library?: string;
  readonly name?: string | undefined;
  readonly handler?: FunctionRef | undefined;
}

/** One call on a queue as a fact. */
export function queueUseOf(call: ExternalCall, what: QueueUse['what'], details: QueueUseDetails = {}): QueueUse {
  const { library = call.callee.module, name, handler } = details;
  return { kind: 'queue', ...call.base, library, what, method: call.method, ...(name === undefined || name === '' ? {} : { name }), ...(handler === undefined ? {} : { handler }) };
}

export function emitQueueUse(call: ExternalCall, link: LinkContext, what: QueueUse['what'], details: QueueUseDetails = {}): void {
  link.emit(queueUseOf(call, what, details));
}

/** A method that a decorator makes a consumer: from the decorator to the end of the method. */
export function emitConsumer(cls: ProjectClass, decorator: Decorator, fn: number, library: string, name: string | undefined, link: LinkContext): void {
  const start = decoratorSpan(cls.file, decorator, link);
  const handler = link.functionRef(cls.file, fn);
  const at: Span = handler === undefined ? start : { ...start, endLine: handler.at.endLine, endColumn: handler.at.endColumn };
  link.emit({
    kind: 'queue', at, library, what: 'consume', method: decorator.path.slice(decorator.path.lastIndexOf('.') + 1),
    ...(name === undefined || name === '' ? {} : { name }), ...(handler === undefined ? {} : { handler, fn: handler.id }),
  });
}

/** `'mail'` and `{ name: 'mail' }`. */
export function nameIn(argument: Argument | undefined): string | undefined {
  return argument?.prop('name')?.string() ?? argument?.string();
}

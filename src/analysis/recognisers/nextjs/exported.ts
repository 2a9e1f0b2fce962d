import type { Span } from '../../facts.ts';
import { span } from '../../graph/span.ts';
import type { Place, ValueId } from '../../resolve/model.ts';
import type { Argument, LinkContext } from '../recogniser.ts';

const maxDepth = 6;

/** Where an exported value is written in its own file: the function or call behind it, or the line that names the module it comes from. */
export function placeOf(file: string, value: ValueId | string, link: LinkContext): Span {
  return span(file, find(file, value, link, 0) ?? [1, 1, 1, 1]);
}

function find(file: string, id: ValueId | string, link: LinkContext, depth: number): Place | undefined {
  const model = link.linker.model(file);
  const value = typeof id === 'string' ? ['imp', id] as const : model.values[id];
  if (value === undefined || depth > maxDepth) return undefined;
  switch (value[0]) {
    case 'fn': return model.functions[value[1]]?.place;
    case 'call':
    case 'new': return model.calls[value[1]]?.place;
    case 'cls': return model.classes[value[1]]?.place;
    case 'imp': {
      const line = model.imports.find(({ module }) => module === value[1])?.line;
      return line === undefined ? undefined : [line, 1, line, 1];
    }
    case 'mem': return find(file, value[1], link, depth + 1);
    case 'awt': return find(file, value[1], link, depth + 1);
    case 'bind': {
      for (const made of model.bindings[value[1]]?.values ?? []) {
        const found = find(file, made, link, depth + 1);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    default: return undefined;
  }
}

/** `withUser(withLimits(list))`: what is wrapped around a handler runs before it, outermost first. */
export function wrappersOf(argument: Argument, link: LinkContext, depth = 0): readonly string[] {
  const source = link.linker.sourceOf(argument.file, argument.value);
  const value = link.linker.model(source.file).values[source.value];
  if (value?.[0] !== 'call' || depth > maxDepth) return [];
  const call = link.linker.callAt({ file: source.file, call: value[1] });
  const inner = call.args.map((arg) => link.argument(source.file, arg)).find((arg) => arg.fn() !== undefined);
  return inner === undefined ? [] : [link.argument(source.file, call.callee).describe(), ...wrappersOf(inner, link, depth + 1)];
}

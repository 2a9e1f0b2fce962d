import type { Linker } from '../resolve/linker.ts';
import type { ValueId } from '../resolve/model.ts';
import type { Argument, LinkContext } from './recogniser.ts';

const maxDepth = 6;

/** The text of an argument when there is only one it can be: a parameter that callers give different names has none (`collection(name)` of an adapter). */
export function knownText(argument: Argument | undefined, link: LinkContext): string | undefined {
  const text = argument?.string();
  return argument === undefined || text === undefined || !isOne(link.linker, argument.file, argument.value, 0) ? undefined : text;
}

function isOne(linker: Linker, file: string, id: ValueId, depth: number): boolean {
  const model = linker.model(file);
  const value = model.values[id];
  if (value === undefined || depth > maxDepth) return true;
  const next = (other: ValueId): boolean => isOne(linker, file, other, depth + 1);
  switch (value[0]) {
    case 'awt': return next(value[1]);
    case 'bind': return model.bindings[value[1]]?.values.every(next) ?? true;
    case 'tpl': return value[1].every((part) => typeof part === 'string' || next(part));
    case 'param': return isAgreed(linker, file, value[1], value[2]);
    case 'mem': {
      const holder = model.values[value[1]];
      if (holder?.[0] === 'this') return model.classes[holder[1]]?.fields[value[2]]?.values.every(next) ?? true;
      return holder?.[0] !== 'param' || callersOf(linker, file, holder[1]).length < 2;
    }
    default: return true;
  }
}

function isAgreed(linker: Linker, file: string, fn: number, position: number): boolean {
  const callers = callersOf(linker, file, fn);
  const texts = callers.map((site) => {
    const arg = linker.callAt(site).args[position];
    const text = arg === undefined ? undefined : linker.text(site.file, arg);
    return text?.resolved === true ? text.text : undefined;
  });
  return new Set(texts).size < 2;
}

function callersOf(linker: Linker, file: string, fn: number): ReturnType<Linker['callsOf']> {
  const cls = linker.model(file).functions[fn]?.cls ?? -1;
  return cls >= 0 && linker.model(file).classes[cls]?.ctor === fn ? linker.newsOf(file, cls) : linker.callsOf(file, fn);
}

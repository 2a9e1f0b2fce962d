import type { CacheUse } from '../facts.ts';
import type { Argument, LinkContext } from './recogniser.ts';

/** Key of a cache call: its text with named holes, or the project function that builds it; and the names that take part. */
export function cacheKey(argument: Argument | undefined, link: LinkContext): Pick<CacheUse, 'key' | 'keyNames'> {
  if (argument === undefined) return { keyNames: [] };
  const source = link.linker.sourceOf(argument.file, argument.value);
  const model = link.linker.model(source.file);
  const value = model.values[source.value];
  if (value?.[0] === 'call') {
    const call = model.calls[value[1]];
    const builder = call === undefined ? undefined : link.argument(source.file, call.callee).fn();
    const names = (call?.args ?? []).map((arg) => link.argument(source.file, arg).describe());
    return builder === undefined ? { keyNames: names } : { key: `fn:${builder.id}`, keyNames: names };
  }
  if (value?.[0] === 'lit') return { key: String(value[1]), keyNames: [] };
  if (value?.[0] !== 'tpl') return { keyNames: [argument.describe()] };
  const names: string[] = [];
  const text = value[1].map((part) => {
    if (typeof part === 'string') return part;
    const name = link.argument(source.file, part).describe();
    names.push(name);
    return `\${${name}}`;
  }).join('');
  return { key: text, keyNames: names };
}

import { Argument } from '../resolve/argument.ts';
import type { Linker } from '../resolve/linker.ts';
import type { ValueId } from '../resolve/model.ts';
import type { Text } from '../resolve/origin.ts';
import { push } from '../resolve/multimap.ts';
import { forEachItem } from './items.ts';

/** What a loop over a list of descriptions writes into one property of each (``routes.forEach((route) => { route.path = `/api${route.path}`; })``). */
export interface Rewritten {
  /** The text the property has then; undefined where no loop writes it. */
  textOf(item: Argument): Text | undefined;
}

interface Rewrite { readonly file: string; readonly of: ValueId; readonly value: ValueId }

/** Every assignment of the property in these files is looked at once. */
export function rewrittenIn(linker: Linker, files: readonly string[], property: string): Rewritten {
  const rewrites = new Map<string, Rewrite[]>();
  const note = (file: string): void => {
    const { assignments = [], values } = linker.model(file);
    for (const { on, name, value } of assignments) {
      if (name !== property || values[on]?.[0] !== 'param') continue;
      forEachItem(linker, new Argument(linker, file, on), (item) => { for (const key of keysOf(item)) push(rewrites, key, { file, of: on, value }); });
    }
  };
  linker.within(undefined, () => { for (const file of files) note(file); });
  return {
    textOf(item) {
      const [rewrite, ...others] = keysOf(item).flatMap((key) => rewrites.get(key) ?? []);
      if (rewrite === undefined) return undefined;
      if (others.length > 0) return { text: '${}', resolved: false, because: `several loops write its ${property}`, parts: [null] };
      let text: Text | undefined;
      item.here(() => { linker.withRow(rewrite.file, rewrite.of, item.origins(), () => { text = linker.text(rewrite.file, rewrite.value); }); });
      return text;
    },
  };
}

function keysOf(item: Argument): readonly string[] {
  return item.origins().flatMap((origin) => (origin.is === 'obj' ? [`${origin.file}#${origin.value}`] : []));
}

import type { ExternalOrigin, LinkContext } from './recogniser.ts';

/**
 * The SQL of a tagged template, given the value it made (`sql\`…\``), with `${}` for its holes and the names of those that stand for a table or a column.
 * Undefined when the value was not made by a tag.
 */
export function taggedSql(origin: ExternalOrigin, nameOf: (hole: ExternalOrigin) => string | undefined, link: LinkContext): string | undefined {
  const text = origin.site === undefined ? undefined : link.linker.callAt(origin.site).tagText;
  if (text === undefined) return undefined;
  const holes = link.argumentsOf(origin);
  const parts = text.split('${}');
  return parts.map((part, index) => {
    if (index === parts.length - 1) return part;
    const named = holes[index]?.external().map(nameOf).find((name) => name !== undefined);
    return part + (named ?? '${}');
  }).join('');
}

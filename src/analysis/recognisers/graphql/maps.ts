import type { Argument, LinkContext, Origin } from '../recogniser.ts';

/** Calls that make one map of several. */
const merges = new Set([
  '@graphql-tools/merge.mergeResolvers', 'graphql-tools.mergeResolvers', '@graphql-toolkit/schema-merging.mergeResolvers', 'merge-graphql-schemas.mergeResolvers',
  'lodash.merge', 'lodash.defaultsDeep', 'lodash/merge', 'lodash.merge.default', 'deepmerge', 'deepmerge.all', 'global:Object.assign',
]);
const maxDepth = 8;

/** The object literals behind the resolvers of a call: `resolvers`, `[].resolvers`, `schema.resolvers`; lists, merges, spreads and what functions return included. */
export function resolverMaps(property: string, given: Argument, link: LinkContext): readonly Argument[] {
  let values: readonly Argument[] = [given];
  for (const step of property.split(/\.|(?=\[\])/).filter((part) => part !== '')) {
    values = values.flatMap((value) => (step === '[]' ? value.items() ?? [] : [value.prop(step) ?? moduleOption(value, step, link) ?? []].flat()));
  }
  return values.flatMap((value) => mapsOf(value, link, 0));
}

/** `createModule({ id, resolvers })` of graphql-modules. */
function moduleOption(value: Argument, name: string, link: LinkContext): Argument | undefined {
  for (const origin of value.external()) if (origin.path === 'graphql-modules.createModule()') return link.argumentsOf(origin)[0]?.prop(name);
  return undefined;
}

function mapsOf(value: Argument, link: LinkContext, depth: number): readonly Argument[] {
  if (depth > maxDepth) return [];
  const items = value.items();
  if (items !== undefined) return items.flatMap((item) => mapsOf(item, link, depth + 1));
  return value.origins().flatMap((origin) => mapsBehind(origin, value, link, depth));
}

function mapsBehind(origin: Origin, value: Argument, link: LinkContext, depth: number): readonly Argument[] {
  if (origin.is === 'obj') return [value.beside(origin.file, origin.value)];
  if (origin.is === 'ns') return [value];
  if (origin.is !== 'ext' || origin.from === undefined) return [];
  return !merges.has(origin.from.path) ? [] : link.argumentsOf(origin).flatMap((argument) => mapsOf(argument, link, depth + 1));
}

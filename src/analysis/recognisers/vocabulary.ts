import type { Vocabulary } from '../resolve/vocabulary.ts';
import type { Recogniser } from './recogniser.ts';

/** The names all recognisers bring, merged. */
export function createVocabulary(recognisers: readonly Recogniser[]): Vocabulary {
  const hooks = recognisers.flatMap(({ moduleAlias }) => (moduleAlias ? [moduleAlias] : []));
  return {
    aliases: new Map(recognisers.flatMap(({ aliases, instances }) => [...Object.entries(aliases ?? {}), ...Object.entries(instances ?? {})])),
    overrides: new Set(recognisers.flatMap(({ overrides }) => overrides ?? [])),
    callbacks: new Set(recognisers.flatMap(({ callbacks }) => callbacks ?? [])),
    entities: new Set(recognisers.flatMap(({ entities }) => entities ?? [])),
    instances: new Set(recognisers.flatMap(({ instances }) => Object.keys(instances ?? {}))),
    transparent: new Set(recognisers.flatMap(({ transparent }) => transparent ?? [])),
    handlers: new Set(recognisers.flatMap(({ handlers }) => handlers ?? [])),
    locators: new Set(recognisers.flatMap(({ locators }) => locators ?? [])),
    settings: new Map(recognisers.flatMap(({ settings }) => Object.entries(settings ?? {}))),
    modules: new Set(recognisers.flatMap(({ modules }) => modules)),
    holders: new Set(recognisers.flatMap(({ holders }) => holders ?? [])),
    echoes: new Map(recognisers.flatMap(({ echoes }) => Object.entries(echoes ?? {}))),
    decorations: new Map(recognisers.flatMap(({ decorations }) => Object.entries(decorations ?? {}))),
    collectors: new Set(recognisers.flatMap(({ collectors }) => collectors ?? [])),
    stores: new Set(recognisers.flatMap(({ stores }) => stores ?? [])),
    extended: new Set(recognisers.flatMap(({ extended }) => extended ?? [])),
    contexts: new Map(recognisers.flatMap(({ contexts }) => Object.entries(contexts ?? {}))),
    moduleAlias: (imported) => {
      for (const hook of hooks) {
        const found = hook(imported);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

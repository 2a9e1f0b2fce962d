import type { Failure, Scan } from './engine.ts';
import { linkProject } from './graph/link-project.ts';
import { createProjectFacts } from './graph/project-facts.ts';
import { builtOutput, isCompiled } from './project/built.ts';
import { isSourceFile } from './project/files.ts';
import { createModuleResolver, readPackages } from './project/modules.ts';
import { roleOf } from './project/roles.ts';
import type { Recogniser } from './recognisers/recogniser.ts';
import { recognisers as allRecognisers } from './recognisers/registry.ts';
import { createVocabulary } from './recognisers/vocabulary.ts';
import { modelsOf } from './resolve/models.ts';
import { createExtractor, type Observer } from './syntax/extract.ts';

/** Analyses a project given as texts by path: what fixtures and property tests use. */
export function analyseTexts(texts: ReadonlyMap<string, string>, observers: readonly Observer[], recognisers: readonly Recogniser[] = allRecognisers): Omit<Scan, 'files'> & { readonly failures: readonly Failure[] } {
  const vocabulary = createVocabulary(recognisers);
  const extract = createExtractor({ observers, aliases: vocabulary.aliases });
  const others = new Map([...texts].filter(([file]) => !isSourceFile(file)));
  const isBuilt = builtOutput([...texts.keys()].filter(isSourceFile), others);
  const sources = [...texts].filter(([file, text]) => isSourceFile(file) && !isBuilt(file) && !isCompiled(file, text));
  const models = new Map(sources.map(([file, text]) => [file, extract(file, text)] as const));
  const failures: { file: string; reason: string }[] = [];
  const packages = readPackages(others, failures);
  const roles = new Map([...models].map(([file, model]) => [file, roleOf(file, model, packages)] as const));
  const store = modelsOf(models);
  const linked = linkProject({
    root: '/', models: store, roles, texts: others, packages, resolve: createModuleResolver(new Set(models.keys()), others, packages),
    recognisers, vocabulary, observerIds: observers.map(({ id }) => id),
  });
  return {
    project: createProjectFacts(linked.data, { root: '/', packages, texts: others, models: store }),
    observations: linked.observations,
    failures: [...failures, ...linked.failures],
  };
}

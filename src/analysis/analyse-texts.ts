import { linkProject, type Linked } from './graph/link-project.ts';
import { isSourceFile } from './project/files.ts';
import { createModuleResolver, readPackages } from './project/modules.ts';
import type { Recogniser } from './recognisers/recogniser.ts';
import { recognisers as allRecognisers } from './recognisers/registry.ts';
import { createVocabulary } from './recognisers/vocabulary.ts';
import { createExtractor, type Observer } from './syntax/extract.ts';

/** Analyses a project given as texts by path: what fixtures and property tests use. */
export function analyseTexts(texts: ReadonlyMap<string, string>, observers: readonly Observer[], recognisers: readonly Recogniser[] = allRecognisers): Linked {
  const vocabulary = createVocabulary(recognisers);
  const extract = createExtractor({ observers, aliases: vocabulary.aliases });
  const sources = [...texts].filter(([file]) => isSourceFile(file));
  const models = new Map(sources.map(([file, text]) => [file, extract(file, text)] as const));
  const others = new Map([...texts].filter(([file]) => !isSourceFile(file)));
  const failures: { file: string; reason: string }[] = [];
  const packages = readPackages(others, failures);
  const linked = linkProject({
    root: '/', models, texts: others, packages, resolve: createModuleResolver(new Set(models.keys()), others, packages),
    recognisers, vocabulary, observerIds: observers.map(({ id }) => id),
  });
  const walkFailures = [...models].flatMap(([file, model]) => model.failures.map(({ by, reason }) => ({ file, reason: `${by}: ${reason}` })));
  return { ...linked, failures: [...failures, ...walkFailures, ...linked.failures] };
}

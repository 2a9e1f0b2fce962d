import type { Fact, ProjectFacts } from '../analysis/facts.ts';
import type { ConceptReport, Finding, SkillReport } from '../skills/model.ts';
import { spanKey } from '../skills/span-key.ts';

/** A finding with the concept it belongs to. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly concept: ConceptReport;
}

/** The facts and findings of a project by file, made on first use. */
export class FileIndex {
  readonly project: ProjectFacts;
  readonly #skills: readonly SkillReport[];
  #facts: ReadonlyMap<string, readonly Fact[]> | undefined;
  #findings: ReadonlyMap<string, readonly PlacedFinding[]> | undefined;

  constructor(project: ProjectFacts, skills: readonly SkillReport[]) {
    this.project = project;
    this.#skills = skills;
  }

  facts(file: string): readonly Fact[] {
    this.#facts ??= byFile(factsOf(this.project), (fact) => fact.at.file);
    return this.#facts.get(file) ?? [];
  }

  findings(file: string): readonly PlacedFinding[] {
    this.#findings ??= byFile(
      this.#skills.flatMap(({ concepts }) => concepts.flatMap((concept) => concept.findings.map((finding) => ({ finding, concept })))),
      ({ finding }) => finding.at.file,
    );
    return this.#findings.get(file) ?? [];
  }

  concept(id: string): ConceptReport | undefined {
    return this.#skills.flatMap(({ concepts }) => concepts).find((concept) => concept.id === id);
  }
}

function factsOf(project: ProjectFacts): Fact[] {
  const { routes, dataCalls, classes, outbound, caches, queues, timers, childProcesses, processUses, envReads, servers } = project;
  // A call on a cache is a data call as well; what it means as a use of the cache says more.
  const cached = new Set(caches.map(({ at }) => spanKey(at)));
  const otherCalls = dataCalls.filter(({ at }) => !cached.has(spanKey(at)));
  return [...routes, ...otherCalls, ...classes, ...outbound, ...caches, ...queues, ...timers, ...childProcesses, ...processUses, ...envReads, ...servers];
}

function byFile<T>(items: readonly T[], fileOf: (item: T) => string): Map<string, T[]> {
  const files = new Map<string, T[]>();
  for (const item of items) {
    const known = files.get(fileOf(item));
    if (known === undefined) files.set(fileOf(item), [item]);
    else known.push(item);
  }
  return files;
}

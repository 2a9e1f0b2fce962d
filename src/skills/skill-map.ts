import type { Observer, Scan } from '../analysis/engine.ts';
import type { ConceptDetector, ConceptId, ConceptReport, ConceptResult, SkillId, SkillReport } from './model.ts';

export interface DetectorEntry { readonly id: ConceptId; readonly detector: ConceptDetector }

/** Titles, as the curriculum names them. */
export interface SkillTitles {
  readonly skills: readonly { readonly id: SkillId; readonly title: string; readonly concepts: readonly { readonly id: ConceptId; readonly title: string }[] }[];
}

/** What the engine's one walk shows to each concept. */
export function observersOf(detectors: readonly DetectorEntry[]): Observer[] {
  return detectors.map(({ id, detector }) => ({ id, version: detector.version, visit: (detector.observe ?? {}) }));
}

/** The skill map: every concept of the curriculum judged on one scan. A detector that fails costs its own concept only, and says so in `next`. */
export function evaluateSkills(scan: Pick<Scan, 'project' | 'observations'>, titles: SkillTitles, detectors: readonly DetectorEntry[]): readonly SkillReport[] {
  const byId = new Map(detectors.map(({ id, detector }) => [id, detector]));
  return titles.skills.map((skill) => ({
    id: skill.id,
    title: skill.title,
    concepts: skill.concepts.flatMap(({ id, title }): ConceptReport[] => {
      const detector = byId.get(id);
      return detector === undefined ? [] : [{ id, title, ...evaluate(detector, scan, id) }];
    }),
  }));
}

function evaluate(detector: ConceptDetector, scan: Pick<Scan, 'project' | 'observations'>, id: ConceptId): ConceptResult {
  try {
    return detector.evaluate(scan.project, scan.observations.get(id) ?? []);
  } catch (error) {
    return { state: 'not-applicable', evidence: [], findings: [], next: `This concept could not be judged: ${error instanceof Error ? error.message : String(error)}` };
  }
}

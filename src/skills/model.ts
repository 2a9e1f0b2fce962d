import type { JsonValue, Observation, ProjectFacts, Span } from '../analysis/facts.ts';
import type { ObserverContext, VisitTable } from '../analysis/syntax/visit.ts';

export const skillIds = ['languages', 'frameworks', 'databases', 'distributed', 'servers', 'apis', 'problem-solving'] as const;
export type SkillId = (typeof skillIds)[number];
export type ConceptId = `${SkillId}/${string}`;

export const states = ['not-applicable', 'not-seen', 'seen', 'demonstrated', 'exemplary'] as const;
export type State = (typeof states)[number];

/** One reason for a state, with the place that shows it. `signal` is one short plain phrase: "BEGIN/COMMIT on one checked-out client". */
export interface Evidence {
  readonly signal: string;
  readonly at: Span;
  /** Which rung of the ladder this piece supports. */
  readonly supports: 'seen' | 'demonstrated' | 'exemplary';
}

export type Severity = 'warning' | 'information' | 'question';

/** A misuse. `question` never becomes a squiggle: it is asked in the skill view only. */
export interface Finding {
  /** Kebab-case rule id, e.g. `sql-text-from-values`. */
  readonly rule: string;
  readonly severity: Severity;
  /** What was seen and why it matters, one or two sentences. */
  readonly message: string;
  /** What to do instead, one sentence. */
  readonly fix: string;
  readonly at: Span;
}

export interface ConceptResult {
  readonly state: State;
  readonly evidence: readonly Evidence[];
  readonly findings: readonly Finding[];
  /** One sentence: what would raise the state. Absent only at `exemplary`. */
  readonly next?: string;
}

/**
 * The detector of one concept. Its id is its folder (`src/skills/concepts/<skill>/<concept>`), never typed here.
 *
 * `observe` runs during the one walk over each file, on compiler nodes, and may only note plain data;
 * `evaluate` runs after linking and sees the whole project.
 */
export interface ConceptDetector<D extends JsonValue = JsonValue> {
  /** Bump when what `observe` notes changes, so that cached facts are thrown away. */
  readonly version: number;
  readonly observe?: VisitTable<ObserverContext<D>>;
  readonly evaluate: (project: ProjectFacts, observations: readonly Observation<D>[]) => ConceptResult;
}

export interface ConceptReport extends ConceptResult {
  readonly id: ConceptId;
  readonly title: string;
}

export interface SkillReport {
  readonly id: SkillId;
  readonly title: string;
  readonly concepts: readonly ConceptReport[];
}

import type { ConceptResult, Evidence, Finding, State } from './model.ts';

/** What a concept found, before the shared rules turn it into a state. */
export interface Judgement {
  /** False: the project has no place where the concept could apply. */
  readonly applicable: boolean;
  readonly evidence: readonly Evidence[];
  readonly findings: readonly Finding[];
  /** How many places the rule could hold in, and in how many it does: what `exemplary` is measured by. */
  readonly sites?: { readonly applicable: number; readonly good: number };
  /** What would raise the state, by the state reached; a missing entry falls back to the one below. */
  readonly next: { readonly [S in Exclude<State, 'exemplary'>]?: string };
  /** For concepts with one site per project (shutdown, configuration): their own top rung holds. False: it does not. Absent: the shared rule decides by `sites`. */
  readonly exemplary?: boolean;
}

const exemplaryShare = 0.8;
const exemplarySites = 3;

/**
 * The shared ladder: `seen` is one resolved use; `demonstrated` one reachable place where the rule holds with no warning of the concept in the same file;
 * `exemplary` the rule in 80 % of at least three applicable places (or the concept's own top rung) and no warning anywhere.
 */
export function judge(input: Judgement): ConceptResult {
  const state = stateOf(input);
  const next = state === 'exemplary' ? undefined : input.next[state] ?? input.next.seen ?? input.next['not-seen'];
  return { state, evidence: orderEvidence(input.evidence), findings: input.findings, ...(next === undefined ? {} : { next }) };
}

function stateOf({ applicable, evidence, findings, sites, exemplary }: Judgement): State {
  if (evidence.length === 0) return applicable || findings.length > 0 ? 'not-seen' : 'not-applicable';
  const warned = new Set(findings.filter(({ severity }) => severity === 'warning').map(({ at }) => at.file));
  const clean = evidence.filter(({ supports, at }) => supports !== 'seen' && !warned.has(at.file));
  if (clean.length === 0) return 'seen';
  if (warned.size > 0 || exemplary === false || !evidence.some(({ supports }) => supports === 'exemplary')) return 'demonstrated';
  if (exemplary === true) return 'exemplary';
  return sites !== undefined && sites.applicable >= exemplarySites && sites.good / sites.applicable >= exemplaryShare ? 'exemplary' : 'demonstrated';
}

const rungs = ['exemplary', 'demonstrated', 'seen'] as const;

/** Best evidence first, so that the tree shows what counts. */
function orderEvidence(evidence: readonly Evidence[]): readonly Evidence[] {
  return [...evidence].sort((a, b) => rungs.indexOf(a.supports) - rungs.indexOf(b.supports));
}

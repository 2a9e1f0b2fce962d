import type { Route, Span } from '../../analysis/facts.ts';
import type { FolderMap, SkillMap } from '../../server/protocol.ts';
import type { ConceptId, ConceptReport, Evidence, Severity, SkillId, SkillReport, State } from '../../skills/model.ts';

/**
 * The checklist as plain data, without `vscode`: what rows there are, in which order, under which stable id.
 * An id never holds a line number, so that a row keeps its identity while lines shift above it.
 */
export type TreeNode =
  | FolderNode | SkillNode | ConceptNode | NextNode | FindingNode | EvidenceNode | MoreNode | RoutesNode | UnresolvedNode | RouteNode | FailuresNode | FailureNode;

interface NodeBase {
  readonly id: string;
  /** URI of the workspace folder the row speaks of. */
  readonly folder: string;
  readonly children: readonly TreeNode[];
}

export interface FolderNode extends NodeBase { readonly kind: 'folder'; readonly name: string; readonly demonstrated: number; readonly total: number }
export interface SkillNode extends NodeBase {
  readonly kind: 'skill';
  readonly skill: SkillId;
  readonly title: string;
  /** Counts over all concepts of the skill, whatever the filter hides. */
  readonly demonstrated: number;
  readonly exemplary: number;
  readonly total: number;
  readonly findings: number;
}
export interface ConceptNode extends NodeBase {
  readonly kind: 'concept';
  readonly concept: ConceptId;
  readonly title: string;
  readonly state: State;
  readonly findings: number;
  readonly challengePassed: boolean;
}
export interface NextNode extends NodeBase { readonly kind: 'next'; readonly concept: ConceptId; readonly text: string }
export interface FindingNode extends NodeBase {
  readonly kind: 'finding';
  readonly concept: ConceptId;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
  readonly fix: string;
  readonly at: Span;
}
export interface EvidenceNode extends NodeBase {
  readonly kind: 'evidence';
  readonly concept: ConceptId;
  readonly signal: string;
  readonly supports: Evidence['supports'];
  readonly at: Span;
}
/** Holds the rows past {@link rowLimit}, so that a concept with hundreds of places stays readable. */
export interface MoreNode extends NodeBase { readonly kind: 'more'; readonly count: number }
export interface RoutesNode extends NodeBase { readonly kind: 'routes'; readonly total: number; readonly unresolved: number }
/** Routes whose path the code does not tell, apart from the others so that nobody overlooks them. */
export interface UnresolvedNode extends NodeBase { readonly kind: 'unresolved'; readonly total: number }
export interface RouteNode extends NodeBase {
  readonly kind: 'route';
  readonly method: string;
  readonly path: string;
  readonly framework: string;
  readonly resolved: boolean;
  readonly because?: string;
  readonly at: Span;
}
export interface FailuresNode extends NodeBase { readonly kind: 'failures'; readonly total: number }
export interface FailureNode extends NodeBase { readonly kind: 'failure'; readonly file: string; readonly reason: string }

export interface TreeOptions {
  readonly onlyNotDemonstrated: boolean;
  readonly passedChallenges: ReadonlySet<string>;
}

/** Rows shown under one parent before the rest goes below one "more" row. */
export const rowLimit = 8;

/** Roots of the checklist; empty when no folder has a file that was analysed. */
export function buildTree(map: SkillMap, options: TreeOptions): readonly TreeNode[] {
  const folders = map.folders.filter(hasCode);
  const [only] = folders;
  if (!only) return [];
  if (map.folders.length === 1) return folderRows(only, options);
  return folders.map((folder): FolderNode => {
    const concepts = folder.skills.flatMap((skill) => skill.concepts);
    return {
      kind: 'folder', id: folder.uri, folder: folder.uri, name: folder.name,
      demonstrated: concepts.filter(isDemonstrated).length, total: concepts.length,
      children: folderRows(folder, options),
    };
  });
}

export function isDemonstrated(concept: { readonly state: State }): boolean {
  return concept.state === 'demonstrated' || concept.state === 'exemplary';
}

export function hasCode(folder: FolderMap): boolean {
  return folder.files.analysed > 0;
}

function folderRows(folder: FolderMap, options: TreeOptions): readonly TreeNode[] {
  const skills = folder.skills.flatMap((skill): TreeNode[] => {
    const shown = options.onlyNotDemonstrated ? skill.concepts.filter((concept) => !isDemonstrated(concept)) : skill.concepts;
    return shown.length > 0 ? [skillRow(folder.uri, skill, shown, options)] : [];
  });
  return [...skills, ...routeRows(folder), ...failureRows(folder)];
}

function skillRow(folder: string, skill: SkillReport, shown: readonly ConceptReport[], options: TreeOptions): SkillNode {
  return {
    kind: 'skill', id: `${folder}|${skill.id}`, folder, skill: skill.id, title: skill.title,
    demonstrated: skill.concepts.filter(isDemonstrated).length,
    exemplary: skill.concepts.filter((concept) => concept.state === 'exemplary').length,
    total: skill.concepts.length,
    findings: skill.concepts.reduce((sum, concept) => sum + concept.findings.length, 0),
    children: shown.map((concept) => conceptRow(folder, concept, options)),
  };
}

function conceptRow(folder: string, concept: ConceptReport, options: TreeOptions): ConceptNode {
  const id = `${folder}|${concept.id}`;
  const nextId = uniqueIds();
  const next: NextNode[] = concept.next === undefined
    ? []
    : [{ kind: 'next', id: `${id}|next`, folder, concept: concept.id, text: concept.next, children: [] }];
  const findings = concept.findings.map((finding): FindingNode => ({
    kind: 'finding', id: nextId(`${id}|finding|${finding.rule}|${finding.at.file}`), folder, concept: concept.id,
    severity: finding.severity, rule: finding.rule, message: finding.message, fix: finding.fix, at: finding.at, children: [],
  }));
  const evidence = concept.evidence.map((piece): EvidenceNode => ({
    kind: 'evidence', id: nextId(`${id}|evidence|${piece.signal}|${piece.at.file}`), folder, concept: concept.id,
    signal: piece.signal, supports: piece.supports, at: piece.at, children: [],
  }));
  return {
    kind: 'concept', id, folder, concept: concept.id, title: concept.title, state: concept.state, findings: concept.findings.length,
    challengePassed: options.passedChallenges.has(concept.id),
    children: [...next, ...capped(`${id}|findings`, folder, findings), ...capped(`${id}|evidence`, folder, evidence)],
  };
}

function routeRows(folder: FolderMap): readonly TreeNode[] {
  if (folder.routes.length === 0) return [];
  const nextId = uniqueIds();
  const rows = folder.routes.map((route): RouteNode => routeRow(folder.uri, route, nextId));
  const unknown = rows.filter((row) => !row.resolved);
  const apart: readonly UnresolvedNode[] = unknown.length === 0 ? [] : [{ kind: 'unresolved', id: `${folder.uri}|routes|unresolved`, folder: folder.uri, total: unknown.length, children: unknown }];
  return [{
    kind: 'routes', id: `${folder.uri}|routes`, folder: folder.uri, total: rows.length, unresolved: unknown.length, children: [...apart, ...rows.filter((row) => row.resolved)],
  }];
}

function routeRow(folder: string, route: Route, nextId: (base: string) => string): RouteNode {
  return {
    kind: 'route', id: nextId(`${folder}|route|${route.method} ${route.path}|${route.at.file}`), folder,
    method: route.method, path: route.path, framework: route.framework, resolved: route.resolved,
    ...(route.unresolvedBecause === undefined ? {} : { because: route.unresolvedBecause }),
    at: route.at, children: [],
  };
}

function failureRows(folder: FolderMap): readonly TreeNode[] {
  const { failed } = folder.files;
  if (failed.length === 0) return [];
  const nextId = uniqueIds();
  const children = failed.map(({ file, reason }): FailureNode => (
    { kind: 'failure', id: nextId(`${folder.uri}|failure|${file}`), folder: folder.uri, file, reason, children: [] }));
  return [{ kind: 'failures', id: `${folder.uri}|failures`, folder: folder.uri, total: failed.length, children }];
}

function capped(id: string, folder: string, rows: readonly TreeNode[]): readonly TreeNode[] {
  // One row more than the limit would only swap a row for a "more" row.
  if (rows.length <= rowLimit + 1) return rows;
  const rest = rows.slice(rowLimit);
  return [...rows.slice(0, rowLimit), { kind: 'more', id: `${id}|more`, folder, count: rest.length, children: rest }];
}

/** Appends an ordinal to a base that was seen before: the second equal piece of evidence in a file is the second one, wherever it moved. */
function uniqueIds(): (base: string) => string {
  const seen = new Map<string, number>();
  return (base) => {
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base}|${count}`;
  };
}


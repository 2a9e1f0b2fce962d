import * as v from 'valibot';
import type { Scan } from '../analysis/engine.ts';
import type { RouteEffect, Span } from '../analysis/facts.ts';
import { type SkillReport, skillIds, states } from '../skills/model.ts';

/** The shape is a promise to other programs: see scan-document.md. Fields are only ever added, with a new `schemaVersion` if one must go. */
export const scanDocumentSchema = v.strictObject({
  schemaVersion: v.literal(1),
  tool: v.strictObject({ name: v.literal('backend-coach'), version: v.string() }),
  root: v.string(),
  files: v.strictObject({
    analysed: v.number(),
    skipped: v.number(),
    failed: v.array(v.strictObject({ file: v.string(), reason: v.string() })),
  }),
  routes: v.array(v.strictObject({
    method: v.picklist(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'SEARCH', 'PROPFIND', 'PROPPATCH', 'MKCOL', 'COPY', 'MOVE', 'LOCK', 'UNLOCK', 'ALL', 'QUERY', 'MUTATION', 'SUBSCRIPTION']),
    path: v.string(),
    framework: v.string(),
    file: v.string(),
    line: v.number(),
    endLine: v.number(),
    resolved: v.boolean(),
    unresolvedBecause: v.exactOptional(v.string()),
    handler: v.exactOptional(v.string()),
    middleware: v.array(v.string()),
    reaches: v.exactOptional(v.array(v.strictObject({
      kind: v.picklist(['data', 'cache', 'queue', 'outbound']),
      library: v.string(),
      operation: v.string(),
      target: v.exactOptional(v.string()),
      transaction: v.exactOptional(v.picklist(['inside', 'outside'])),
      by: v.picklist(['handler', 'middleware']),
      file: v.string(),
      line: v.number(),
    }))),
  })),
  dataCalls: v.array(v.strictObject({
    library: v.string(),
    operation: v.picklist(['read', 'write', 'delete', 'schema', 'transaction', 'raw']),
    method: v.string(),
    target: v.exactOptional(v.string()),
    file: v.string(),
    line: v.number(),
    endLine: v.number(),
  })),
  classes: v.array(v.strictObject({
    name: v.string(),
    file: v.string(),
    line: v.number(),
    abstract: v.boolean(),
    extends: v.exactOptional(v.string()),
    implements: v.array(v.string()),
  })),
  findings: v.array(v.strictObject({
    rule: v.string(),
    concept: v.string(),
    severity: v.picklist(['warning', 'information', 'question']),
    message: v.string(),
    file: v.string(),
    line: v.number(),
    endLine: v.number(),
  })),
  skills: v.array(v.strictObject({
    id: v.picklist(skillIds),
    title: v.string(),
    concepts: v.array(v.strictObject({
      id: v.string(),
      state: v.picklist(states),
      evidence: v.array(v.strictObject({ signal: v.string(), file: v.string(), line: v.number() })),
      next: v.exactOptional(v.string()),
    })),
  })),
});

export type ScanDocument = v.InferOutput<typeof scanDocumentSchema>;

/** The scan as other programs read it; lists are in file, then line order. */
export function scanDocument(root: string, scan: Scan, skills: readonly SkillReport[], version: string): ScanDocument {
  const { project, files } = scan;
  return {
    schemaVersion: 1,
    tool: { name: 'backend-coach', version },
    root,
    files: { analysed: files.analysed, skipped: files.skipped, failed: files.failed.map(({ file, reason }) => ({ file, reason })) },
    routes: inOrder(project.routes).map((route) => {
      const { method, path, framework, at, resolved, handlerText, handler, middleware } = route;
      const reaches = project.effectsOf(route).filter(({ fact }) => !(fact.kind === 'dataCall' && fact.operation === 'transaction')).map(reached);
      return {
        method, path, framework, file: at.file, line: at.line, endLine: at.endLine, resolved,
        ...optional('unresolvedBecause', resolved ? undefined : becauseOf(route)),
        ...optional('handler', handlerText ?? handler?.name),
        middleware: [...middleware],
        ...(reaches.length === 0 ? {} : { reaches }),
      };
    }),
    dataCalls: inOrder(project.dataCalls).map(({ library, operation, method, target, at }) => ({
      library, operation, method, ...optional('target', target), file: at.file, line: at.line, endLine: at.endLine,
    })),
    classes: inOrder(project.classes).map((fact) => ({
      name: fact.name, file: fact.at.file, line: fact.at.line, abstract: fact.abstract, ...optional('extends', fact.extends), implements: [...fact.implements],
    })),
    findings: findingsOf(skills).map(({ rule, concept, severity, message, at }) => ({
      rule, concept, severity, message, file: at.file, line: at.line, endLine: at.endLine,
    })),
    skills: skills.map(({ id, title, concepts }) => ({
      id, title,
      concepts: concepts.map((concept) => ({
        id: concept.id, state: concept.state,
        evidence: concept.evidence.map(({ signal, at }) => ({ signal, file: at.file, line: at.line })),
        ...optional('next', concept.next),
      })),
    })),
  };
}

function reached({ fact, by, transaction }: RouteEffect): NonNullable<ScanDocument['routes'][number]['reaches']>[number] {
  const place = { ...(transaction === undefined ? {} : { transaction }), by, file: fact.at.file, line: fact.at.line };
  switch (fact.kind) {
    case 'dataCall': return { kind: 'data', library: fact.library, operation: fact.operation, ...optional('target', fact.target), ...place };
    case 'cache': return { kind: 'cache', library: fact.library, operation: fact.operation, ...optional('target', fact.key?.startsWith('fn:') ? undefined : fact.key), ...place };
    case 'queue': return { kind: 'queue', library: fact.library, operation: fact.what, ...optional('target', fact.name), ...place };
    case 'outbound': return { kind: 'outbound', library: fact.library, operation: fact.method, ...optional('target', fact.url), ...place };
  }
}

/** Why the path of a route is not fully known. */
export function becauseOf({ unresolvedBecause }: { readonly unresolvedBecause?: string }): string {
  return unresolvedBecause ?? 'a part of the path is not known before run time';
}

type OwnedFinding = SkillReport['concepts'][number]['findings'][number] & { readonly concept: string };

/** The findings of every concept, by place. */
export function findingsOf(skills: readonly SkillReport[]): OwnedFinding[] {
  return skills
    .flatMap((skill) => skill.concepts.flatMap((concept) => concept.findings.map((finding) => ({ ...finding, concept: concept.id }))))
    .sort((a, b) => byPlace(a, b) || compare(a.rule, b.rule));
}

/** In file, then line order; what begins at one place keeps its order. */
export function inOrder<T extends Placed>(facts: readonly T[]): T[] {
  return [...facts].sort(byPlace);
}

interface Placed { readonly at: Span }

function byPlace({ at: a }: Placed, { at: b }: Placed): number {
  return compare(a.file, b.file) || a.line - b.line || a.column - b.column;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : { [key]: value } as { [P in K]: string };
}

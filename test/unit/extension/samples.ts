import type { Route, Span } from '../../../src/analysis/facts.ts';
import type { FolderMap, SkillMap } from '../../../src/server/protocol.ts';
import type { ConceptReport, Evidence, Finding } from '../../../src/skills/model.ts';

export function at(file: string, line: number): Span {
  return { file, line, column: 3, endLine: line, endColumn: 20 };
}

export function evidence(signal: string, file: string, line: number, supports: Evidence['supports'] = 'demonstrated'): Evidence {
  return { signal, at: at(file, line), supports };
}

export function finding(rule: string, file: string, line: number, severity: Finding['severity'] = 'warning'): Finding {
  return { rule, severity, message: `${rule} was seen.`, fix: 'Do it another way.', at: at(file, line) };
}

export function concept(id: ConceptReport['id'], state: ConceptReport['state'], parts: Partial<ConceptReport> = {}): ConceptReport {
  return { id, title: id, state, evidence: [], findings: [], next: `Raise ${id}.`, ...parts };
}

export function route(method: Route['method'], path: string, file: string, line: number, unresolvedBecause?: string): Route {
  return {
    kind: 'route', framework: 'express', method, path, resolved: unresolvedBecause === undefined, ...(unresolvedBecause === undefined ? {} : { unresolvedBecause }),
    middleware: [], middlewareFunctions: [], declaresBodySchema: false, at: at(file, line),
  };
}

export function folder(parts: Partial<FolderMap> = {}): FolderMap {
  return {
    uri: 'file:///shop', name: 'shop', routes: [], files: { analysed: 3, skipped: 0, failed: [] },
    skills: [
      { id: 'databases', title: 'Databases', concepts: [
        concept('databases/parameterised-queries', 'seen', {
          evidence: [evidence('placeholders', 'src/orders.ts', 12, 'seen')], findings: [finding('sql-text-from-values', 'src/search.ts', 30)],
        }),
        concept('databases/transactions', 'demonstrated', { evidence: [evidence('BEGIN and COMMIT on one client', 'src/orders.ts', 41)] }),
      ] },
      { id: 'apis', title: 'APIs', concepts: [concept('apis/xml-handling', 'exemplary')] },
    ],
    ...parts,
  };
}

export function skillMap(...folders: readonly FolderMap[]): SkillMap {
  return { folders };
}

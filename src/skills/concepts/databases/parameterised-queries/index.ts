import type { DataCall, Observation, ProjectFacts } from '../../../../analysis/facts.ts';
import { ts } from '../../../../analysis/syntax/ts.ts';
import { interpolation, type Interpolation } from '../../../../analysis/syntax/sql-text.ts';
import { judge } from '../../../ladder.ts';
import type { ConceptDetector, Evidence, Finding } from '../../../model.ts';
import { spanKey } from '../../../span-key.ts';

/** What one call that may carry SQL looks like; whether it is a database call is decided after linking. */
interface SqlCall {
  readonly [key: string]: string | number | boolean;
  /** `static` text, values in `value` or `identifier` position spliced in, or text that cannot be read. */
  readonly text: Interpolation | 'unknown';
  readonly placeholders: number;
  readonly hasValues: boolean;
  /** A tagged template with this many substitutions. */
  readonly tagged: number;
}

/** Methods that take SQL text or fragments, on any library the graph knows. */
const sqlMethods = new Set(['query', 'execute', 'exec', 'raw', 'prepare', 'whereRaw', 'orderByRaw', 'havingRaw', 'unsafe', 'literal', 'where', 'andWhere', 'orWhere', 'orderBy',
  '$queryRawUnsafe', '$executeRawUnsafe', '$queryRaw', '$executeRaw', 'sql', 'run', 'get', 'all', 'iterate', 'createQuery']);

export const detector: ConceptDetector<SqlCall> = {
  version: 1,
  observe: {
    [ts.SyntaxKind.CallExpression]: (node: ts.CallExpression, context) => {
      const callee = node.expression;
      if (!ts.isPropertyAccessExpression(callee) || !sqlMethods.has(callee.name.text)) return;
      const first = node.arguments[0];
      if (first === undefined) return;
      const { text, placeholders, hasValues } = readCall(node, first, context);
      context.note('sql', node, { text, placeholders, hasValues, tagged: 0 });
    },
    [ts.SyntaxKind.TaggedTemplateExpression]: (node: ts.TaggedTemplateExpression, context) => {
      const holes = ts.isTemplateExpression(node.template) ? node.template.templateSpans.length : 0;
      context.note('sql', node, { text: 'static', placeholders: 0, hasValues: holes > 0, tagged: holes });
    },
  },
  evaluate(project, observations) {
    const notes = new Map(observations.map((note) => [spanKey(note.at), note]));
    const calls = project.dataCalls.filter((call) => (call.store === undefined || call.store === 'graph') && project.files.get(call.at.file)?.role !== 'browser');
    const evidence: Evidence[] = [];
    const findings: Finding[] = [];
    let carrying = 0;
    let bound = 0;
    for (const call of calls) {
      const note = notes.get(spanKey(call.sqlAt ?? call.at));
      const verdict = judgeCall(call, note);
      if (verdict === 'bound') {
        carrying++;
        bound++;
        if (project.isReachable(call.at.file)) evidence.push({ signal: boundSignal(call, note), at: call.at, supports: 'seen' });
      } else if (verdict === 'spliced') {
        carrying++;
        const finding = splicedFinding(call, note, project);
        if (finding !== undefined) findings.push(finding);
      }
    }
    const isDemonstrated = evidence.length >= 2 && !findings.some(({ severity }) => severity === 'warning');
    const isExemplary = isDemonstrated && bound >= 5 && bound === carrying;
    return judge({
      applicable: calls.length > 0,
      evidence: evidence.map((item) => ({ ...item, supports: isExemplary ? 'exemplary' : isDemonstrated ? 'demonstrated' : 'seen' })),
      findings,
      sites: { applicable: carrying, good: bound },
      exemplary: isExemplary,
      next: {
        'not-applicable': 'Nothing here talks to a database yet.',
        'not-seen': 'Send values beside the SQL text: `query("… WHERE id = $1", [id])`.',
        seen: findings.length > 0 ? 'Bind the values that are spliced into SQL text now.' : 'Bind the values of two queries or more, with no SQL text built from values.',
        demonstrated: 'Bind every value-carrying call, five or more of them, across the code base.',
      },
    });
  },
};

function readCall(node: ts.CallExpression, first: ts.Expression, context: Parameters<typeof interpolation>[1]): { text: SqlCall['text']; placeholders: number; hasValues: boolean } {
  let sql = first;
  let hasValues = node.arguments.length > 1;
  if (ts.isObjectLiteralExpression(first)) {
    const property = (name: string): ts.Expression | undefined => {
      const found = first.properties.find((p): p is ts.PropertyAssignment => ts.isPropertyAssignment(p) && ts.isIdentifier(p.name) && p.name.text === name);
      return found?.initializer;
    };
    const text = property('text') ?? property('sql');
    if (text === undefined) return { text: 'unknown', placeholders: 0, hasValues: true };
    sql = text;
    hasValues = hasValues || first.properties.some((p) => p.name !== undefined && ts.isIdentifier(p.name) && (p.name.text === 'values' || p.name.text === 'args'));
  }
  const read = interpolation(sql, context);
  return { text: read.kind, placeholders: read.placeholders, hasValues };
}

/** Query builders bind by construction; SQL text binds when it has placeholders and values arrive beside it. */
function judgeCall(call: DataCall, note: Observation<SqlCall> | undefined): 'bound' | 'spliced' | 'neither' {
  if (note === undefined || call.operation === 'transaction') return 'neither';
  const { text, placeholders, hasValues, tagged } = note.data;
  if (text === 'value' || text === 'identifier') return 'spliced';
  if (tagged > 0) return 'bound';
  if (text === 'static' && placeholders > 0 && (hasValues || call.sqlAt !== undefined)) return 'bound';
  return 'neither';
}

function boundSignal(call: DataCall, note: Observation<SqlCall> | undefined): string {
  if ((note?.data.tagged ?? 0) > 0) return `values bound by a tagged template (${call.library})`;
  return `${call.method}() with placeholders and values apart (${call.library})`;
}

function fixFor(library: string): string {
  if (library === '@prisma/client') return 'Use the tagged template `$queryRaw`, which sends text and values apart.';
  const example = library.includes('sqlite') ? 'prepare("… = ?").get(value)' : 'query("… = $1", [value])';
  return `Put a placeholder in the text and the value beside it: \`${example}\`.`;
}

function splicedFinding(call: DataCall, note: Observation<SqlCall> | undefined, project: ProjectFacts): Finding | undefined {
  const isIdentifier = note?.data.text === 'identifier';
  // Identifiers cannot be bound; scripts and schema changes interpolate them from their own constants.
  if (isIdentifier && (call.operation === 'schema' || !project.isServerCode(call.at.file))) return undefined;
  if (!project.isServerCode(call.at.file) && call.operation === 'schema') return undefined;
  return isIdentifier
    ? {
      rule: 'sql-text-from-values', severity: 'information', at: call.at,
      message: 'A table or column name is spliced into this SQL text. Identifiers cannot be bound, so anything that reaches this place runs as SQL.',
      fix: 'Look the name up in a literal allow-list and splice only what the list returns.',
    }
    : {
      rule: 'sql-text-from-values', severity: 'warning', at: call.at,
      message: 'A value is spliced into this SQL text, so whoever controls the value can change the statement.',
      fix: fixFor(call.library),
    };
}

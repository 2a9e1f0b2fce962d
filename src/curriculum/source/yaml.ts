import * as v from 'valibot';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type { Problem } from './problem.ts';

export type YamlResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Parses and validates YAML; every problem names its line. `firstLine` is the line of the file that the text starts on. */
export function parseYaml<T>(text: string, schema: v.GenericSchema<unknown, T>, file: string, firstLine = 1): YamlResult<T> {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => firstLine + lines.linePos(offset).line - 1;
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return { ok: false, problems: document.errors.map((error) => ({ file, line: lineAt(error.pos[0]), message: yamlAdvice(error.message) })) };
  }
  const parsed = v.safeParse(schema, document.toJS());
  if (parsed.success) return { ok: true, value: parsed.output };
  return {
    ok: false,
    problems: parsed.issues.map((issue) => ({ file, line: lineAt(offsetOf(document, issue)), message: describe(issue) })),
  };
}

/** Start of the innermost node on the issue's path that is really there; a missing key is reported at its parent. */
function offsetOf(document: Document, issue: v.BaseIssue<unknown>): number {
  const path = (issue.path ?? []).map((item) => item.key);
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function describe(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  const name = path === null ? 'The content' : `"${path}"`;
  if (issue.received === 'undefined') return `${name} is missing.`;
  if (issue.expected === 'never') return `${name} is not a key that is known here.`;
  if (issue.expected === 'string' && issue.received === 'Object') return `${name} must be a text; one with ": " in it needs quotes around it.`;
  return issue.kind === 'schema' ? `${name} must be ${issue.expected ?? 'something else'}, not ${issue.received}.` : `${name}: ${issue.message}`;
}

function yamlAdvice(message: string): string {
  const advice = /Nested mappings|Implicit keys|Implicit map keys/i.test(message) ? ' A text with ": " in it needs quotes around it.'
    : /cannot start with (?:reserved character|`)|Plain value/i.test(message) ? ' A text that starts with this character needs quotes around it.'
    : '';
  return `This is not valid YAML: ${message.replace(/\.?$/, '.')}${advice}`;
}

import { type CodeAction, CodeActionKind, type CodeActionParams, type Range } from 'vscode-languageserver/node';
import type { LessonIndex } from '../curriculum/model.ts';
import { challengeCommand, lessonCommand } from './commands.ts';
import { diagnosticOf } from './diagnostics.ts';
import type { PlacedFinding } from './file-index.ts';
import { rangeOf } from './places.ts';

/** The way from a finding to its lesson and its challenge. */
export function codeActions({ range, context }: CodeActionParams, findings: readonly PlacedFinding[], lessons: LessonIndex): CodeAction[] {
  if (context.only !== undefined && !context.only.some((kind) => isWithin(CodeActionKind.QuickFix, kind))) return [];
  const entries = new Map(lessons.skills.flatMap((skill) => skill.concepts.map((concept) => [concept.id, concept])));
  return findings.flatMap(({ finding, concept }) => {
    const diagnostic = diagnosticOf(finding);
    const entry = entries.get(concept.id);
    if (diagnostic === undefined || entry === undefined || !touches(rangeOf(finding.at), range)) return [];
    const common = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
    const lesson = `Open the lesson: ${entry.title}`;
    const actions: CodeAction[] = [{ ...common, title: lesson, command: { title: lesson, command: lessonCommand, arguments: [concept.id] } }];
    if (entry.challenge !== undefined) {
      const challenge = `Start the challenge: ${entry.challenge.title}`;
      actions.push({ ...common, title: challenge, command: { title: challenge, command: challengeCommand, arguments: [concept.id] } });
    }
    return actions;
  });
}

/** Kinds are dotted paths: `quickfix` lies within `quickfix` and within the empty kind. */
function isWithin(kind: string, asked: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

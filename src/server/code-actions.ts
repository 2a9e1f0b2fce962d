import { type CodeAction, CodeActionKind, type CodeActionParams, type Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fact } from '../analysis/facts.ts';
import type { LessonIndex } from '../curriculum/model.ts';
import { challengeCommand, lessonCommand } from './commands.ts';
import { diagnosticOf } from './diagnostics.ts';
import type { FileIndex, PlacedFinding } from './file-index.ts';
import { bindValues, canBindValues } from './fixes/bind-values.ts';
import { rangeOf } from './places.ts';

export interface ActionQuestion {
  readonly params: CodeActionParams;
  readonly document: TextDocument;
  readonly file: string;
  readonly index: FileIndex;
  readonly lessons: LessonIndex;
  /** Whether the editor has the commands that open a lesson and start a challenge. */
  readonly commands: boolean;
}

/** What can be done about the findings in a range: a repair where one is safe, the lesson, the challenge. */
export function codeActions({ params: { range, context }, document, file, index, lessons, commands }: ActionQuestion): CodeAction[] {
  if (context.only !== undefined && !context.only.some((kind) => isWithin(CodeActionKind.QuickFix, kind))) return [];
  return index.findings(file).flatMap((placed) => {
    const diagnostic = diagnosticOf(placed.finding);
    if (diagnostic === undefined || !touches(diagnostic.range, range)) return [];
    const ways = [...repairs(placed, index.facts(file), document), ...(commands ? commandsFor(placed.concept.id, lessons) : [])];
    return ways.map((way): CodeAction => ({ kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], ...way }));
  });
}

type Way = Pick<CodeAction, 'title' | 'command' | 'edit'>;

function repairs({ finding }: PlacedFinding, facts: readonly Fact[], document: TextDocument): Way[] {
  if (finding.rule !== 'sql-text-from-values') return [];
  const range = rangeOf(finding.at);
  const call = facts.find((fact) => fact.kind === 'dataCall' && isSame(rangeOf(fact.at), range));
  if (call?.kind !== 'dataCall' || !canBindValues(call.library, call.method)) return [];
  const newText = bindValues(document.getText(range));
  return newText === undefined ? [] : [{ title: 'Bind the values instead of splicing them', edit: { changes: { [document.uri]: [{ range, newText }] } } }];
}

function commandsFor(concept: string, lessons: LessonIndex): Way[] {
  const entry = lessons.skills.flatMap(({ concepts }) => concepts).find(({ id }) => id === concept);
  if (entry === undefined) return [];
  const run = (title: string, command: string): Way => ({ title, command: { title, command, arguments: [concept] } });
  return [
    run(`Open the lesson: ${entry.title}`, lessonCommand),
    ...(entry.challenge === undefined ? [] : [run(`Start the challenge: ${entry.challenge.title}`, challengeCommand)]),
  ];
}

/** Kinds are dotted paths: `quickfix` lies within `quickfix` and within the empty kind. */
function isWithin(kind: string, asked: string): boolean {
  return asked === '' || kind === asked || kind.startsWith(`${asked}.`);
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isSame(a: Range, b: Range): boolean {
  return !isBefore(a.start, b.start) && !isBefore(b.start, a.start) && !isBefore(a.end, b.end) && !isBefore(b.end, a.end);
}

function isBefore(a: Range['start'], b: Range['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

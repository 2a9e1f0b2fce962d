import { type Hover, MarkupKind, type Position, type Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Span } from '../../analysis/facts.ts';
import type { LessonIndex } from '../../curriculum/model.ts';
import type { ConceptId, State } from '../../skills/model.ts';
import type { Client } from '../client.ts';
import { lessonCommand } from '../commands.ts';
import type { FileIndex, PlacedFinding } from '../file-index.ts';
import type { Settings } from '../settings.ts';
import { contains, factAt } from './at-position.ts';
import { type Prose, proseFor } from './prose.ts';
import { subjectOf } from './subjects.ts';

export interface HoverQuestion {
  readonly document: TextDocument;
  readonly position: Position;
  readonly file: string;
  readonly index: FileIndex;
  readonly lessons: LessonIndex;
  readonly settings: Settings;
  readonly client: Client;
}

const stateWords: Readonly<Record<State, string>> = {
  'not-applicable': 'not applicable yet', 'not-seen': 'not seen', 'seen': 'seen', 'demonstrated': 'demonstrated', 'exemplary': 'exemplary',
};

/** What the line under the cursor is, what is wrong with it, and the lesson it leads to; undefined where there is nothing to say. */
export function hoverAt(question: HoverQuestion): Hover | undefined {
  const { document, position, file, index, settings, client } = question;
  const prose = proseFor(client.hoverMarkdown, client.commandLinks);
  const finding = findingAt(index.findings(file), position);
  const fact = factAt(index.facts(file), position, document);
  const subject = fact === undefined ? undefined : subjectOf(fact, index.project);
  const isSpoken = subject !== undefined && settings.hover[subject.category] && subject.concepts.length > 0;
  const paragraphs: string[] = [];
  const concepts: ConceptId[] = [];
  if (finding !== undefined && settings.diagnostics) {
    const isShown = client.diagnosticsInHover && contains(finding.finding.at, position);
    const reason = isShown ? '' : `${prose.sentence(finding.finding.message)} `;
    paragraphs.push(`${reason}${prose.bold('Fix:')} ${prose.sentence(finding.finding.fix)}`);
    concepts.push(finding.concept.id);
  }
  if (isSpoken) {
    paragraphs.push(subject.describe(prose));
    concepts.push(...subject.concepts.filter((id) => !concepts.includes(id)));
  }
  const at = isSpoken ? fact?.at : finding?.finding.at;
  if (paragraphs.length === 0 || at === undefined) return undefined;
  // A fix says more than the concept's general tip: one of them is enough.
  const isGeneral = finding === undefined || !settings.diagnostics;
  for (const id of concepts) paragraphs.push(conceptLine(id, question, prose, isGeneral));
  return {
    contents: { kind: client.hoverMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: paragraphs.join('\n\n') },
    range: onLine(at, position.line, document),
  };
}

/** Title and state of a concept, why it matters in one sentence, and the way to its lesson. */
function conceptLine(id: ConceptId, { index, lessons }: HoverQuestion, prose: Prose, withTip: boolean): string {
  const entry = lessons.skills.flatMap(({ concepts }) => concepts).find((concept) => concept.id === id);
  const report = index.concept(id);
  const title = prose.bold(entry?.title ?? report?.title ?? id);
  const parts = [report === undefined ? title : `${title}: ${prose.text(stateWords[report.state])}`];
  if (prose.hasLinks && entry !== undefined) parts.push(prose.commandLink('Open the lesson', lessonCommand, id));
  const tip = entry === undefined || !withTip ? '' : `\n\n${prose.lesson(entry.tip)}`;
  return `${parts.join(' · ')}${tip}`;
}

/** The finding whose marked code is under the cursor, else one that begins on this line; never a question. */
function findingAt(findings: readonly PlacedFinding[], position: Position): PlacedFinding | undefined {
  const onThisLine = findings.filter(({ finding }) => finding.severity !== 'question' && finding.at.line === position.line + 1);
  return onThisLine.find(({ finding }) => contains(finding.at, position)) ?? onThisLine[0];
}

/** The part of a span that lies on one line. */
function onLine(at: Span, line: number, document: TextDocument): Range {
  const end = document.offsetAt({ line: line + 1, character: 0 });
  const text = document.getText({ start: { line, character: 0 }, end: document.positionAt(end) }).replace(/[\r\n]+$/, '');
  return {
    start: { line, character: at.line === line + 1 ? at.column - 1 : text.length - text.trimStart().length },
    end: { line, character: at.endLine === line + 1 ? at.endColumn - 1 : text.length },
  };
}

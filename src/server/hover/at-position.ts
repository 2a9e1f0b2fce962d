import type { Position } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Fact, Span } from '../../analysis/facts.ts';

/**
 * The fact a position is about. Spans of routes, classes and transactions hold whole bodies, so a position counts only on the line where
 * the fact announces itself: its first line, or the line that names the method, the class or the handler. The innermost wins;
 * of a call on Redis that is both, its use as a cache.
 */
export function factAt(facts: readonly Fact[], position: Position, document: TextDocument): Fact | undefined {
  const [first] = facts.filter((fact) => contains(fact.at, position) && announces(fact, position, document)).sort((a, b) => compareSize(a.at, b.at) || Number(b.kind === 'cache') - Number(a.kind === 'cache'));
  return first;
}

/** Whether the position lies in the span; the end counts, so that a cursor behind the last letter is still on it. */
export function contains({ line, column, endLine, endColumn }: Span, position: Position): boolean {
  const [row, character] = [position.line + 1, position.character + 1];
  if (row < line || row > endLine) return false;
  return (row > line || character >= column) && (row < endLine || character <= endColumn);
}

function announces(fact: Fact, { line }: Position, document: TextDocument): boolean {
  if (line + 1 === fact.at.line) return true;
  const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
  switch (fact.kind) {
    case 'class': return isHead(text, fact.name);
    // A decorated method: the decorators come first.
    case 'route': return fact.handlerText !== undefined && isNamed(text, fact.handlerText.split('.').at(-1) ?? fact.handlerText);
    case 'dataCall':
    case 'outbound':
    case 'cache': return text.trimStart().startsWith('.') && text.includes(`.${fact.method}`);
    default: return false;
  }
}

function isNamed(text: string, name: string): boolean {
  return new RegExp(`(?:^|\\s)${escape(name)}\\s*\\(`).test(text);
}

function escape(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

function isHead(text: string, name: string): boolean {
  const match = /\bclass\s+([\w$]+)/.exec(text);
  return match?.[1] === name;
}

function compareSize(a: Span, b: Span): number {
  return (a.endLine - a.line) - (b.endLine - b.line) || (a.endColumn - a.column) - (b.endColumn - b.column);
}

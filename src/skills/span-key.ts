import type { Span } from '../analysis/facts.ts';

/** Joins what a concept noted on a node with the fact the graph made of the same node. */
export function spanKey(at: Span): string {
  return `${at.file}:${at.line}:${at.column}:${at.endLine}:${at.endColumn}`;
}

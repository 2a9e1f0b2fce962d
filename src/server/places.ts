import { sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Range } from 'vscode-languageserver/node';
import type { Span } from '../analysis/facts.ts';

/** Spans count from 1, the protocol from 0; both count UTF-16 units and end before their end. */
export function rangeOf(at: Span): Range {
  return {
    start: { line: at.line - 1, character: at.column - 1 },
    end: { line: at.endLine - 1, character: at.endColumn - 1 },
  };
}

/** Path of a `file:` URI on this machine; undefined for every other URI. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    const path = fileURLToPath(uri);
    return sep === '\\' ? path.replace(/^[a-z]:/, (drive) => drive.toUpperCase()) : path;
  } catch {
    return undefined;
  }
}

/** The path below `root` with POSIX separators; undefined when it is not below. */
export function relativeTo(root: string, path: string): string | undefined {
  const prefix = root.endsWith(sep) ? root : root + sep;
  return path.startsWith(prefix) ? path.slice(prefix.length).replaceAll(sep, '/') : undefined;
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** The files the analysis reads as code. */
export function isSource(path: string): boolean {
  return /\.[cm]?[jt]sx?$/i.test(path);
}

import type { Text } from '../resolve/origin.ts';
import { withoutPatterns } from './path-patterns.ts';

/** `{id}`, `[id]`, `:id(\\d+)`, `:id?`, `*rest` all become `:name`; one leading slash, no trailing one. Holes of unknown text become `:param`-less `${}`. */
export function normalisePath(path: string): string {
  const segments = withoutPatterns(path).split('/').map(normaliseSegment).filter((segment) => segment !== '');
  return `/${segments.join('/')}`;
}

function normaliseSegment(segment: string): string {
  return segment
    .replace(/^\[\[?\.\.\.([\w-]+)\]?\]$/, ':$1')
    .replace(/^\[([\w-]+)\]$/, ':$1')
    .replace(/(?<!\$)\{(?::)?\*?(\w+)[^}]*\}/g, ':$1')
    .replace(/:(\w+)[?*+]/g, ':$1')
    .replace(/:(\w+)<[^>]*>/g, ':$1')
    .replace(/^\{?\/?\*(\w+)\}?$/, ':$1');
}

export function joinPaths(prefix: string, path: string): string {
  return normalisePath(`${prefix}/${path}`);
}

export interface PathText { readonly path: string; readonly resolved: boolean; readonly because?: string }

export const emptyPath: PathText = { path: '', resolved: true };

export function pathOf(text: Text): PathText {
  return { path: text.text, resolved: text.resolved, ...(text.because === undefined ? {} : { because: text.because }) };
}

export function joinPathTexts(first: PathText, second: PathText): PathText {
  const because = first.resolved ? second.because : first.because;
  return { path: `${first.path}/${second.path}`, resolved: first.resolved && second.resolved, ...(because === undefined ? {} : { because }) };
}

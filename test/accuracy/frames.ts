import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { originalLine } from './transpile.ts';

/** A place in the backend's sources: file relative to its folder with POSIX separators, line 1-based. */
export interface Frame { readonly file: string; readonly line: number }

/**
 * The innermost frame that lies in the backend's own code (not in node_modules, not in its test folder), async frames included.
 * With `direct`, only when no library stands between that frame and the caller of this function.
 */
export function innermostFrame(root: string, direct: boolean): Frame | undefined {
  for (const site of callSites()) {
    const name = site.getFileName() ?? site.getScriptNameOrSourceURL();
    if (typeof name !== 'string' || name.startsWith('node:')) continue;
    const path = name.startsWith('file:') ? fileURLToPath(name) : name;
    if (path.startsWith(import.meta.dirname)) continue;
    const file = relative(root, path).split(sep).join('/');
    const isOwn = !file.startsWith('../') && !file.includes('node_modules/') && !file.startsWith('test/');
    if (isOwn) return { file, line: originalLine(path, site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1) };
    if (direct) return undefined;
  }
  return undefined;
}

/** The first frame outside of the package in `folder` is the backend's, and it is on the stack now: what a library goes on with later is its own. */
export function isCalledByBackend(root: string, folder: string): boolean {
  for (const site of callSites()) {
    const name = site.getFileName() ?? site.getScriptNameOrSourceURL();
    if (site.isAsync()) return false;
    if (typeof name !== 'string') continue;
    const path = (name.startsWith('file:') ? fileURLToPath(name) : name).split(sep).join('/');
    if (path.startsWith(import.meta.dirname) || path.includes(`/node_modules/${folder}/`)) continue;
    const file = relative(root, path).split(sep).join('/');
    return !path.startsWith('node:') && !file.startsWith('../') && !file.includes('node_modules/') && !file.startsWith('test/');
  }
  return false;
}

function callSites(): readonly NodeJS.CallSite[] {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- kept to be put back
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  Error.stackTraceLimit = 200;
  Error.prepareStackTrace = (_error, sites) => sites;
  try {
    Error.captureStackTrace(holder, callSites);
    return holder.stack as readonly NodeJS.CallSite[];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}

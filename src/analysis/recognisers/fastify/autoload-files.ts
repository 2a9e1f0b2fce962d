import { dirname } from 'node:path/posix';
import type { PathText } from '../../graph/paths.ts';
import { Argument } from '../../resolve/argument.ts';
import type { Linker } from '../../resolve/linker.ts';
import type { Location } from '../../resolve/location.ts';

/** A file that is loaded, the prefix its folders make, and the files whose hooks it gets. */
export interface Loaded { readonly file: string; readonly directory: PathText; readonly hooks: readonly string[] }

interface Rules {
  readonly script: RegExp;
  readonly index: RegExp;
  readonly autoHooks: RegExp;
  readonly ignored: RegExp | undefined;
  readonly maxDepth: number;
  readonly nameOf: (parent: string, name: string) => string | undefined;
}

/** Defaults of @fastify/autoload, see its README ("Global Configuration"). */
const scripts = /(?<!\.d)\.(?:[cm]?ts|[cm]?js)$/i;
const indexes = /^index\.[cm]?[jt]s$/i;
const hookFiles = /^[_.]?auto_?hooks\.[cm]?[jt]s$/i;

/** The files below a directory that @fastify/autoload takes as plugins. */
export function filesIn(linker: Linker, from: string, location: Location, options: Argument): readonly Loaded[] {
  const dir = rootOf(linker, from, location);
  const below = linker.filesUnder(dir).map((file) => ({ file, path: dir === '' ? file : file.slice(dir.length + 1) }));
  const rules = rulesIn(options);
  const withIndex = new Set(below.filter(({ path }) => rules.index.test(nameOf(path))).map(({ path }) => folderOf(path)));
  const isTaken = filterIn(linker, options);
  const hooksOf = hooksIn(below.filter(({ path }) => rules.autoHooks.test(nameOf(path))), options);
  return below.flatMap(({ file, path }): readonly Loaded[] => {
    const folders = folderOf(path) === '' ? [] : folderOf(path).split('/');
    if (folders.length > rules.maxDepth || folders.some((_, depth) => rules.ignored?.test(folders.slice(0, depth + 1).join('/')))) return [];
    const isIndex = rules.index.test(nameOf(path));
    if (!isIndex && (withIndex.has(folderOf(path)) || !rules.script.test(nameOf(path)) || rules.autoHooks.test(nameOf(path)) || rules.ignored?.test(path) === true)) return [];
    const taken = isTaken(`/${path}`);
    if (taken === false) return [];
    const names = folders.map((name, depth) => rules.nameOf(['', ...folders].slice(0, depth + 1).join('/'), name));
    const because = names.includes(undefined) ? 'a function given to @fastify/autoload makes prefixes of folder names' : taken === undefined ? 'a function given to @fastify/autoload decides which files are loaded' : undefined;
    return [{ file, hooks: hooksOf(folderOf(path)), directory: { path: names.map((name) => (name === '' ? '' : `/${name ?? '${}'}`)).join(''), resolved: because === undefined, ...(because === undefined ? {} : { because }) } }];
  });
}

/** `autoHooks`: the hook file of a folder, and with `cascadeHooks` those of the folders above, unless `overwriteHooks` lets the deepest one win. */
function hooksIn(files: readonly { readonly file: string; readonly path: string }[], options: Argument): (folder: string) => readonly string[] {
  if (options.prop('autoHooks')?.literal() !== true) return () => [];
  const cascades = options.prop('cascadeHooks')?.literal() === true;
  const overwrites = options.prop('overwriteHooks')?.literal() === true;
  return (folder) => {
    const above = files.filter(({ path }) => { const own = folderOf(path); return own === folder || (cascades && (own === '' || folder.startsWith(`${own}/`))); });
    const hooks = above.sort((a, b) => a.path.split('/').length - b.path.split('/').length).map(({ file }) => file);
    return overwrites ? hooks.slice(-1) : hooks;
  };
}

/** A directory relative to where the process starts is looked for from the project's root down to the file. */
function rootOf(linker: Linker, file: string, { path, from }: Location): string {
  const clean = path.replace(/^(?:\.\/)+/, '').replace(/\/$/, '').replace(/^\.$/, '');
  if (from === 'root') return clean;
  const folders = dirname(file) === '.' ? [] : dirname(file).split('/');
  const candidates = ['', ...folders.map((_, depth) => folders.slice(0, depth + 1).join('/'))].map((base) => (base === '' ? clean : `${base}/${clean}`));
  return candidates.find((candidate) => linker.filesUnder(candidate).length > 0) ?? clean;
}

function rulesIn(options: Argument): Rules {
  const depth = options.prop('maxDepth')?.literal();
  return {
    script: pattern(options.prop('scriptPattern')) ?? scripts,
    index: pattern(options.prop('indexPattern')) ?? indexes,
    autoHooks: pattern(options.prop('autoHooksPattern')) ?? hookFiles,
    ignored: pattern(options.prop('ignorePattern')),
    maxDepth: typeof depth === 'number' ? depth : Infinity,
    nameOf: folderNames(options.prop('dirNameRoutePrefix')),
  };
}

/** A regular expression literal. */
function pattern(argument: Argument | undefined): RegExp | undefined {
  const value = argument?.source().model;
  const [, body, flags] = value?.[0] === 'unk' ? /^regex:\/(.*)\/([a-z]*)$/s.exec(value[1]) ?? [] : [];
  if (body === undefined) return undefined;
  try {
    return new RegExp(body, flags?.replace(/[gy]/g, ''));
  } catch {
    return undefined; // Not a pattern of this engine: as good as unknown.
  }
}

/** `dirNameRoutePrefix`: names as they are, none, or what a function makes of them when it answers the name, a text or false whatever the name. */
function folderNames(given: Argument | undefined): Rules['nameOf'] {
  if (given?.literal() === false) return () => '';
  const results = given?.results();
  if (results === undefined) return (_, name) => name;
  const made = results.map((result): string | boolean | undefined => {
    if (result.model[0] === 'param') return result.model[2] === 1 ? true : undefined;
    const literal = result.model[0] === 'or' ? undefined : result.literal();
    return literal === false || literal === null ? false : typeof literal === 'string' ? literal : undefined;
  });
  const [first] = made;
  if (made.length !== 1 || first === undefined) return () => undefined;
  return (_, name) => (first === true ? name : first === false ? '' : first);
}

/** `matchFilter` and `ignoreFilter`: undefined when a function decides that cannot be read. */
function filterIn(linker: Linker, options: Argument): (path: string) => boolean | undefined {
  const match = options.prop('matchFilter');
  const ignore = options.prop('ignoreFilter');
  return (path) => {
    const matches = match === undefined ? true : passes(linker, match, path);
    const ignores = ignore === undefined ? false : passes(linker, ignore, path);
    if (matches === false || ignores === true) return false;
    return matches === undefined || ignores === undefined ? undefined : true;
  };
}

const textTests: Readonly<Record<string, (text: string, part: string) => boolean>> = {
  includes: (text, part) => text.includes(part), startsWith: (text, part) => text.startsWith(part), endsWith: (text, part) => text.endsWith(part),
};

/** A text the path contains, a regular expression, or `(path) => path.endsWith('.route.ts')`. */
function passes(linker: Linker, filter: Argument, path: string): boolean | undefined {
  const literal = filter.literal();
  if (typeof literal === 'string') return path.includes(literal);
  const expression = pattern(filter);
  if (expression !== undefined) return expression.test(path);
  const [only, ...others] = filter.results() ?? [];
  if (only === undefined || others.length > 0 || only.model[0] !== 'call') return undefined;
  const callee = linker.model(only.file).values[linker.callAt({ file: only.file, call: only.model[1] }).callee];
  const [argument] = only.callArguments();
  if (callee?.[0] !== 'mem' || argument === undefined) return undefined;
  const on = new Argument(linker, only.file, callee[1]);
  if (callee[2] === 'test' && argument.model[0] === 'param') return pattern(on)?.test(path);
  const part = argument.string();
  return part === undefined || on.model[0] !== 'param' ? undefined : textTests[callee[2]]?.(path, part);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  const dir = dirname(path);
  return dir === '.' ? '' : dir;
}

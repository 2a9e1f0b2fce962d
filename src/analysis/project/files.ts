import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';

export interface SourceFileEntry { readonly file: string; readonly size: number; readonly mtimeMs: number }

export interface ProjectListing {
  readonly sources: readonly SourceFileEntry[];
  /** package.json, tsconfig, Dockerfile, .env.example … by path; content. */
  readonly texts: ReadonlyMap<string, string>;
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly failed: readonly { readonly file: string; readonly reason: string }[];
}

/** Larger files are machine-made or vendored: two of them were a fifth of all bytes in one public repository. */
export const maxSourceBytes = 512 * 1024;

const sourcePattern = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const declarationPattern = /\.d\.(?:[cm]?ts|[^.]+\.ts)$/;
const minifiedPattern = /[.-]min\.[cm]?js$/;
const skippedFolders = new Set(['node_modules', 'bower_components', 'jspm_packages', 'vendor', 'coverage', 'out-tsc']);
/** Build output: skipped where a build would put it, so that a committed `dist/` never counts twice. */
const builtFolders = new Set(['dist', 'build', 'out', 'lib-dist', '.next', '.output', '.nuxt', 'storybook-static']);
const textPattern = /^(?:package\.json|tsconfig(?:\.[\w-]+)?\.json|jsconfig\.json|Dockerfile(?:\..+)?|.+\.dockerfile|\.env(?:\..+)?|\.gitignore|nest-cli\.json|pnpm-workspace\.yaml)$/i;

/**
 * Lists what can be analysed under a root, honouring `.gitignore` files and skipping dot folders, build output, minified and oversized files.
 * Unreadable folders and files come back in `failed`; nothing throws except an unreadable root.
 */
export function listProject(root: string, exclude: readonly string[] = []): ProjectListing {
  const sources: SourceFileEntry[] = [];
  const texts = new Map<string, string>();
  const skipped: { file: string; reason: string }[] = [];
  const failed: { file: string; reason: string }[] = [];
  const rules: IgnoreRules[] = exclude.length > 0 ? [ignoreRules('', exclude, ignore())] : [];

  const walk = (dir: string): void => {
    let entries;
    try {
      entries = readdirSync(join(root, dir), { withFileTypes: true });
    } catch (error) {
      if (dir === '') throw error;
      failed.push({ file: dir, reason: reasonOf(error) });
      return;
    }
    const names = new Set(entries.map((entry) => entry.name));
    const before = rules.length;
    if (names.has('.gitignore')) {
      const content = readText(join(root, dir, '.gitignore'));
      if (content !== undefined) rules.push(ignoreRules(dir, content.split(/\r?\n/), ignore({ allowRelativePaths: true })));
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const file = dir === '' ? entry.name : `${dir}/${entry.name}`;
      if (entry.isDirectory()) {
        if (isDotFolder(entry.name) || skippedFolders.has(entry.name) || (builtFolders.has(entry.name) && isBuildOutput(names))) continue;
        if (!isIgnored(file, true, rules)) walk(file);
      } else if (entry.isFile()) visitFile(file, entry.name);
    }
    rules.length = before;
  };

  const visitFile = (file: string, name: string): void => {
    if (textPattern.test(name)) {
      const content = readText(join(root, file));
      if (content !== undefined && content.length < 1_000_000) texts.set(file, content);
      return;
    }
    if (!sourcePattern.test(name) || declarationPattern.test(name) || isIgnored(file, false, rules)) return;
    if (minifiedPattern.test(name)) {
      skipped.push({ file, reason: 'minified' });
      return;
    }
    try {
      const stat = statSync(join(root, file));
      if (stat.size > maxSourceBytes) skipped.push({ file, reason: `larger than ${maxSourceBytes / 1024} KB` });
      else sources.push({ file, size: stat.size, mtimeMs: stat.mtimeMs });
    } catch (error) {
      failed.push({ file, reason: reasonOf(error) });
    }
  };

  walk('');
  return { sources, texts, skipped, failed };
}

/** Whether {@link listProject} would list this source file: for a file an editor opened or that has just appeared. */
export function belongsToProject(root: string, file: string, exclude: readonly string[] = []): boolean {
  const segments = file.split('/');
  const rules: IgnoreRules[] = exclude.length > 0 ? [ignoreRules('', exclude, ignore())] : [];
  let dir = '';
  for (const [index, name] of segments.entries()) {
    const content = readText(join(root, dir, '.gitignore'));
    if (content !== undefined) rules.push(ignoreRules(dir, content.split(/\r?\n/), ignore({ allowRelativePaths: true })));
    const path = dir === '' ? name : `${dir}/${name}`;
    if (index === segments.length - 1) return isSourceFile(name) && !isIgnored(path, false, rules);
    if (isDotFolder(name) || skippedFolders.has(name) || (builtFolders.has(name) && isBuildOutput(namesIn(join(root, dir))))) return false;
    if (isIgnored(path, true, rules)) return false;
    dir = path;
  }
  return false;
}

function namesIn(dir: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(dir));
  } catch {
    return new Set(); // Gone meanwhile: nothing in it marks a build.
  }
}

/** True for a file name the analysis would read, whatever folder it is in. */
export function isSourceFile(name: string): boolean {
  return sourcePattern.test(name) && !declarationPattern.test(name) && !minifiedPattern.test(name);
}

/** `app/.well-known` holds routes, other folders with a dot hold settings and caches. */
function isDotFolder(name: string): boolean {
  return name.startsWith('.') && name !== '.well-known';
}

/** A `dist` or `build` beside a package.json, tsconfig or src folder is output; elsewhere it may be a folder of sources. */
function isBuildOutput(siblings: ReadonlySet<string>): boolean {
  return siblings.has('package.json') || siblings.has('tsconfig.json') || siblings.has('src');
}

/** What one `.gitignore` says, and below which folder. */
interface IgnoreRules {
  readonly base: string;
  readonly folders: Ignore;
  /** Undefined when no pattern can name a source file. */
  readonly files: Ignore | undefined;
}

/** Files are asked about only after the folders around them, and by far the most patterns can name no source file: those are left out for files. */
function ignoreRules(base: string, patterns: readonly string[], folders: Ignore): IgnoreRules {
  const forFiles = patterns.filter(mayNameSource);
  return { base, folders: folders.add([...patterns]), files: forFiles.length === 0 ? undefined : ignore({ allowRelativePaths: true }).add(forFiles) };
}

function mayNameSource(pattern: string): boolean {
  const name = pattern.trimEnd();
  if (name === '' || name.startsWith('#')) return false;
  return name.startsWith('!') || name.includes('\\') || /[*?\]]$/.test(name) || sourcePattern.test(name.toLowerCase());
}

function isIgnored(file: string, isDirectory: boolean, rules: readonly IgnoreRules[]): boolean {
  for (const { base, folders, files } of rules) {
    const relative = base === '' ? file : file.slice(base.length + 1);
    if (isDirectory ? folders.ignores(`${relative}/`) : files?.ignores(relative) === true) return true;
  }
  return false;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // A text file that cannot be read says nothing; sources are reported.
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Machine-made text: few, very long lines. */
export function isMinified(text: string): boolean {
  if (text.length < 5_000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > 500;
}

import { dirname, join, normalize } from 'node:path/posix';
import { parseJsonc } from './jsonc.ts';

const sourceName = /\.[cm]?tsx?$/;
const outputName = /\.[cm]?jsx?$/;
/** How much of a folder must repeat sources before all of it counts as output. */
const mirrorShare = 0.8;
const mirrorFiles = 2;

/**
 * Says of a file whether it is committed build output: compiled beside its source, below a tsconfig's `outDir`, or in a folder that repeats the sources of its package.
 * Output in the usual places (`dist`, `build`) is not even listed, see files.ts.
 */
export function builtOutput(files: Iterable<string>, texts: ReadonlyMap<string, string>): (file: string) => boolean {
  const sources = new Set<string>();
  const outputs: string[] = [];
  for (const file of files) {
    if (sourceName.test(file)) sources.add(stemOf(file));
    else if (outputName.test(file)) outputs.push(file);
  }
  const known: Names = { sources, scripts: new Set(outputs.map(stemOf)), sourceFolders: foldersOf(sources) };
  const folders = new Set(outDirs(texts, known));
  const packages = new Map(packagesOf(texts));
  for (const [folder, { dir, own }] of topFolders(packages, outputs)) if (repeatsSources(dir, folder, own, packages.get(dir) ?? [], known)) folders.add(folder);
  return (file) => outputName.test(file) && (sources.has(stemOf(file)) || below(file, folders));
}

/** Files by name without extension, and the folders that hold sources. */
interface Names { readonly sources: ReadonlySet<string>; readonly scripts: ReadonlySet<string>; readonly sourceFolders: ReadonlySet<string> }

/** `//# sourceMappingURL=`, which compilers write and people do not. */
export function isCompiled(file: string, text: string): boolean {
  return outputName.test(file) && /\n\/\/# sourceMappingURL=\S+\s*$/.test(text.slice(-2000));
}

function stemOf(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/, '');
}

function foldersOf(files: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const file of files) for (let dir = dirname(file); dir !== '.' && !found.has(dir); dir = dirname(dir)) found.add(dir);
  return found;
}

function below(file: string, folders: ReadonlySet<string>): boolean {
  for (let dir = dirname(file); dir !== '.'; dir = dirname(dir)) if (folders.has(dir)) return true;
  return false;
}

/** Folders that a tsconfig compiles into, unless sources lie in them or they hold the configuration itself. */
function* outDirs(texts: ReadonlyMap<string, string>, { sourceFolders }: Names): Generator<string> {
  for (const [file, text] of texts) {
    if (!/(?:^|\/)tsconfig(?:\.[\w-]+)?\.json$/.test(file) || !text.includes('outDir')) continue;
    const outDir = propertyOf(propertyOf(parseJsonc(text), 'compilerOptions'), 'outDir');
    if (typeof outDir !== 'string') continue;
    const dir = normalize(join(dirname(file), outDir)).replace(/\/$/, '');
    if (dir === '.' || dir.startsWith('..') || file.startsWith(`${dir}/`) || sourceFolders.has(dir)) continue;
    yield dir;
  }
}

/** Folders of packages (`''` always among them), and the files that package.json points at: `main`, `module`, `exports`. */
function* packagesOf(texts: ReadonlyMap<string, string>): Generator<readonly [dir: string, entries: readonly string[]]> {
  if (!texts.has('package.json')) yield ['', []];
  for (const [file, text] of texts) {
    if (!/(?:^|\/)package\.json$/.test(file)) continue;
    const parsed = parseJsonc(text);
    const dir = dirname(file) === '.' ? '' : dirname(file);
    yield [dir, ['main', 'module', 'exports'].flatMap((key) => [...textsIn(propertyOf(parsed, key), 0)]).map((entry) => normalize(join(dir, entry)))];
  }
}

function* textsIn(value: unknown, depth: number): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null && depth < 4) for (const inner of Object.values(value)) yield* textsIn(inner, depth + 1);
}

/** The scripts of each first folder of each package. */
function topFolders(packages: ReadonlyMap<string, unknown>, outputs: readonly string[]): Map<string, { readonly dir: string; readonly own: string[] }> {
  const found = new Map<string, { readonly dir: string; readonly own: string[] }>();
  for (const file of outputs) {
    let [folder, dir] = [file, dirname(file)];
    while (dir !== '.' && !packages.has(dir)) [folder, dir] = [dir, dirname(dir)];
    if (folder === file) continue;
    const entry = found.get(folder);
    if (entry === undefined) found.set(folder, { dir: dir === '.' ? '' : dir, own: [file] });
    else entry.own.push(file);
  }
  return found;
}

/** A folder of scripts alone whose files are called like the sources of the package; a package.json that leads into it needs less proof. */
function repeatsSources(dir: string, folder: string, own: readonly string[], entries: readonly string[], { sources, scripts, sourceFolders }: Names): boolean {
  if (/(?:^|\/)src$/.test(folder) || sourceFolders.has(folder)) return false;
  const isEntry = entries.some((entry) => entry.startsWith(`${folder}/`));
  const repeated = own.filter((file) => {
    const rest = stemOf(file.slice(folder.length + 1));
    if (!isEntry && rest === 'index') return false;
    const [inside, beside] = [join(dir, 'src', rest), join(dir, rest)];
    return sources.has(inside) || sources.has(beside) || (isEntry && scripts.has(inside));
  });
  return repeated.length >= (isEntry ? 1 : mirrorFiles) && repeated.length >= own.length * mirrorShare;
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

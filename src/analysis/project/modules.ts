import { dirname, join, normalize } from 'node:path/posix';
import type { PackageFact } from '../facts.ts';
import { parseJsonc } from './jsonc.ts';
import { readPackageEntries } from './package-entries.ts';

/** Resolves a specifier written in a file to a project file, or undefined when it is a package or does not exist. */
export type ModuleResolver = (from: string, specifier: string) => string | undefined;

interface PathMapping { readonly dir: string; readonly base: string; readonly paths: readonly { readonly prefix: string; readonly suffix: string; readonly targets: readonly string[] }[]; readonly hasBase: boolean }

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
const writtenExtensions: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'], '.jsx': ['.tsx'] };

/** Node and TypeScript resolution over the listed files: relative, `.js` meaning `.ts`, index files, tsconfig `paths` and `baseUrl`, package `imports`, `_moduleAliases`, workspace packages. */
export function createModuleResolver(files: ReadonlySet<string>, texts: ReadonlyMap<string, string>, packages: readonly PackageFact[]): ModuleResolver {
  const mappings = readMappings(texts);
  const workspaces = new Map(packages.filter((p) => p.name !== undefined && p.dir !== '').map((p) => [p.name ?? '', p.dir]));
  const entries = new Map(packages.map((p) => [p.dir, readPackageEntries(texts.get(join(p.dir, 'package.json')))]));
  const innermost = [...packages].sort((a, b) => b.dir.length - a.dir.length);
  const byStem = filesByStem(files);
  /** By folder, then by specifier; files of one folder share a map. */
  const folders = new Map<string, Map<string, string | undefined>>();
  const known = new Map<string, Map<string, string | undefined>>();
  /** Of specifiers that name no place relative to the file: by the mappings that apply, then by specifier. */
  const bare = new Map<string, Map<string, string | undefined>>();
  const mappingsOf = new Map<string, { readonly mappings: readonly PathMapping[]; readonly answers: Map<string, string | undefined> }>();

  function answersFor(from: string): Map<string, string | undefined> {
    const dir = dirname(from);
    let answers = folders.get(dir);
    if (answers === undefined) folders.set(dir, (answers = new Map<string, string | undefined>()));
    known.set(from, answers);
    return answers;
  }

  function asFile(path: string): string | undefined {
    if (path.startsWith('../')) return undefined;
    if (files.has(path)) return path;
    const written = writtenExtension(path);
    for (const ext of writtenExtensions[written] ?? []) {
      const candidate = path.slice(0, -written.length) + ext;
      if (files.has(candidate)) return candidate;
    }
    return byStem.get(path) ?? byStem.get(path === '' || path === '.' ? 'index' : `${path}/index`);
  }

  /** Folders below the same tsconfig files get the same answers. */
  function applying(dir: string): { readonly mappings: readonly PathMapping[]; readonly answers: Map<string, string | undefined> } {
    const before = mappingsOf.get(dir);
    if (before !== undefined) return before;
    const these = mappings.filter((mapping) => mapping.dir === '' || dir === mapping.dir || dir.startsWith(`${mapping.dir}/`));
    const key = these.map((mapping) => mapping.dir).join('\0');
    let answers = bare.get(key);
    if (answers === undefined) bare.set(key, (answers = new Map<string, string | undefined>()));
    const made = { mappings: these, answers };
    mappingsOf.set(dir, made);
    return made;
  }

  function byName(from: string, specifier: string): string | undefined {
    const { mappings: these, answers } = applying(dirname(from));
    const answer = answers.get(specifier);
    if (answer !== undefined || answers.has(specifier)) return answer;
    const found = byPaths(these, specifier) ?? byWorkspace(specifier);
    answers.set(specifier, found);
    return found;
  }

  function byPaths(these: readonly PathMapping[], specifier: string): string | undefined {
    for (const mapping of these) {
      for (const { prefix, suffix, targets } of mapping.paths) {
        if (!specifier.startsWith(prefix) || !specifier.endsWith(suffix)) continue;
        if (suffix === '' && !prefix.endsWith('/') && specifier.length > prefix.length && !targets.some((t) => t.includes('*'))) continue;
        const star = specifier.slice(prefix.length, specifier.length - suffix.length);
        for (const target of targets) {
          const found = asFile(normalize(join(mapping.base, target.replace('*', star))));
          if (found !== undefined) return found;
        }
      }
      if (mapping.hasBase) {
        const found = asFile(normalize(join(mapping.base, specifier)));
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  function byWorkspace(specifier: string): string | undefined {
    const parts = specifier.split('/');
    const name = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0] ?? '';
    const dir = workspaces.get(name);
    if (dir === undefined) return undefined;
    const rest = specifier.slice(name.length + 1);
    const declared = byEntries(dir, rest === '' ? '.' : `./${rest}`);
    if (declared !== undefined) return declared;
    if (rest === '') return asFile(join(dir, 'src/index')) ?? asFile(join(dir, 'index')) ?? asFile(join(dir, 'src/main'));
    return asFile(join(dir, rest)) ?? asFile(join(dir, 'src', rest)) ?? asFile(join(dir, rest.replace(/^(?:dist|build|lib)\//, 'src/')));
  }

  function byEntries(dir: string, subpath: string): string | undefined {
    for (const entry of entries.get(dir)?.(subpath) ?? []) {
      const found = asFile(normalize(join(dir, entry)));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** `#lib/orders`: what the package of the file says, by convention below `src` otherwise. */
  function byImports(from: string, specifier: string): string | undefined {
    const owner = innermost.find(({ dir }) => dir === '' || from.startsWith(`${dir}/`));
    return (owner === undefined ? undefined : byEntries(owner.dir, specifier)) ?? asFile(join('src', specifier.slice(1).replace(/^\//, '')));
  }

  return (from, specifier) => {
    const answers = known.get(from) ?? answersFor(from);
    const answer = answers.get(specifier);
    if (answer !== undefined || answers.has(specifier)) return answer;
    let found: string | undefined;
    if (specifier.startsWith('.')) found = asFile(relativeTo(dirname(from), specifier));
    else if (!specifier.startsWith('node:')) found = byName(from, specifier) ?? (specifier.startsWith('#') ? byImports(from, specifier) : undefined);
    answers.set(specifier, found);
    return found;
  };
}

/** `../lib/db` seen from `src/orders` is `src/lib/db`. */
function relativeTo(dir: string, specifier: string): string {
  let base = dir === '.' ? '' : dir;
  let rest = specifier;
  // As nearly all are written; the rest is left to Node.
  for (; rest.startsWith('./') || rest.startsWith('../'); rest = rest.slice(rest.indexOf('/') + 1)) {
    if (rest.startsWith('./')) continue;
    if (base === '') return normalize(join(dir, specifier));
    base = base.slice(0, Math.max(0, base.lastIndexOf('/')));
  }
  if (rest === '' || rest.startsWith('.') || rest.endsWith('/') || rest.includes('//') || rest.includes('/.')) return normalize(join(dir, specifier)).replace(/\/$/, '');
  return base === '' ? rest : `${base}/${rest}`;
}

/** Files by their path without extension; of several, the one whose extension comes first. */
function filesByStem(files: ReadonlySet<string>): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const rank = (file: string): number => extensions.indexOf(writtenExtension(file));
  for (const file of files) {
    const ext = writtenExtension(file);
    if (!extensions.includes(ext)) continue;
    const stem = file.slice(0, -ext.length);
    const other = found.get(stem);
    if (other === undefined || rank(file) < rank(other)) found.set(stem, file);
  }
  return found;
}

/** `.ts` of `src/orders.ts`; '' for a name without one. */
function writtenExtension(path: string): string {
  const dot = path.lastIndexOf('.');
  return dot > path.lastIndexOf('/') + 1 ? path.slice(dot) : '';
}

function readMappings(texts: ReadonlyMap<string, string>): PathMapping[] {
  const found: PathMapping[] = [];
  for (const [file, text] of texts) {
    if (/(?:^|\/)package\.json$/.test(file) && text.includes('"_moduleAliases"')) found.push(moduleAliases(dirname(file) === '.' ? '' : dirname(file), text));
    if (!/(?:^|\/)(?:tsconfig(?:\.[\w-]+)?|jsconfig)\.json$/.test(file)) continue;
    const options = compilerOptions(text);
    const dir = dirname(file) === '.' ? '' : dirname(file);
    const baseUrl = typeof options['baseUrl'] === 'string' ? options['baseUrl'] : undefined;
    const rawPaths = isRecord(options['paths']) ? options['paths'] : {};
    const paths = Object.entries(rawPaths).flatMap(([pattern, targets]) => {
      const list = Array.isArray(targets) ? targets.filter((t): t is string => typeof t === 'string') : [];
      const star = pattern.indexOf('*');
      return list.length === 0 ? [] : [{ prefix: star < 0 ? pattern : pattern.slice(0, star), suffix: star < 0 ? '' : pattern.slice(star + 1), targets: list }];
    });
    if (paths.length > 0 || baseUrl !== undefined) found.push({ dir, base: join(dir, baseUrl ?? '.'), paths: paths.sort((a, b) => b.prefix.length - a.prefix.length), hasBase: baseUrl !== undefined });
  }
  return found.sort((a, b) => b.dir.length - a.dir.length);
}

/** `_moduleAliases` of the package module-alias: names of folders or files; built ones stand for their sources. */
function moduleAliases(dir: string, text: string): PathMapping {
  const parsed = parseJsonc(text);
  const aliases = Object.entries(isRecord(parsed) ? stringRecord(parsed['_moduleAliases']) : {});
  const paths = aliases.flatMap(([name, target]) => {
    const targets = [target, target.replace(/^(?:\.\/)?(?:dist|build|lib)(?=\/|$)/, 'src')];
    return [{ prefix: name, suffix: '', targets }, { prefix: `${name}/`, suffix: '', targets: targets.map((each) => `${each}/*`) }];
  });
  return { dir, base: dir, paths: paths.sort((a, b) => b.prefix.length - a.prefix.length), hasBase: false };
}

function compilerOptions(text: string): Record<string, unknown> {
  const config = parseJsonc(text);
  return isRecord(config) && isRecord(config['compilerOptions']) ? config['compilerOptions'] : {};
}

/** package.json files as facts; a broken one is reported, not thrown. */
export function readPackages(texts: ReadonlyMap<string, string>, failed: { file: string; reason: string }[]): PackageFact[] {
  const found: PackageFact[] = [];
  for (const [file, text] of texts) {
    if (!/(?:^|\/)package\.json$/.test(file)) continue;
    const parsed = parseJsonc(text);
    if (!isRecord(parsed)) {
      failed.push({ file, reason: 'not valid JSON' });
      continue;
    }
    const dir = dirname(file) === '.' ? '' : dirname(file);
    const name = parsed['name'];
    found.push({
      dir,
      ...(typeof name === 'string' ? { name } : {}),
      dependencies: { ...stringRecord(parsed['devDependencies']), ...stringRecord(parsed['peerDependencies']), ...stringRecord(parsed['dependencies']) },
      scripts: stringRecord(parsed['scripts']),
    });
  }
  return found.sort((a, b) => a.dir.length - b.dir.length);
}

function stringRecord(value: unknown): Record<string, string> {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')) : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { parseJsonc } from './jsonc.ts';

/** What a package.json says about a subpath (`.`, `./adapters/hono`, `#lib/orders`): candidates, relative to the package, sources before what they are built into. */
export type PackageEntries = (subpath: string) => readonly string[];

/** `exports`, `imports`, and for the package itself `source`, `main`, `module` and `types`. */
export function readPackageEntries(packageJson: string | undefined): PackageEntries {
  const parsed = packageJson === undefined ? undefined : parseJsonc(packageJson);
  if (!isRecord(parsed)) return () => [];
  const { exports, imports } = parsed;
  const hasSubpaths = isRecord(exports) && Object.keys(exports).some((key) => key.startsWith('.'));
  const maps = [hasSubpaths ? exports : { '.': exports }, imports].filter(isRecord);
  return (subpath) => {
    const targets = maps.flatMap((map) => targetsIn(map, subpath));
    const mains = subpath === '.' ? ['source', 'main', 'module', 'types'].flatMap((key) => textsIn(parsed[key])) : [];
    return [...targets, ...mains].flatMap(candidates);
  };
}

/** The entry of a map that fits: exact, or the longest pattern (`./features/*`). */
function targetsIn(map: Record<string, unknown>, subpath: string): readonly string[] {
  if (map[subpath] !== undefined) return textsIn(map[subpath]);
  const patterns = Object.keys(map).filter((key) => key.includes('*')).sort((a, b) => b.length - a.length);
  for (const pattern of patterns) {
    const [before = '', after = ''] = pattern.split('*');
    if (!subpath.startsWith(before) || !subpath.endsWith(after) || subpath.length < before.length + after.length) continue;
    const star = subpath.slice(before.length, subpath.length - after.length);
    return textsIn(map[pattern]).map((target) => target.replaceAll('*', star));
  }
  return [];
}

/** Every path below a value with conditions (`{ import, require, types }`). */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** `./dist/adapters/hono.d.ts` is built from `src/adapters/hono`. */
function candidates(path: string): readonly string[] {
  const written = path.replace(/^\.\//, '').replace(/\.d(\.[cm]?ts)$/, '$1');
  return [written, written.replace(/^[^./][^/]*\//, 'src/')];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

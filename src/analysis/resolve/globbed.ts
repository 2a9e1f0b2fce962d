import { locate } from './location.ts';
import type { Linker } from './linker.ts';
import type { ValueId } from './model.ts';

/**
 * Project files that a pattern in code names, as frameworks load them: `` `${__dirname}/controllers/*.js` ``, `join(process.cwd(), 'dist/**\/*.{ts,js}')`.
 * The pattern may speak of the built files; undefined when it is computed, or no file of the project matches.
 */
export function filesMatching(linker: Linker, file: string, id: ValueId): readonly string[] | undefined {
  const location = locate(linker, file, id);
  if (location === undefined) return undefined;
  const patterns = [location.path, location.path.replace(/^(.*\/)?(?:dist|build|lib|out)\//, '$1src/')];
  for (const pattern of location.from === 'root' ? patterns : patterns.flatMap((each) => foldersAbove(file).map((folder) => `${folder}${each.replace(/^\.?\//, '')}`))) {
    const expression = new RegExp(`^${globSource(pattern)}$`);
    const found = linker.filesUnder('').filter((candidate) => builtNames(candidate).some((name) => expression.test(name)));
    if (found.length > 0) return found;
  }
  return undefined;
}

/** The directory a process is started in is one above the file. */
function foldersAbove(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`)];
}

function builtNames(file: string): readonly string[] {
  const bare = file.replace(/\.[cm]?[jt]sx?$/, '');
  return [file, `${bare}.js`, `${bare}.cjs`, `${bare}.mjs`, `${bare}.ts`];
}

/** `**` any folders, `*` and `?` inside a segment, `{a,b}` and `[ab]` alternatives, `+(a|b)` and its kin. */
function globSource(glob: string): string {
  return glob
    .replace(/[.^$\\]/g, '\\$&')
    .replace(/[+@?*!]\(([^)]*)\)/g, (_, inner: string) => `(?:${inner})+`)
    .replace(/\{([^{}]*)\}/g, (_, inner: string) => `(?:${inner.split(',').join('|')})`)
    .replace(/\*\*\/|\*\*|\*|(?<!\()\?(?!:)/g, (star) => (star === '**/' ? '(?:.*/)?' : star === '**' ? '.*' : star === '?' ? '[^/]' : '[^/]*'));
}

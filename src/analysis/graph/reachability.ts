import { join } from 'node:path/posix';
import type { Fact, PackageFact } from '../facts.ts';
import type { ModuleResolver } from '../project/modules.ts';
import type { Models } from '../resolve/models.ts';

interface Input {
  readonly files: readonly string[];
  readonly models: Models;
  readonly resolve: ModuleResolver;
  readonly packages: readonly PackageFact[];
  readonly facts: readonly Fact[];
}

const entryName = /(?:^|\/)(?:index|main|server|app|www|bootstrap|worker|cli|lambda|handler)\.[cm]?[jt]s$/;

/**
 * Files that run: those that start a server or register routes, what package.json names, conventional entry files of packages without any of these,
 * and everything they import as values.
 */
export function findReachable(input: Input): ReadonlySet<string> {
  const known = new Set(input.files);
  const entries = new Set<string>();
  for (const fact of input.facts) {
    if (fact.kind === 'server' && (fact.what === 'listen' || fact.what === 'app')) entries.add(fact.at.file);
    if (fact.kind === 'route' && fact.resolved) entries.add(fact.at.file);
  }
  for (const item of input.packages) for (const file of scriptEntries(item, known)) entries.add(file);
  for (const file of input.files) if (entryName.test(file) && isShallow(file, input.packages)) entries.add(file);

  const reached = new Set(entries);
  for (const file of reached) {
    for (const item of input.models.importsOf(file)) {
      if (item.typeOnly) continue;
      const target = input.resolve(file, item.module);
      if (target !== undefined && known.has(target)) reached.add(target);
    }
  }
  return reached;
}

function* scriptEntries(item: PackageFact, known: ReadonlySet<string>): Generator<string> {
  for (const script of Object.values(item.scripts)) {
    for (const word of script.split(/\s+/)) {
      if (!/\.[cm]?[jt]s$/.test(word)) continue;
      const direct = join(item.dir, word);
      for (const candidate of [direct, direct.replace(/(^|\/)(?:dist|build)\//, '$1src/').replace(/\.([cm]?)js$/, '.$1ts')]) if (known.has(candidate)) yield candidate;
    }
  }
}

/** At the top of a package or directly in its source folder. */
function isShallow(file: string, packages: readonly PackageFact[]): boolean {
  return packages.some(({ dir }) => {
    if (dir !== '' && !file.startsWith(`${dir}/`)) return false;
    const rest = dir === '' ? file : file.slice(dir.length + 1);
    return /^(?:(?:src|server|api|lib|bin)\/)?[^/]+$/.test(rest);
  }) || (packages.length === 0 && /^(?:src\/)?[^/]+$/.test(file));
}

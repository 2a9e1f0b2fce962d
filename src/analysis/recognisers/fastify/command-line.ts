import { join } from 'node:path/posix';
import type { PackageFact } from '../../facts.ts';
import type { PathText } from '../../graph/paths.ts';
import type { Linker } from '../../resolve/linker.ts';
import type { ExternalOrigin } from '../recogniser.ts';
import { app } from './words.ts';

const marker = 'fastify-cli';
const withoutValue = /^(?:-[PwDdLRhv]|--(?:pretty-logs|watch|debug|options|verbose-watch|close-grace-delay-off|include-hooks|help|version))$/;

/** `fastify start app.js` in a package script: the file's plugin is registered by fastify-cli on an application of its own. */
export function adoptStarted(linker: Linker, files: readonly string[], packages: readonly PackageFact[]): void {
  const known = new Set(files);
  for (const item of packages) {
    for (const script of Object.values(item.scripts)) {
      const words = /\bfastify(?:-cli)?\s+start\s+([^&|;]*)/.exec(script)?.[1]?.trim().split(/\s+/) ?? [];
      const entry = sourceOf(entryOf(words), item.dir, known);
      if (entry === undefined) continue;
      for (const origin of linker.exported(entry, 'default')) {
        if (origin.is === 'fn') linker.adopt(origin.file, origin.fn, 0, { is: 'ext', module: 'fastify', path: app, id: `${marker}:${entry}:${prefixOf(words)}`, from: { is: 'ext', module: 'fastify', path: 'fastify', id: 'fastify' } });
      }
    }
  }
}

/** The prefix given on the command line, for an application made by it. */
export function cliRoot(on: ExternalOrigin): PathText | undefined {
  return on.id.startsWith(`${marker}:`) ? { path: on.id.slice(on.id.lastIndexOf(':') + 1), resolved: true } : undefined;
}

function entryOf(words: readonly string[]): string | undefined {
  return words.find((word, index) => /\.[cm]?[jt]s$/.test(word) && (index === 0 || !words[index - 1]?.startsWith('-') || withoutValue.test(words[index - 1] ?? '')));
}

function prefixOf(words: readonly string[]): string {
  const at = words.findIndex((word) => word === '-x' || word === '--prefix');
  return (at < 0 ? words.find((word) => word.startsWith('--prefix='))?.slice('--prefix='.length) : words[at + 1]) ?? '';
}

/** The file as it is, or the source it is built from. */
function sourceOf(entry: string | undefined, dir: string, known: ReadonlySet<string>): string | undefined {
  if (entry === undefined) return undefined;
  const base = entry.replace(/^\.\//, '').replace(/\.[cm]?[jt]s$/, '');
  for (const candidate of [base, base.replace(/^[\w.-]+\//, 'src/'), base.replace(/^[\w.-]+\//, '')]) {
    for (const extension of ['.ts', '.js', '.mts', '.mjs', '.cts', '.cjs']) if (known.has(join(dir, candidate + extension))) return join(dir, candidate + extension);
  }
  return undefined;
}

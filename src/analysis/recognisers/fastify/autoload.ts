import { dirname, join, normalize } from 'node:path/posix';
import { emptyPath, joinPathTexts, pathOf, type PathText } from '../../graph/paths.ts';
import type { Linker } from '../../resolve/linker.ts';
import { Argument } from '../../resolve/argument.ts';
import type { ExternalOrigin, LinkContext } from '../recogniser.ts';

/** @fastify/autoload: every file below `dir` that exports a function is registered, its folders becoming the prefix. */
export function adoptAutoloaded(linker: Linker, files: readonly string[]): void {
  for (const file of files) {
    if (!linker.model(file).imports.some(({ module }) => module === '@fastify/autoload')) continue;
    linker.model(file).calls.forEach((call, index) => {
      const [plugin, options] = call.args.map((value) => new Argument(linker, file, value));
      if (plugin === undefined || !isAutoload(plugin)) return;
      const dir = directoryOf(file, options?.prop('dir'));
      const register = linker.eval(file, call.callee).find((origin): origin is ExternalOrigin => origin.is === 'ext' && origin.path === 'fastify().register');
      if (dir === undefined || register === undefined) return;
      for (const loaded of files) {
        if (!loaded.startsWith(`${dir}/`)) continue;
        for (const origin of linker.exported(loaded, 'default', new Set())) {
          if (origin.is === 'fn') linker.adopt(origin.file, origin.fn, 0, { is: 'ext', module: 'fastify', path: 'fastify()', id: `${loaded}@${file}:${index}`, from: register, site: { file, call: index } });
        }
      }
    });
  }
}

/** Prefix of an autoloaded file, or undefined when the plugin is an ordinary one. */
export function autoloadPrefix(on: ExternalOrigin, plugin: Argument, options: Argument | undefined, link: LinkContext): PathText | undefined {
  if (!isAutoload(plugin) || on.site === undefined) return undefined;
  const dir = directoryOf(on.site.file, options?.prop('dir'));
  const loaded = on.id.slice(0, on.id.indexOf('@'));
  if (dir === undefined) return { path: '', resolved: false, because: 'the directory given to @fastify/autoload is computed' };
  const given = options?.prop('options')?.prop('prefix');
  const base = given === undefined ? emptyPath : pathOf(given.text());
  const own = link.linker.exported(loaded, 'autoPrefix', new Set()).find((origin) => origin.is === 'lit');
  const folder = options?.prop('dirNameRoutePrefix')?.literal() === false ? '' : dirname(loaded).slice(dir.length).replace(/\/_(\w+)/g, '/:$1');
  const suffix = own?.is === 'lit' && typeof own.value === 'string' ? own.value : '';
  return joinPathTexts(base, { path: `${folder}/${suffix}`, resolved: true });
}

function isAutoload(argument: Argument): boolean {
  return argument.external().some(({ module }) => module === '@fastify/autoload');
}

/** `join(__dirname, 'routes')` and its variants: the literal parts, from the folder of the file. */
function directoryOf(file: string, dir: Argument | undefined): string | undefined {
  const value = dir?.model;
  if (dir === undefined || value === undefined) return undefined;
  const literals = value[0] === 'call' ? dir.external().length > 0 ? literalParts(dir) : undefined : value[0] === 'tpl' ? [dir.text().text.replace(/^\$\{\}/, '')] : undefined;
  return literals === undefined || literals.length === 0 ? undefined : normalize(join(dirname(file), ...literals));
}

function literalParts(dir: Argument): string[] {
  return dir.callArguments().flatMap((arg) => { const text = arg.string(); return text === undefined ? [] : [text]; });
}

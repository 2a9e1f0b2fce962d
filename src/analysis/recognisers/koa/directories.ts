import { dirname, join, normalize } from 'node:path/posix';
import { Argument } from '../../resolve/argument.ts';
import type { Linker } from '../../resolve/linker.ts';
import { locate } from '../../resolve/location.ts';

/** `requireDirectory(module, './api', { visit: (router) => app.use(router.routes()) })`: the function gets what each file of the directory exports. */
export function adoptVisited(linker: Linker, files: readonly string[]): void {
  for (const file of files) {
    const { imports, calls } = linker.model(file);
    if (!imports.some(({ module }) => module === 'require-directory')) continue;
    calls.forEach(({ args: [, directory, options], callee }) => {
      if (directory === undefined || options === undefined || !linker.eval(file, callee).some((origin) => origin.is === 'ext' && origin.module === 'require-directory')) return;
      const visit = new Argument(linker, file, options).prop('visit')?.origins() ?? [];
      for (const origin of visit) {
        if (origin.is !== 'fn') continue;
        for (const each of filesIn(linker, file, directory)) for (const made of linker.exported(each, 'default')) if (each !== file && made.is !== 'ns') linker.adopt(origin.file, origin.fn, 0, made);
      }
    });
  }
}

/** A path that does not begin where the process starts is one beside the file. */
function filesIn(linker: Linker, file: string, directory: number): readonly string[] {
  const location = locate(linker, file, directory);
  if (location === undefined) return [];
  const isAbsolute = location.from === 'root' || location.path.startsWith('/');
  const path = location.path.replace(/^\//, '');
  const folders = isAbsolute ? [path, ...(location.from === 'root' ? [] : above(file).map((folder) => `${folder}/${path}`))] : [normalize(join(dirname(file), path))];
  return folders.map((folder) => linker.filesUnder(folder)).find((found) => found.length > 0) ?? [];
}

/** The process may start in any folder above the file. */
function above(file: string): readonly string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

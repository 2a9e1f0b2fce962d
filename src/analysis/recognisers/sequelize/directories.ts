import { dirname } from 'node:path/posix';
import { locate } from '../../resolve/location.ts';
import type { Linker } from '../../resolve/linker.ts';
import type { ExternalOrigin, Origin } from '../../resolve/origin.ts';
import { queryInterface, sequelize } from './paths.ts';

const external = (path: string, id: string): ExternalOrigin => ({ is: 'ext', module: 'sequelize', path, id });

/**
 * What the usual layout of sequelize-cli does at run time: `models/index.js` reads its own folder and calls every file there with `(sequelize, DataTypes)`;
 * the command line calls `up` and `down` of every migration and seeder with a query interface.
 */
export function adoptDirectories(linker: Linker, files: readonly string[]): void {
  for (const file of files) {
    if (/(?:^|\/)(?:migrations|seeders|seeds)\//.test(file)) adoptMigration(linker, file);
    const dir = loadedFolder(linker, file);
    if (dir !== undefined) adoptModels(linker, file, files.filter((other) => other !== file && dirname(other) === dir));
  }
}

/** The folder a file lists and whose files it requires one by one, calling what each exports. */
function loadedFolder(linker: Linker, file: string): string | undefined {
  const model = linker.model(file);
  if (!model.imports.some(({ module }) => /^(?:node:)?fs(?:\/promises)?$/.test(module))) return undefined;
  const list = model.calls.find(({ callee }) => {
    const value = model.values[callee];
    return (value?.[0] === 'mem' || value?.[0] === 'imp') && value[2] === 'readdirSync';
  });
  const isCalled = model.calls.some(({ callee }) => {
    const made = model.values[callee];
    const inner = made?.[0] === 'call' ? model.values[model.calls[made[1]]?.callee ?? -1] : undefined;
    return inner?.[0] === 'glob' && inner[1] === 'require';
  });
  const first = list?.args[0];
  if (first === undefined || !isCalled) return undefined;
  const found = locate(linker, file, first);
  return found?.from === 'root' ? found.path : undefined;
}

function adoptModels(linker: Linker, index: string, files: readonly string[]): void {
  const makers = files.flatMap((file) => linker.exported(file, 'default').flatMap((origin) => (origin.is === 'fn' ? [origin] : [])));
  for (const { file, fn } of makers) linker.adopt(file, fn, 0, external(sequelize, `${index}:sequelize`));
  for (const { file, fn } of makers) {
    for (const value of linker.model(file).functions[fn]?.returns ?? []) {
      for (const origin of linker.eval(file, value)) {
        const name = nameOf(linker, origin);
        if (name !== undefined) linker.provide(index, name, origin);
      }
    }
  }
}

function nameOf(linker: Linker, origin: Origin): string | undefined {
  if (origin.is === 'cls') return linker.model(origin.file).classes[origin.cls]?.name;
  if (origin.is !== 'ext' || origin.from?.path !== `${sequelize}.define` || origin.site === undefined) return undefined;
  const first = linker.callAt(origin.site).args[0];
  const text = first === undefined ? undefined : linker.text(origin.site.file, first);
  return text?.resolved === true ? text.text : undefined;
}

function adoptMigration(linker: Linker, file: string): void {
  for (const name of ['up', 'down']) {
    for (const origin of linker.exported(file, '*').flatMap((whole) => linker.member(whole, name))) {
      if (origin.is === 'fn' && linker.model(origin.file).functions[origin.fn]?.params[0]?.name === 'queryInterface') linker.adopt(origin.file, origin.fn, 0, external(queryInterface, `${file}:queryInterface`));
    }
  }
}

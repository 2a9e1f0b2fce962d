import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Toolbox } from '../model.ts';
import { coachFolder } from './metadata.ts';

/**
 * Writes `.coach/tsconfig.json`, which the attempt's own `tsconfig.json` extends: it points the editor at the types of the kit, so that
 * nothing need be installed. The kit moves with every version of the extension, so this is written again whenever an attempt is used.
 */
export async function writeEditorFiles(dir: string, { kitDir }: Toolbox): Promise<void> {
  const packages = join(kitDir, 'node_modules').replaceAll('\\', '/');
  const config = {
    compilerOptions: {
      target: 'ES2022',
      lib: ['ES2023'],
      module: 'ESNext',
      moduleResolution: 'bundler',
      allowImportingTsExtensions: true,
      strict: true,
      isolatedModules: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [`${packages}/@types`],
      paths: { '*': [`${packages}/*`, `${packages}/@types/*`] },
    },
  };
  await mkdir(join(dir, coachFolder), { recursive: true });
  await writeWhenDifferent(join(dir, coachFolder, 'tsconfig.json'), `${JSON.stringify(config, null, 2)}\n`);
  // Holds paths of this machine: not for version control.
  await writeWhenDifferent(join(dir, coachFolder, '.gitignore'), 'tsconfig.json\nbackup/\n');
}

/** The visible half, written once; the person may add to it. */
export const ownTsconfig = `${JSON.stringify({ extends: './.coach/tsconfig.json', include: ['src', 'tests'] }, null, 2)}\n`;

async function writeWhenDifferent(path: string, text: string): Promise<void> {
  if (await readFile(path, 'utf8').catch(() => undefined) !== text) await writeFile(path, text);
}

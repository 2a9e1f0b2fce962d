/** A build tool: ships nowhere. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** The licence texts of every package that went into bundles, from esbuild's metafiles of builds in `root`. */
export async function licensesOf(metafiles: readonly Metafile[], root: string): Promise<string> {
  const folders = new Map(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).flatMap((file): [string, string][] => {
    const [folder, name] = /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file) ?? [];
    return folder === undefined || name === undefined ? [] : [[folder, name]];
  }));
  const texts = await Promise.all([...folders].map(async ([folder, name]) => {
    const dir = join(root, folder);
    const file = (await readdir(dir)).find((entry) => /^licen[cs]e/i.test(entry));
    const { version, license } = JSON.parse(await readFile(join(dir, 'package.json'), 'utf8')) as { version: string; license?: string };
    const text = file === undefined ? `Licence: ${license ?? 'see its package'}` : (await readFile(join(dir, file), 'utf8')).trim();
    return `${name} ${version}\n\n${text}\n`;
  }));
  return [...new Set(texts)].sort().join(`\n${'-'.repeat(80)}\n\n`);
}

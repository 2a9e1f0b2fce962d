/** The kit for runs from the sources: built when something it is made of changed. A build tool: ships nowhere. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

/** Folder of an up-to-date kit. `onBuild` is called when it has to be built, which takes up to a minute. */
export async function devKit(onBuild: () => void = () => undefined): Promise<string> {
  const kits = join(root, 'node_modules/.cache/backend-coach/kits');
  const kit = join(kits, await fingerprint());
  if (existsSync(kit)) return kit;
  onBuild();
  const { buildKit } = await import('./build.ts');
  const fresh = `${kit}.${process.pid}`;
  await buildKit(fresh);
  // Somebody else may have been faster.
  await rename(fresh, kit).catch(() => rm(fresh, { recursive: true, force: true }));
  await removeOthers(kits, kit);
  return kit;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const folders = ['child', 'kit', 'run'].map((folder) => join(here, folder));
  const files = (await Promise.all(folders.map(async (folder) => (await readdir(folder, { recursive: true })).map((file) => join(folder, file))))).flat();
  for (const file of [...files.filter((path) => path.endsWith('.ts')), join(here, 'build.ts'), join(root, 'package-lock.json')].sort()) hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

/** Older kits go, unless they are so new that somebody may be running from them. */
async function removeOthers(kits: string, current: string): Promise<void> {
  for (const name of await readdir(kits)) {
    const path = join(kits, name);
    const found = await stat(path).catch(() => undefined);
    if (path !== current && found && Date.now() - found.mtimeMs > 3_600_000) await rm(path, { recursive: true, force: true });
  }
}

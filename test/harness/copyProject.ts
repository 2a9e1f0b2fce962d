import { cp, mkdir, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { repo } from './paths.ts';

/**
 * Copies a project of the checkout into `parent`, so that nothing done to it reaches the checkout, and returns the copy.
 * The sample gets the checkout's node_modules by a link: its packages are among them, so it runs and type-checks at once.
 */
export async function copyProject(path: string, parent: string): Promise<string> {
  const isSample = path === 'test/sample';
  const copy = join(parent, isSample ? 'roastery-api' : basename(path));
  await mkdir(parent, { recursive: true });
  await cp(join(repo, path), copy, { recursive: true, filter: (source) => basename(source) !== 'node_modules' });
  if (isSample) await symlink(join(repo, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../reasonOf.ts';
import type { ChallengeSource, DiffPair, SolutionDiff } from '../model.ts';

/** Every file of the solution beside the person's own, in the order of their paths. */
export async function solutionDiff({ source, dir }: { source: ChallengeSource; dir: string }): Promise<SolutionDiff> {
  const solution = join(source.dir, 'solution');
  try {
    const entries = await readdir(solution, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(solution.length + 1).replaceAll('\\', '/'));
    const pairs = files.sort().map((file): DiffPair => {
      const mine = join(dir, file);
      return { file, solution: join(solution, file), ...(existsSync(mine) ? { mine } : {}) };
    });
    return { kind: 'diff', pairs };
  } catch (error) {
    return { kind: 'failed', message: `The solution of ${source.id} cannot be read: ${reasonOf(error)}.` };
  }
}

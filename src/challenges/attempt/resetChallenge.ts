import { loadChallenge } from '../content/loadChallenge.ts';
import { reasonOf } from '../reasonOf.ts';
import type { ChallengeSource, ResetResult, Toolbox } from '../model.ts';
import { setAside } from './backup.ts';
import { layOut } from './layOut.ts';
import { readMetadata } from './metadata.ts';

/** Puts the starter back. What was there is kept below `.coach/backup/`. */
export async function resetChallenge({ source, toolbox, dir }: { source: ChallengeSource; toolbox: Toolbox; dir: string }): Promise<ResetResult> {
  const loaded = await loadChallenge(source);
  if (loaded.kind === 'failed') return loaded;
  try {
    const read = await readMetadata(dir);
    if (read.kind === 'none') return { kind: 'failed', message: `${dir} holds no attempt at a challenge.` };
    if (read.kind === 'metadata' && read.metadata.concept !== source.id) return { kind: 'failed', message: `${dir} holds an attempt at ${read.metadata.concept}, not at ${source.id}.` };
    const backup = await setAside(dir);
    return { kind: 'reset', attempt: await layOut(source, loaded.challenge, toolbox, dir), backup };
  } catch (error) {
    return { kind: 'failed', message: `The challenge in ${dir} could not be reset: ${reasonOf(error)}.` };
  }
}

import type { ReadAttemptResult } from '../model.ts';
import { readMetadata, toAttempt } from './metadata.ts';

/** What the folder of an attempt remembers. */
export async function readAttempt(dir: string): Promise<ReadAttemptResult> {
  const read = await readMetadata(dir);
  return read.kind === 'metadata' ? { kind: 'attempt', attempt: toAttempt(dir, read.metadata) } : read;
}

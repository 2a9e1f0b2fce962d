import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Attempt, ReadAttemptResult } from '../model.ts';

/** What `.coach/challenge.json` holds. Later versions read earlier ones. */
export interface Metadata {
  readonly schemaVersion: 1;
  readonly concept: string;
  readonly startedAt: string;
  /** SHA-256 of the tests as they were copied, by path relative to the attempt. */
  readonly tests: Readonly<Record<string, string>>;
  readonly runs: number;
  readonly hintsShown: number;
  readonly passedAt?: string;
  readonly lastRun?: { readonly at: string; readonly kind: NonNullable<Attempt['lastRun']>['kind']; readonly firstFailure?: string };
}

const schema: v.GenericSchema<unknown, Metadata> = v.object({
  schemaVersion: v.literal(1),
  concept: v.pipe(v.string(), v.regex(/^[a-z-]+\/[a-z0-9-]+$/)),
  startedAt: v.string(),
  tests: v.record(v.string(), v.string()),
  runs: v.number(),
  hintsShown: v.pipe(v.number(), v.minValue(0), v.maxValue(3)),
  passedAt: v.exactOptional(v.string()),
  lastRun: v.exactOptional(v.object({
    at: v.string(),
    kind: v.picklist(['passed', 'failed', 'compile-error', 'timed-out', 'out-of-memory', 'crashed', 'cancelled', 'unavailable']),
    firstFailure: v.exactOptional(v.string()),
  })),
});

export const coachFolder = '.coach';
const fileName = 'challenge.json';

export type ReadMetadataResult =
  | { readonly kind: 'metadata'; readonly metadata: Metadata }
  | Exclude<ReadAttemptResult, { kind: 'attempt' }>;

/** What an attempt remembers of itself. */
export async function readMetadata(dir: string): Promise<ReadMetadataResult> {
  const path = join(dir, coachFolder, fileName);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return { kind: 'none' };
    return { kind: 'unreadable', message: `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}. "Reset Challenge" starts afresh and keeps what you have.` };
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return { kind: 'metadata', metadata: parsed.output };
  const isNewer = typeof json === 'object' && json !== null && 'schemaVersion' in json && typeof json.schemaVersion === 'number' && json.schemaVersion > 1;
  const why = isNewer ? 'was written by a newer version of Backend Coach' : `is damaged at "${v.getDotPath(parsed.issues[0]) ?? 'its top'}"`;
  return { kind: 'unreadable', message: `${path} ${why}.` };
}

/** Replaces it in one step, so that a reader never sees half of it. */
export async function writeMetadata(dir: string, metadata: Metadata): Promise<void> {
  const folder = join(dir, coachFolder);
  await mkdir(folder, { recursive: true });
  const next = join(folder, `${fileName}.${randomUUID()}`);
  try {
    await writeFile(next, `${JSON.stringify(metadata, null, 2)}\n`);
    await rename(next, join(folder, fileName));
  } catch (error) {
    await rm(next, { force: true });
    throw error;
  }
}

export function toAttempt(dir: string, { concept, startedAt, runs, hintsShown, passedAt, lastRun }: Metadata): Attempt {
  return { dir, id: concept, startedAt, runs, hintsShown, ...(passedAt === undefined ? {} : { passedAt }), ...(lastRun ? { lastRun } : {}) };
}

/** Reads compiled lessons back. Small on purpose: everything that ships may import it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Lesson, LessonIndex, Outcome } from './model.ts';
import { indexSchema, lessonSchema } from './schema.ts';

/** The index of the compiled lessons in `dir`. */
export async function loadIndex(dir: string): Promise<Outcome<LessonIndex>> {
  return read(join(dir, 'index.json'), indexSchema, 'The list of lessons');
}

/** One lesson by its id (`databases/transactions`). An id that is no id never becomes a path. */
export async function loadLesson(dir: string, id: string): Promise<Outcome<Lesson>> {
  if (!/^[a-z-]+\/[a-z0-9-]+$/.test(id)) return { ok: false, problem: `"${id}" is not the id of a lesson.` };
  return read(join(dir, `${id}.json`), lessonSchema, `The lesson "${id}"`);
}

/** Folder of a concept's compiled challenge (brief.md, hints.md, starter/, tests/, solution/). */
export function challengeDir(dir: string, id: string): string {
  return join(dir, id, 'challenge');
}

async function read<T>(file: string, schema: v.GenericSchema<unknown, T>, what: string): Promise<Outcome<T>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (isMissing(error)) return { ok: false, problem: `${what} does not exist (${file}).` };
    return { ok: false, problem: `${what} cannot be read: ${error instanceof Error ? error.message : String(error)} (${file}).` };
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return { ok: true, value: parsed.output };
  const [issue] = parsed.issues;
  return { ok: false, problem: `${what} is damaged at ${v.getDotPath(issue) ?? 'its top'}: ${issue.message} (${file}).` };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Challenge, ChallengeSource } from '../model.ts';
import { readFrontMatter } from './frontMatter.ts';
import { readHints } from './hints.ts';

export type LoadResult = { readonly kind: 'challenge'; readonly challenge: Challenge } | { readonly kind: 'failed'; readonly message: string };

const positive = v.pipe(v.number(), v.minValue(1));
const head = v.strictObject({
  title: v.string(),
  minutes: v.pipe(positive, v.integer()),
  timeLimit: v.pipe(positive, v.maxValue(300)),
  memoryLimit: v.pipe(positive, v.integer(), v.minValue(128), v.maxValue(4096)),
  open: v.pipe(v.string(), v.regex(/^(?!.*\.\.)[\w@./-]+$/, 'a path inside starter/, such as src/search.ts')),
});

/** Reads the brief and the hints of a challenge. */
export async function loadChallenge(source: ChallengeSource): Promise<LoadResult> {
  const failed = (file: string, why: string): LoadResult => ({ kind: 'failed', message: `The challenge ${source.id} cannot be used: ${file}: ${why}.` });
  const brief = await text(source, 'brief.md');
  if (brief === undefined) return failed('brief.md', `there is none in ${source.dir}`);
  const matter = readFrontMatter(brief);
  if ('problem' in matter) return failed('brief.md', matter.problem);
  const parsed = v.safeParse(head, Object.fromEntries(matter.values));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return failed('brief.md', `"${v.getDotPath(issue) ?? 'front matter'}": ${issue.message}`);
  }
  if (matter.body === '') return failed('brief.md', 'it has no text');
  const hintText = await text(source, 'hints.md');
  if (hintText === undefined) return failed('hints.md', `there is none in ${source.dir}`);
  const hints = readHints(hintText);
  if ('problem' in hints) return failed('hints.md', hints.problem);
  return { kind: 'challenge', challenge: { id: source.id, dir: source.dir, ...parsed.output, brief: matter.body, hints: hints.hints } };
}

async function text(source: ChallengeSource, file: string): Promise<string | undefined> {
  return readFile(join(source.dir, file), 'utf8').catch(() => undefined);
}

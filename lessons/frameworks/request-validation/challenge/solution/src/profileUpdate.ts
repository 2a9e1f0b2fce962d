import { z } from 'zod';

/** `id` of a profile as it stands in the path. */
export const profileId = z.uuid();

/** What a client may change about a profile. A field that is not listed here cannot be set, today or after the next migration. */
export const profileUpdate = z.strictObject({
  displayName: z.string().trim().min(1).max(80),
  timezone: z.string().max(64).refine(isTimezone, 'is no time zone'),
  bio: z.string().max(500).nullable(),
  preferences: z.strictObject({
    theme: z.enum(['light', 'dark']),
    newsletter: z.boolean(),
    tags: z.array(z.string().trim().min(1).max(30)).max(10),
  }).partial(),
}).partial();

export type ProfileUpdate = z.infer<typeof profileUpdate>;

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** At most 20: a bad array of ten thousand elements must not make us send ten thousand sentences. */
export function fieldErrors(error: z.ZodError): readonly FieldError[] {
  return error.issues.flatMap(toFieldErrors).slice(0, 20);
}

function toFieldErrors(issue: z.core.$ZodIssue): readonly FieldError[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'cannot be set' }));
}

function isTimezone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

import * as v from 'valibot';
import { type Migration, migrate } from './migrate.ts';
import { answerSchema, challengeSchema, conceptKey, type ProgressDocument, progressVersion, questionKey, reachedStates, timeSchema } from './model.ts';

export type Decoded =
  | { readonly kind: 'ok'; readonly document: ProgressDocument; /** Entries that made no sense and were left out. */ readonly dropped: number }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'corrupt' };

/** Reads the text of a progress file. One bad entry costs that entry, not the file. Never throws. */
export function decodeProgress(text: string, migrations?: readonly Migration[]): Decoded {
  const raw = parse(text);
  const version = isRecord(raw) ? raw['version'] : undefined;
  if (!isRecord(raw) || typeof version !== 'number' || !Number.isInteger(version) || version < 1) return { kind: 'corrupt' };
  if (version > progressVersion) return { kind: 'newer', version };
  const current = migrate(raw, version, migrations);
  if (!isRecord(current)) return { kind: 'corrupt' };
  let dropped = 0;

  /** The valid entries of a record; counts the others. */
  const keep = <T>(value: Record<string, unknown>, key: v.GenericSchema<unknown, string>, read: (entry: unknown) => T | undefined): Record<string, T> => {
    const kept: [string, T][] = [];
    for (const [name, entry] of Object.entries(value)) {
      const good = v.is(key, name) ? read(entry) : undefined;
      if (good === undefined) dropped += 1;
      else kept.push([name, good]);
    }
    return Object.fromEntries(kept);
  };
  const nested = <T>(value: unknown, key: v.GenericSchema<unknown, string>, read: (entry: unknown) => T | undefined) =>
    isRecord(value) ? keep(value, key, read) : undefined;
  const section = (name: string): Record<string, unknown> => {
    const value = current[name];
    if (isRecord(value)) return value;
    if (value !== undefined) dropped += 1;
    return {};
  };

  const document: ProgressDocument = {
    version: progressVersion,
    answers: keep(section('answers'), conceptKey, (answers) => nested(answers, questionKey, reader(answerSchema))),
    challenges: keep(section('challenges'), conceptKey, reader(challengeSchema)),
    states: keep(section('states'), conceptKey, (states) => nested(states, v.picklist(reachedStates), reader(timeSchema))),
  };
  return { kind: 'ok', document, dropped };
}

function reader<const S extends v.GenericSchema>(schema: S): (value: unknown) => v.InferOutput<S> | undefined {
  return (value) => {
    const result = v.safeParse(schema, value);
    return result.success ? result.output : undefined;
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

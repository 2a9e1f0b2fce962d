/** Turns the document of one version into that of the next. May throw: the file then counts as corrupt and is kept. */
export type Migration = (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** `migrations[0]` leads from version 1 to 2, and so on. Version 1 is the first, so there is none yet. */
const ours: readonly Migration[] = [];

/** Brings a document from `version` to the newest one the list leads to; undefined if a step fails. */
export function migrate(document: Readonly<Record<string, unknown>>, version: number, migrations = ours): Record<string, unknown> | undefined {
  try {
    return migrations.slice(version - 1).reduce<Record<string, unknown>>(
      (current, step, index) => ({ ...step(current), version: version + index + 1 }),
      { ...document },
    );
  } catch {
    return undefined;
  }
}

import { strings, type StringKey } from './strings.ts';

let translations: Readonly<Record<string, string>> = {};

/** Takes over the translations of an `init` message. */
export function translate(table: Readonly<Record<string, string>> = {}): void {
  translations = table;
}

/** A string of the page in the reader's language, with its `{0}`, `{1}` filled in. */
export function t(key: StringKey, ...values: readonly (string | number)[]): string {
  const text = translations[key] ?? strings[key];
  return text.replace(/\{(\d)\}/g, (hole, index: string) => String(values[Number(index)] ?? hole));
}

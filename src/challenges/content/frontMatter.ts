export type FrontMatter = { readonly values: ReadonlyMap<string, string | number>; readonly body: string } | { readonly problem: string };

/**
 * Splits a brief into its flat front matter and its body. Reads plain, single-quoted and double-quoted scalars, which is all a brief has;
 * anything else in YAML is refused, so that this and a full YAML reader never disagree.
 */
export function readFrontMatter(text: string): FrontMatter {
  const match = /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(text.replace(/^\uFEFF/, ''));
  if (!match) return { problem: 'it does not begin with front matter between two lines "---"' };
  const [, head = '', body = ''] = match;
  const values = new Map<string, string | number>();
  for (const line of head.split(/\r?\n/)) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const [, key, raw] = /^([A-Za-z]\w*):\s+(.*?)\s*$/.exec(line) ?? [];
    const value = raw === undefined ? undefined : scalar(raw);
    if (key === undefined || value === undefined) return { problem: `this line of the front matter is not "key: value": ${line.trim()}` };
    if (values.has(key)) return { problem: `the front matter says "${key}" twice` };
    values.set(key, value);
  }
  return { values, body: body.trim() };
}

function scalar(raw: string): string | number | undefined {
  const double = /^"((?:[^"\\]|\\["\\])*)"\s*(?:#.*)?$/.exec(raw);
  if (double) return (double[1] ?? '').replace(/\\(.)/g, '$1');
  const single = /^'((?:[^']|'')*)'\s*(?:#.*)?$/.exec(raw);
  if (single) return (single[1] ?? '').replaceAll("''", "'");
  const plain = raw.replace(/\s+#.*$/, '');
  if (plain === '' || /^[-?:,[\]{}#&*!|>'"%@`]/.test(plain) || plain.includes(': ')) return undefined;
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : plain;
}

/** Clients whose `query(text, values)` numbers its placeholders `$1`, `$2`, … */
const numbered: ReadonlySet<string> = new Set(['pg', '@electric-sql/pglite']);

export function canBindValues(library: string, method: string): boolean {
  return numbered.has(library) && method === 'query';
}

/**
 * Rewrites a call whose only argument is a template literal with spliced values so that the values travel beside the text:
 * `pool.query(\`… = ${id}\`)` becomes `pool.query(\`… = $1\`, [id])`.
 * Undefined unless every hole stands where a single value stands; a wrong repair would be worse than none.
 */
export function bindValues(call: string): string | undefined {
  const match = /^([\s\S]*\.query(?:<[^()<>]*>)?\(\s*)`([^`\\]*)`(\s*,?\s*)\)$/.exec(call);
  if (match === null) return undefined;
  const [, head = '', sql = ''] = match;
  if (/\$\d/.test(sql)) return undefined;
  const [first = '', ...rest] = sql.split(/\$\{/);
  let text = first;
  const values: string[] = [];
  for (const part of rest) {
    const hole = /^([^{}'"]+)\}([\s\S]*)$/.exec(part);
    if (hole === null) return undefined;
    const [, expression = '', after = ''] = hole;
    const bound = place(text, expression.trim(), after);
    if (bound === undefined) return undefined;
    values.push(bound.value);
    text = `${bound.before}$${values.length}${bound.after}`;
  }
  return values.length === 0 ? undefined : `${head}\`${text}\`, [${values.join(', ')}])`;
}

/** The text around a hole and the value to bind; quotes around the hole go, since the placeholder stands for the whole literal. */
function place(before: string, expression: string, after: string): { before: string; value: string; after: string } | undefined {
  // A joined list or a choice of texts is more than one value.
  if (/\.(?:join|map)\s*\(|\?|=>|,/.test(expression)) return undefined;
  if (isInsideQuotes(before)) {
    const open = /^([\s\S]*)'([^']*)$/.exec(before);
    const close = /^([^'$]*)'(?!')([\s\S]*)$/.exec(after);
    if (open === null || close === null || !isValuePlace(open[1] ?? '')) return undefined;
    const [pre, post] = [open[2] ?? '', close[1] ?? ''];
    const value = pre === '' && post === '' ? expression : `\`${pre}\${${expression}}${post}\``;
    return { before: open[1] ?? '', value, after: close[2] ?? '' };
  }
  return isValuePlace(before) && !/^[\w."]/.test(after) ? { before, value: expression, after } : undefined;
}

/** Whether SQL goes on with a value: after a comparison or an assignment, a limit, or within the list of VALUES. */
function isValuePlace(before: string): boolean {
  const text = before.trimEnd();
  if (/(?:=|<|>|\bI?LIKE|\bLIMIT|\bOFFSET|\bBETWEEN)$/i.test(text)) return true;
  return /\bVALUES\s*\([^()]*$/i.test(text) && /[(,]$/.test(text);
}

function isInsideQuotes(before: string): boolean {
  return (before.match(/'/g)?.length ?? 0) % 2 === 1;
}

/**
 * The path a regular expression stands for: `/^\/scans\/(?<year>\d{4})$/` is `/scans/:year`, a group without a name is its number.
 * One that is more than words and groups between slashes is known up to there: `/^\/docs\/.*\.pdf$/` is `/docs/${}`.
 */
export function regexPath(literal: string): { readonly path: string; readonly resolved: boolean } {
  const whole = /^\/\^(.*?)(?:(?:\\\/\?|\(\?:\\\/\)\?)?(\$))?\/[a-z]*$/s.exec(literal);
  const text = whole?.[1];
  if (text === undefined) return { path: '${}', resolved: false };
  let path = '';
  let unnamed = 0;
  for (let at = 0; at < text.length;) {
    const end = text[at] === '(' ? endOfGroup(text, at) : at + (text[at] === '\\' ? 2 : 1);
    const token = text.slice(at, end);
    const [group, name] = /^\((?:\?<(\w+)>|(?!\?))/.exec(token) ?? [];
    if (/^[*+?{]/.test(text.slice(end)) || !(group !== undefined || /^(?:[\w/ ~%-]|\\\W)$/.test(token))) return { path: `${path}\${}`, resolved: false };
    path += group === undefined ? token.at(-1) ?? '' : `:${name ?? unnamed}`;
    if (group !== undefined && name === undefined) unnamed += token.replace(/\\./g, '').match(/\((?!\?)/g)?.length ?? 1;
    at = end;
  }
  return whole?.[2] === undefined ? { path: `${path}\${}`, resolved: false } : { path, resolved: true };
}

/** Behind the parenthesis that closes the one at `start`, or the end of the text. */
function endOfGroup(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '(') depth++;
    else if (text[at] === ')' && --depth === 0) return at + 1;
  }
  return text.length;
}

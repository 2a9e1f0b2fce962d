const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/**
 * A path without the patterns of its parameters and without the braces of optional parts: `:id(\\d+)`, `:id{[0-9]{4}}`, `/orders{/:id}`.
 * Patterns may hold slashes, so this comes before the path is taken apart.
 */
export function withoutPatterns(path: string): string {
  let result = '';
  for (let at = 0; at < path.length;) {
    const char = path[at] ?? '';
    const isAfterParameter = /:\w+$/.test(result);
    const end = (char === '(' && isAfterParameter) || (char === '{' && !result.endsWith('$')) ? endOfGroup(path, at) : -1;
    const inner = end < 0 ? '' : path.slice(at + 1, end);
    if (end >= 0 && char === '{' && isOptionalPart(inner)) result += withoutPatterns(inner);
    else if (end < 0 || !isAfterParameter) {
      result += char;
      at++;
      continue;
    }
    at = end + 1;
  }
  return result;
}

/** `{/:id}`, `{.:format}`, `{/*rest}`: a part of a path, not the pattern of a parameter. */
function isOptionalPart(inner: string): boolean {
  return /^[^\w:*]/.test(inner) && /[:*]\w/.test(inner) && !/[[\]()|\\+]/.test(inner);
}

function endOfGroup(path: string, start: number): number {
  const open = path[start] ?? '';
  const close = closing[open];
  let depth = 0;
  let inClass = false;
  for (let at = start; at < path.length; at++) {
    const char = path[at];
    if (char === '\\') at++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (inClass) continue;
    else if (char === open) depth++;
    else if (char === close && --depth === 0) return at;
  }
  return -1;
}

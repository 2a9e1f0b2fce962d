import type { DataOperation } from '../facts.ts';

/** What a SQL statement does and to which table, from its first words; `raw` when the text is not known. */
export function classifySql(sql: string | undefined): { readonly operation: DataOperation; readonly target?: string } {
  if (sql === undefined) return { operation: 'raw' };
  const text = sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').trim();
  const verb = /^\(?\s*([a-z]+)/i.exec(text)?.[1]?.toLowerCase() ?? '';
  const target = targetOf(verb, text);
  return { operation: operationOf(verb, text), ...(target === undefined ? {} : { target }) };
}

function operationOf(verb: string, text: string): DataOperation {
  switch (verb) {
    case 'select': case 'show': case 'explain': case 'values': case 'describe': return 'read';
    case 'with': return /\b(?:insert\s+into|update\s+\S+\s+set|delete\s+from)\b/i.test(text) ? 'write' : 'read';
    case 'insert': case 'update': case 'merge': case 'replace': case 'upsert': case 'copy': return 'write';
    case 'delete': case 'truncate': return 'delete';
    case 'begin': case 'start': case 'commit': case 'rollback': case 'savepoint': case 'release': case 'abort': case 'end': return 'transaction';
    case 'create': case 'alter': case 'drop': case 'grant': case 'revoke': case 'comment': case 'pragma': case 'set': case 'vacuum': case 'analyze': return 'schema';
    default: return 'raw';
  }
}

const name = String.raw`((?:["\x60\[]?[\w$]+["\x60\]]?\.)?["\x60\[]?[\w$]+["\x60\]]?)`;
const targets: Readonly<Record<string, RegExp>> = {
  select: new RegExp(String.raw`\bfrom\s+(?:only\s+)?${name}`, 'i'),
  with: new RegExp(String.raw`\b(?:insert\s+into|update|delete\s+from|from)\s+${name}`, 'i'),
  insert: new RegExp(String.raw`\binto\s+${name}`, 'i'),
  replace: new RegExp(String.raw`\binto\s+${name}`, 'i'),
  update: new RegExp(String.raw`^update\s+(?:only\s+|or\s+\w+\s+)?${name}`, 'i'),
  merge: new RegExp(String.raw`\binto\s+${name}`, 'i'),
  delete: new RegExp(String.raw`\bfrom\s+${name}`, 'i'),
  truncate: new RegExp(String.raw`^truncate\s+(?:table\s+)?${name}`, 'i'),
  create: new RegExp(String.raw`^create\s+(?:\w+\s+)*?table\s+(?:if\s+not\s+exists\s+)?${name}`, 'i'),
  alter: new RegExp(String.raw`^alter\s+table\s+(?:if\s+exists\s+)?${name}`, 'i'),
  drop: new RegExp(String.raw`^drop\s+table\s+(?:if\s+exists\s+)?${name}`, 'i'),
};

function targetOf(verb: string, text: string): string | undefined {
  const found = targets[verb]?.exec(text)?.[1]?.replace(/["`[\]]/g, '');
  // A hole is no name, and neither is a name with one in it.
  return found === undefined || /\$(?:$|\.)/.test(found) || text.includes(`${found}\${`) ? undefined : found;
}

/** SQL text with `${}` for holes, shortened to what a fact may carry. */
export function shortSql(text: string): string {
  return text.slice(0, 2000);
}

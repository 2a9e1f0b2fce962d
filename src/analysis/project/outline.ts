import type { FileModel } from '../resolve/model.ts';

/** What a file is about, as far as its text tells without being parsed. */
export type Outline = Pick<FileModel, 'flags' | 'imports'>;

const specifier = /\b(?:from|import|require)\s*\(?\s*(['"])([^'"\n]+)\1/g;
const client = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*(['"])use client\1/;
const markup = /<\/|\/>/;

/**
 * Modules and directives of a file, read off its text: a tenth of the price of parsing it, good enough to tell which files run in a browser.
 * Comments and strings may add a module that is none.
 */
export function outlineOf(file: string, text: string): Outline {
  const flags: string[] = [];
  if (text.startsWith('#!')) flags.push('shebang');
  if (text.includes('use client') && client.test(text)) flags.push('use client');
  if (/x$/.test(file) && markup.test(text)) flags.push('jsx');
  const imports: { readonly module: string; readonly typeOnly: boolean; readonly line: number }[] = [];
  specifier.lastIndex = 0;
  for (let match = specifier.exec(text); match !== null; match = specifier.exec(text)) {
    imports.push({ module: match[2] ?? '', typeOnly: isTypeOnly(text, match.index), line: 0 });
  }
  return { flags, imports };
}

const statement = /[(`]|=>|\b(?:class|new|await|process)\b|import\.meta|export\s+default|\bexports\b|^\s*[\w$]+(?:\.[\w$]+)+\s*=[^=]/m;

/**
 * Nothing in this file runs or is made: types, constants, enums, re-exports. It is parsed when somebody asks what a name in it stands for.
 * A doubt (a parenthesis in a comment) counts as no.
 */
export function isQuiet(file: string, text: string): boolean {
  return /\.[cm]?[jt]s$/.test(file) && !statement.test(text);
}

/** `import type … from` and `export type … from`. */
function isTypeOnly(text: string, from: number): boolean {
  const start = Math.max(text.lastIndexOf('import', from - 1), text.lastIndexOf('export', from - 1));
  return start >= 0 && /^(?:im|ex)port\s+type\b(?!\s*,|\s+from)/.test(text.slice(start, Math.min(from, start + 40)));
}

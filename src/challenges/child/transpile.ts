import { transform } from 'sucrase';
import type { CompileError } from '../model.ts';
import { tokenise } from './tokens.ts';

/** Tells which file a relative import means: the specifier to write instead, or undefined to leave it. */
export type ResolveRelative = (specifier: string) => string | undefined;

/** JavaScript on the same lines as the TypeScript it was made from, or why there is none. */
export function transpile(code: string, file: string, resolveRelative: ResolveRelative): { readonly js: string } | { readonly error: CompileError } {
  try {
    const { code: js } = transform(code, { transforms: ['typescript'], disableESTransforms: true });
    return { js: withImports(js, resolveRelative) };
  } catch (error) {
    return { error: compileError(error, file) };
  }
}

/** Rewrites `from './x'`, `import './x'` and `import('./x')`: Node wants the file name, editors do not insist. */
function withImports(js: string, resolveRelative: ResolveRelative): string {
  if (!/\b(?:import|from)\b/.test(js)) return js;
  const tokens = tokenise(js);
  let result = '';
  let copied = 0;
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1]?.text;
    const isSpecifier = token.kind === 'string' && (before === 'from' || before === 'import' || (before === '(' && tokens[index - 2]?.text === 'import'));
    const specifier = token.text.slice(1, -1);
    const resolved = isSpecifier && /^\.\.?(?:\/|$)/.test(specifier) ? resolveRelative(specifier) : undefined;
    if (resolved === undefined) continue;
    result += `${js.slice(copied, token.start)}'${resolved}'`;
    copied = token.start + token.text.length;
  }
  return result + js.slice(copied);
}

function compileError(error: unknown, file: string): CompileError {
  const text = error instanceof Error ? error.message : String(error);
  const at = error instanceof Error && 'loc' in error && isPosition(error.loc) ? error.loc : undefined;
  const message = text.replace(/^Error transforming .*?: /, '').replace(/ \(\d+:\d+\)$/, '');
  return { file, line: at?.line ?? 1, ...(at ? { column: at.column } : {}), message };
}

function isPosition(value: unknown): value is { line: number; column: number } {
  return typeof value === 'object' && value !== null && 'line' in value && typeof value.line === 'number' && 'column' in value && typeof value.column === 'number';
}

import { readFileSync } from 'node:fs';
import { tokenise, type Token } from '../../child/tokens.ts';

/** A source file as the engine reads it: comments, strings and types do not count as code. */
export interface Source {
  readonly file: string;
  /**
   * Lines where the code has this sequence of tokens: `uses('Date.now')`, `uses('new Date()')`, `uses('as any')`.
   * `Date['now']` counts as `Date.now`; a name inside a string or a comment does not.
   */
  uses(code: string): readonly number[];
  /** All functions with a body, in the order they begin. */
  functions(): readonly FunctionShape[];
}

export interface FunctionShape {
  /** Empty for a function without a name. */
  readonly name: string;
  readonly line: number;
  /** How deep blocks of `if`, `for`, `while`, `switch`, `try` are nested; functions inside count for themselves. */
  readonly depth: number;
  /** Cyclomatic complexity: 1 and one more for each `if`, loop, `case`, `catch`, `?:`, `&&`, `||`, `??`. */
  readonly complexity: number;
}

/** Reads a TypeScript file of the attempt (`src/renewal.ts`). Throws when there is none. */
export function readSource(file: string): Source {
  const tokens = plain(tokenise(readFileSync(file, 'utf8')).filter(({ isType }) => !isType));
  return {
    file,
    uses: (code) => {
      const wanted = tokenise(code).map(({ text }) => text);
      return tokens.filter((_token, start) => wanted.every((text, offset) => tokens[start + offset]?.text === text)).map(({ line }) => line);
    },
    functions: () => functionsOf(tokens),
  };
}

/** Drops strings, but reads `x['name']` as `x.name` and `?.` as `.`. */
function plain(tokens: readonly Token[]): readonly Token[] {
  const result: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const [key, close] = [tokens[at + 1], tokens[at + 2]];
    const isMember = token.text === '[' && key?.kind === 'string' && close?.text === ']' && /^.[A-Za-z_$][\w$]*.$/.test(key.text) && at > 0;
    if (isMember) {
      result.push({ ...token, kind: 'mark', text: '.' }, { ...key, kind: 'word', text: key.text.slice(1, -1) });
      at += 2;
    } else if (token.kind === 'string' || token.kind === 'template') {
      result.push({ ...token, text: '""' });
    } else {
      result.push(token.text === '?.' ? { ...token, text: '.' } : token);
    }
  }
  return result;
}

const blocks = new Set(['if', 'else', 'for', 'while', 'do', 'switch', 'try', 'catch', 'finally']);
const branches = new Set(['if', 'for', 'while', 'case', 'catch', '&&', '||', '??', '?', '&&=', '||=', '??=']);

interface Open {
  /** What `}` closes. */
  readonly kind: 'function' | 'block' | 'other';
  readonly shape?: { name: string; line: number; depth: number; complexity: number };
}

function functionsOf(tokens: readonly Token[]): FunctionShape[] {
  const found: NonNullable<Open['shape']>[] = [];
  const open: Open[] = [];
  for (const [at, token] of tokens.entries()) {
    const inner = open.findLast(({ kind }) => kind === 'function')?.shape;
    if (branches.has(token.text) && inner && !isName(tokens, at)) inner.complexity += 1;
    if (token.text === '}') open.pop();
    if (token.text !== '{' && token.text !== '${') continue;
    const opened: Open = token.text === '${' ? { kind: 'other' } : opening(tokens, at);
    open.push(opened);
    if (opened.shape) found.push(opened.shape);
    if (opened.kind === 'block' && inner) {
      const since = open.slice(open.findLastIndex(({ kind }) => kind === 'function'));
      inner.depth = Math.max(inner.depth, since.filter(({ kind }) => kind === 'block').length);
    }
  }
  return found;
}

/** What the brace at `at` opens, by what stands before it. */
function opening(tokens: readonly Token[], at: number): Open {
  const before = tokens[at - 1];
  if (before === undefined) return { kind: 'block' };
  if (before.text === '=>') return { kind: 'function', shape: shapeOf(arrowName(tokens, at - 1), before.line) };
  if (blocks.has(before.text) && !isName(tokens, at - 1)) return { kind: 'block' };
  if (before.text !== ')') return { kind: 'other' };
  const start = matching(tokens, at - 1);
  const head = tokens[start - 1];
  if (head === undefined) return { kind: 'other' };
  if (head.text === 'await' && tokens[start - 2]?.text === 'for') return { kind: 'block' };
  if (blocks.has(head.text) && !isName(tokens, start - 1)) return { kind: 'block' };
  // `function (…) {`, `function name(…) {`, `name(…) {` in a class or an object.
  const name = head.kind === 'word' && head.text !== 'function' ? head.text : head.text === 'function' ? assignedName(tokens, start - 1) : '';
  return { kind: 'function', shape: shapeOf(name, head.line) };
}

function shapeOf(name: string, line: number): NonNullable<Open['shape']> {
  return { name, line, depth: 0, complexity: 1 };
}

/** The name an arrow function is assigned to, its parameters being before `at`. */
function arrowName(tokens: readonly Token[], at: number): string {
  const start = tokens[at - 1]?.text === ')' ? matching(tokens, at - 1) : at - 1;
  return assignedName(tokens, start);
}

function assignedName(tokens: readonly Token[], start: number): string {
  const before = tokens[start - 1]?.text === 'async' ? start - 2 : start - 1;
  return tokens[before]?.text === '=' || tokens[before]?.text === ':' ? (tokens[before - 1]?.text ?? '') : '';
}

/** Index of the bracket that the one at `at` closes. */
function matching(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let index = at; index >= 0; index -= 1) {
    const text = tokens[index]?.text;
    if (text === ')') depth += 1;
    if (text === '(') depth -= 1;
    if (depth === 0) return index;
  }
  return 0;
}

/** Whether a word that looks like a keyword is a property: `.catch(`, `{ if: 1 }`. */
function isName(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.kind === 'word' && (tokens[at - 1]?.text === '.' || tokens[at + 1]?.text === ':');
}

import { parse } from 'sucrase/dist/parser/index.js';
import { TokenType } from 'sucrase/dist/parser/tokenizer/types.js';

export interface Token {
  /** `word` covers names and keywords; comments are no tokens. */
  readonly kind: 'word' | 'string' | 'number' | 'regexp' | 'template' | 'mark';
  readonly text: string;
  readonly line: number;
  readonly start: number;
  /** Part of a type, which is not there when the code runs. */
  readonly isType: boolean;
}

/** The tokens of TypeScript (or JavaScript) code. Throws a SyntaxError when it is neither. */
export function tokenise(code: string): readonly Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let at = 0;
  for (const { type, start, end, isType } of parse(code, false, true, false).tokens) {
    if (type === TokenType.eof) break;
    for (; at < start; at += 1) if (code.charCodeAt(at) === 10) line += 1;
    const text = code.slice(start, end);
    tokens.push({ kind: kindOf(type, text), text, line, start, isType });
  }
  return tokens;
}

function kindOf(type: number, text: string): Token['kind'] {
  switch (type) {
    case TokenType.string: return 'string';
    case TokenType.num:
    case TokenType.bigint: return 'number';
    case TokenType.regexp: return 'regexp';
    case TokenType.template: return 'template';
    default: return /^[\p{L}\p{N}_$#]/u.test(text) && text !== '#' ? 'word' : 'mark';
  }
}

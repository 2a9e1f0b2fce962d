/** The tokenizer inside sucrase, which ships without declarations at this path. Only what child/tokens.ts uses. */
declare module 'sucrase/dist/parser/index.js' {
  export function parse(code: string, isJsx: boolean, isTypeScript: boolean, isFlow: boolean): { readonly tokens: readonly SucraseToken[] };
  interface SucraseToken {
    readonly type: number;
    readonly start: number;
    readonly end: number;
    readonly isType: boolean;
  }
}
declare module 'sucrase/dist/parser/tokenizer/types.js' {
  export const TokenType: Readonly<Record<'name' | 'string' | 'num' | 'bigint' | 'regexp' | 'template' | 'eof', number>>;
}

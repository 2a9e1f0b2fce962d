/** Markdown of the lessons for a terminal, without a Markdown library: the subset that lessons use. */

export interface TextOptions {
  /** Columns to fill; code is never wrapped. */
  readonly width: number;
  /** Whether ANSI styles may be used. */
  readonly color: boolean;
}

/** Blocks of Markdown as lines of text, without a trailing blank line. */
export function renderMarkdownText(markdown: string, options: TextOptions): string {
  return parseBlocks(markdown).map((block) => renderBlock(block, options)).join('\n\n');
}

/** One-line Markdown without its marks: `tip` and `why` where only plain text can be shown. */
export function plainText(markdown: string): string {
  return inline(markdown, (_, text) => text).replace(/\s+/g, ' ').trim();
}

/** Wraps inline Markdown to lines; `indent` stands before every line but the first, which starts with `first`. */
export function wrapInline(markdown: string, { width, color }: TextOptions, first = '', indent = ' '.repeat(visibleLength(first))): string {
  const styled = inline(markdown, (style, text) => {
    if (!color) return style === 'code' ? `\`${text}\`` : text;
    return text.replace(/\S+/g, (word) => paint(style, word));
  });
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of styled.split(/\s+/).filter((part) => part !== '')) {
    if (!isEmpty && visibleLength(line) + 1 + visibleLength(word) > width) {
      lines.push(line);
      line = indent;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line].join('\n');
}

export type Style = 'plain' | 'code' | 'bold' | 'emphasis' | 'dim' | 'title';

/** Text in an ANSI style. */
export function paint(style: Style, text: string): string {
  const [on, off] = codes[style];
  return on === 0 ? text : `\u001b[${on}m${text}\u001b[${off}m`;
}

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  plain: [0, 0],
  code: [36, 39],
  bold: [1, 22],
  emphasis: [3, 23],
  dim: [2, 22],
  title: [1, 22],
};

type Block =
  | { readonly kind: 'paragraph' | 'quote' | 'heading' | 'table'; readonly lines: readonly string[] }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | { readonly kind: 'list'; readonly items: readonly { readonly marker: string; readonly depth: number; readonly text: string }[] };

const fence = /^ *(`{3,}|~{3,})/;
const listItem = /^( *)([-*+]|\d+[.)]) +(.*)$/;

function parseBlocks(markdown: string): readonly Block[] {
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at++;
      continue;
    }
    const open = fence.exec(line)?.[1];
    const end = open === undefined ? endOfBlock(lines, at) : endOfFence(lines, at, open);
    if (open !== undefined) blocks.push({ kind: 'code', lines: lines.slice(at + 1, end) });
    else if (line.startsWith('#')) blocks.push({ kind: 'heading', lines: [line.replace(/^#+\s*/, '')] });
    else if (line.startsWith('|')) blocks.push({ kind: 'table', lines: lines.slice(at, end) });
    else if (line.startsWith('>')) blocks.push({ kind: 'quote', lines: lines.slice(at, end).map((row) => row.replace(/^> ?/, '')) });
    else if (listItem.test(line)) blocks.push({ kind: 'list', items: listItems(lines.slice(at, end)) });
    else blocks.push({ kind: 'paragraph', lines: lines.slice(at, end) });
    at = open === undefined ? end : end + 1;
  }
  return blocks;
}

function endOfFence(lines: readonly string[], start: number, open: string): number {
  const end = lines.findIndex((line, index) => index > start && line.trim().startsWith(open));
  return end < 0 ? lines.length : end;
}

/** A heading is one line; a list runs over blank lines as long as items or indented text follow; anything else ends at a blank line. */
function endOfBlock(lines: readonly string[], start: number): number {
  if (lines[start]?.startsWith('#')) return start + 1;
  const isList = listItem.test(lines[start] ?? '');
  for (let at = start + 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (fence.test(line) || line.startsWith('#')) return at;
    if (line.trim() !== '') {
      if (!isList && listItem.test(line)) return at;
      continue;
    }
    const next = lines[at + 1] ?? '';
    if (!isList || !(listItem.test(next) || /^ {2,}\S/.test(next))) return at;
  }
  return lines.length;
}

function listItems(lines: readonly string[]): readonly { marker: string; depth: number; text: string }[] {
  const items: { marker: string; depth: number; text: string }[] = [];
  for (const line of lines) {
    const [, spaces = '', marker = '', text = ''] = listItem.exec(line) ?? [];
    const last = items.at(-1);
    if (marker !== '') items.push({ marker: /\d/.test(marker) ? marker : '•', depth: Math.floor(spaces.length / 2), text });
    else if (last) last.text += ` ${line.trim()}`;
  }
  return items;
}

function renderBlock(block: Block, options: TextOptions): string {
  const dim = (text: string): string => (options.color ? paint('dim', text) : text);
  switch (block.kind) {
    case 'code':
      return block.lines.map((line) => `  ${dim('│')} ${line}`.trimEnd()).join('\n');
    case 'heading':
      return options.color ? paint('bold', plainText(block.lines.join(' '))) : plainText(block.lines.join(' '));
    case 'table':
      return block.lines.map((line) => `  ${line}`).join('\n');
    case 'quote':
      return wrapInline(block.lines.join(' '), options, `${dim('│')} `, `${dim('│')} `);
    case 'list':
      return block.items.map(({ marker, depth, text }) => wrapInline(text, options, `${'  '.repeat(depth + 1)}${marker} `)).join('\n');
    case 'paragraph':
      return wrapInline(block.lines.join(' '), options);
  }
}

const inlineMarks = /(`+)(?!`)([\s\S]*?[^`])\1(?!`)|\*\*(\S(?:[\s\S]*?\S)?)\*\*|\*(\S(?:[^*]*\S)?)\*|(?<!\w)_(\S(?:[^_]*\S)?)_(?!\w)|\[([^\]]+)\]\(([^)\s]+)\)|\\([!-/:-@[-`{-~])/g;

/** Walks inline Markdown and hands every piece to `style`. Bold and emphasis may hold further marks. */
function inline(markdown: string, style: (style: Style, text: string) => string): string {
  let result = '';
  let from = 0;
  for (const match of markdown.matchAll(inlineMarks)) {
    const [whole, , code, bold, star, under, linkText, url, escaped] = match;
    result += style('plain', markdown.slice(from, match.index));
    from = match.index + whole.length;
    if (code !== undefined) result += style('code', /^ .*\S.* $/.test(code) ? code.slice(1, -1) : code);
    else if (bold !== undefined) result += inline(bold, (inner, text) => style(inner === 'plain' ? 'bold' : inner, text));
    else if (star !== undefined || under !== undefined) result += inline(star ?? under ?? '', (inner, text) => style(inner === 'plain' ? 'emphasis' : inner, text));
    else if (linkText !== undefined) result += `${inline(linkText, style)} ${style('plain', `<${url ?? ''}>`)}`;
    else result += style('plain', escaped ?? '');
  }
  return result + style('plain', markdown.slice(from));
}

function visibleLength(text: string): number {
  return text.replace(/\u001b\[\d+m/g, '').length;
}

/** Markdown of the lessons to HTML that is safe to show: no raw HTML, links to https only, no images, code coloured by classes. Build time only. */
import hljs from 'highlight.js';
import MarkdownIt, { type MarkdownIt as Parser, type Token } from 'markdown-it';

export interface Rendered {
  readonly html: string;
  /** Every link target, in order. */
  readonly links: readonly string[];
  /** What was left out and why, with the 0-based line of the block it stands in. */
  readonly refused: readonly { readonly line: number; readonly message: string }[];
}

export interface Block {
  readonly kind: 'heading' | 'fence';
  /** 0-based first line, and the line after the last. */
  readonly line: number;
  readonly end: number;
  /** Text of a heading, code of a fence. */
  readonly content: string;
  /** Level of a heading. */
  readonly level: number;
  /** Language of a fence as written. */
  readonly language: string;
}

/** Headings start at the third level, under those of the page. */
export function renderMarkdown(markdown: string): Rendered {
  return render(markdown, 'block');
}

/** One paragraph's worth, without the paragraph. */
export function renderInline(markdown: string): Rendered {
  return render(markdown.trim(), 'inline');
}

/** Top-level headings and all fences, for whoever cuts a document into sections. */
export function blocksOf(markdown: string): readonly Block[] {
  const tokens = newParser(() => undefined).parse(markdown, {});
  return tokens.flatMap((token, index): Block[] => {
    const [line = 0, end = 0] = token.map ?? [];
    if (token.type === 'heading_open' && token.level === 0) {
      return [{ kind: 'heading', line, end, content: tokens[index + 1]?.content ?? '', level: Number(token.tag.slice(1)), language: '' }];
    }
    if (token.type === 'fence') return [{ kind: 'fence', line, end, content: token.content, level: 0, language: token.info.trim() }];
    return [];
  });
}

/** Names of fence languages as a person reads them. */
const languages = new Map([
  ['ts', { hljs: 'typescript', title: 'TypeScript' }],
  ['typescript', { hljs: 'typescript', title: 'TypeScript' }],
  ['js', { hljs: 'javascript', title: 'JavaScript' }],
  ['javascript', { hljs: 'javascript', title: 'JavaScript' }],
  ['python', { hljs: 'python', title: 'Python' }],
  ['java', { hljs: 'java', title: 'Java' }],
  ['ruby', { hljs: 'ruby', title: 'Ruby' }],
  ['php', { hljs: 'php', title: 'PHP' }],
  ['sql', { hljs: 'sql', title: 'SQL' }],
  ['bash', { hljs: 'bash', title: 'Shell' }],
  ['sh', { hljs: 'bash', title: 'Shell' }],
  ['json', { hljs: 'json', title: 'JSON' }],
  ['xml', { hljs: 'xml', title: 'XML' }],
  ['http', { hljs: 'http', title: 'HTTP' }],
  ['yaml', { hljs: 'yaml', title: 'YAML' }],
  ['dockerfile', { hljs: 'dockerfile', title: 'Dockerfile' }],
  ['text', { hljs: undefined, title: 'Text' }],
]);

function render(markdown: string, mode: 'block' | 'inline'): Rendered {
  const links: string[] = [];
  const refused: { line: number; message: string }[] = [];
  const parser = newParser((url) => {
    const line = markdown.split('\n').findIndex((text) => text.includes(url));
    refused.push({ line: Math.max(line, 0), message: `The link "${url}" is not https.` });
  });
  const tokens = mode === 'block' ? parser.parse(markdown, {}) : parser.parseInline(markdown, {});
  lowerHeadings(tokens);
  for (const token of tokens) {
    const line = token.map?.[0] ?? 0;
    if (token.type === 'fence' && !languages.has(token.info.trim())) {
      refused.push({ line, message: `The code block's language "${token.info.trim()}" is not one of ${[...languages.keys()].join(', ')}.` });
    }
    for (const child of token.children ?? []) {
      if (child.type === 'image') refused.push({ line, message: 'Lessons have no images.' });
      if (child.type === 'link_open') links.push(String(child.attrGet('href') ?? ''));
    }
  }
  return { html: parser.renderer.render(tokens, parser.options, {}).trim(), links, refused };
}

/** Shifts all headings alike, so that the highest becomes `h3`. */
function lowerHeadings(tokens: readonly Token[]): void {
  const headings = tokens.filter(({ type }) => type === 'heading_open' || type === 'heading_close');
  const highest = Math.min(3, ...headings.map(({ tag }) => Number(tag.slice(1))));
  for (const heading of headings) heading.tag = `h${Math.min(6, Number(heading.tag.slice(1)) + 3 - highest)}`;
}

function newParser(refuse: (url: string) => void): Parser {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  parser.validateLink = (url) => {
    if (/^https:\/\/[^\s]+$/i.test(url)) return true;
    refuse(url);
    return false;
  };
  parser.renderer.rules['image'] = () => '';
  parser.renderer.rules['table_open'] = () => '<div class="table"><table>\n';
  parser.renderer.rules['table_close'] = () => '</table></div>\n';
  parser.renderer.rules['code_block'] = (tokens, index) => codeHtml(tokens[index]?.content ?? '', 'text');
  parser.renderer.rules['fence'] = (tokens, index) => codeHtml(tokens[index]?.content ?? '', tokens[index]?.info.trim() ?? '');
  return parser;
}

function codeHtml(code: string, language: string): string {
  const known = languages.get(language);
  const body = known?.hljs === undefined ? escape(code) : hljs.highlight(code, { language: known.hljs }).value;
  return `<pre data-language="${escape(known?.title ?? 'Text')}"><code class="hljs">${body}</code></pre>\n`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The document is not well-formed XML, or uses more than this reader is willing to give it. */
export class XmlError extends Error {}

export type XmlEvent =
  /** A DOCTYPE. The reader passes over it: it expands no entity and loads nothing. */
  | { readonly kind: 'doctype' }
  /** `name` has no prefix; `namespace` is the URI the prefix stands for, `''` for none. Attributes keep their names as written. */
  | { readonly kind: 'open' | 'close'; readonly name: string; readonly namespace: string; readonly attributes: Readonly<Record<string, string>> }
  /** Decoded text or CDATA. The text of one element may come in several events. */
  | { readonly kind: 'text'; readonly text: string };

interface Element {
  /** As written, to compare with the closing tag. */
  readonly tag: string;
  readonly event: XmlEvent & { kind: 'open' | 'close' };
  readonly prefixes: ReadonlyMap<string, string>;
}

const maxDepth = 64;
const maxToken = 1_000_000;
const attribute = /\s+([^\s=<>"'/]+)\s*=\s*("[^"<]*"|'[^'<]*')/y;
const entities = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]);
const topLevel: ReadonlyMap<string, string> = new Map([['', ''], ['xml', 'http://www.w3.org/XML/1998/namespace']]);

/**
 * Reads XML piece by piece and reports what it sees, in order. It keeps no more than the piece in hand,
 * so a document of any size takes the same memory. Rejects with {@link XmlError}, possibly after many events.
 */
export async function* readXml(chunks: AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>): AsyncGenerator<XmlEvent> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const open: Element[] = [];
  let rest = '';
  let roots = 0;

  function* tokens(final: boolean): Generator<XmlEvent> {
    let at = 0;
    while (at < rest.length) {
      if (rest[at] !== '<') {
        const end = textEnd(rest, at, final);
        if (end === at) break;
        const text = decode(rest.slice(at, end));
        if (open.length > 0) yield { kind: 'text', text };
        else if (/[^\s\uFEFF]/.test(text)) throw new XmlError('there is text outside the root element');
        at = end;
        continue;
      }
      const token = tokenAt(rest, at);
      if (!token) break;
      at = token.end;
      if (token.kind === 'doctype') {
        if (roots > 0) throw new XmlError('a DOCTYPE after the root element has begun');
        yield { kind: 'doctype' };
      } else if (token.kind === 'cdata') {
        if (open.length === 0) throw new XmlError('there is text outside the root element');
        yield { kind: 'text', text: token.text };
      } else if (token.kind === 'close') {
        const element = open.pop();
        if (element?.tag !== token.text.trimEnd()) throw new XmlError(`</${token.text}> closes ${element ? `<${element.tag}>` : 'nothing'}`);
        yield { ...element.event, kind: 'close' };
      } else if (token.kind === 'open') {
        if (open.length === 0 && roots++ > 0) throw new XmlError('there is more than one root element');
        if (open.length >= maxDepth) throw new XmlError(`elements are nested more than ${maxDepth} deep`);
        const empty = token.text.endsWith('/');
        const element = readElement(empty ? token.text.slice(0, -1) : token.text, open.at(-1)?.prefixes ?? topLevel);
        yield element.event;
        if (empty) yield { ...element.event, kind: 'close' };
        else open.push(element);
      }
    }
    rest = rest.slice(at);
    if (rest.length > maxToken) throw new XmlError('a tag, a comment or a CDATA section is too long');
  }

  try {
    for await (const chunk of chunks) {
      rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      yield* tokens(false);
    }
    rest += decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? new XmlError('the document is not UTF-8') : error;
  }
  yield* tokens(true);
  if (rest !== '') throw new XmlError('the document ends inside a tag');
  if (open.length > 0) throw new XmlError(`the document ends inside <${open.at(-1)?.tag ?? ''}>`);
  if (roots === 0) throw new XmlError('there is no root element');
}

interface Token {
  readonly kind: 'open' | 'close' | 'cdata' | 'doctype' | 'skipped';
  readonly text: string;
  readonly end: number;
}

/** The token that begins with the `<` at `at`, or undefined while its end has not arrived. */
function tokenAt(text: string, at: number): Token | undefined {
  const between = (kind: Token['kind'], opening: string, closing: string): Token | undefined => {
    const start = at + opening.length;
    const end = text.indexOf(closing, start);
    return end < 0 ? undefined : { kind, text: text.slice(start, end), end: end + closing.length };
  };
  if (text[at + 1] === '?') return between('skipped', '<?', '?>');
  if (text[at + 1] === '/') return between('close', '</', '>');
  if (text[at + 1] !== '!') {
    const end = endOfTag(text, at + 1, false);
    return end < 0 ? undefined : { kind: 'open', text: text.slice(at + 1, end), end: end + 1 };
  }
  if (text.startsWith('<!--', at)) return between('skipped', '<!--', '-->');
  if (text.startsWith('<![CDATA[', at)) return between('cdata', '<![CDATA[', ']]>');
  if (text.startsWith('<!DOCTYPE', at)) {
    const end = endOfTag(text, at + 9, true);
    return end < 0 ? undefined : { kind: 'doctype', text: '', end: end + 1 };
  }
  if (text.length - at >= 9) throw new XmlError('there is a <! that begins nothing known');
  return undefined;
}

/** Index of the `>` outside quotes, and outside the brackets of a DOCTYPE; -1 while it has not arrived. */
function endOfTag(text: string, from: number, brackets: boolean): number {
  let quote = '';
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (brackets && char === '[') depth += 1;
    else if (brackets && char === ']') depth -= 1;
    else if (char === '>' && depth === 0) return at;
  }
  return -1;
}

/** Where the text from `at` can be cut without cutting an entity reference in two. */
function textEnd(text: string, at: number, final: boolean): number {
  const tag = text.indexOf('<', at);
  if (tag >= 0 || final) return tag >= 0 ? tag : text.length;
  const reference = text.lastIndexOf('&');
  return reference >= at && text.length - reference < 12 && !text.includes(';', reference) ? reference : text.length;
}

function readElement(text: string, outer: ReadonlyMap<string, string>): Element {
  const tag = /^[^\s=<>"'&]+/.exec(text)?.[0];
  if (tag === undefined) throw new XmlError(`<${text}> has no name`);
  const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
  let prefixes = outer;
  attribute.lastIndex = tag.length;
  let read = tag.length;
  for (let match = attribute.exec(text); match; match = attribute.exec(text)) {
    read = attribute.lastIndex;
    const [, name = '', quoted = ''] = match;
    const value = decode(quoted.slice(1, -1));
    if (name in attributes) throw new XmlError(`<${tag}> has the attribute ${name} twice`);
    if (name === 'xmlns' || name.startsWith('xmlns:')) prefixes = new Map([...prefixes, [name.slice(6), value]]);
    else attributes[name] = value;
  }
  if (text.slice(read).trim() !== '') throw new XmlError(`the attributes of <${tag}> cannot be read`);
  const colon = tag.indexOf(':');
  const namespace = prefixes.get(tag.slice(0, Math.max(colon, 0)));
  if (namespace === undefined) throw new XmlError(`the prefix of <${tag}> is not declared`);
  return { tag, prefixes, event: { kind: 'open', name: tag.slice(colon + 1), namespace, attributes } };
}

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,10};?)/g, (whole, reference: string) => {
    const name = reference.slice(0, -1);
    const code = /^#x[\da-f]+;$/i.test(reference) ? parseInt(name.slice(2), 16) : /^#\d+;$/.test(reference) ? Number(name.slice(1)) : undefined;
    const char = code === undefined ? reference.endsWith(';') && entities.get(name) : code > 0 && code <= 0x10ffff && String.fromCodePoint(code);
    if (!char) throw new XmlError(`${whole} is no entity this reader knows`);
    return char;
  });
}

/** The few ways this page makes elements. Text always becomes text nodes; HTML comes in through {@link lessonHtml} only. */

type Child = Node | string | undefined | false;
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes (`true` sets an empty one, `undefined` and `false` none) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: readonly Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return element;
}

/** Adds a listener and returns the element, for use inside {@link h}. */
export function on<E extends HTMLElement, K extends keyof HTMLElementEventMap>(element: E, type: K, listener: (event: HTMLElementEventMap[K]) => void): E {
  element.addEventListener(type, listener);
  return element;
}

/** Plain text in which `backticks` mark code, as messages of the analysis have it. */
export function marked(text: string): readonly Node[] {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? h('code', {}, part) : document.createTextNode(part)));
}

/** Words for screen readers only. */
export function hidden(text: string): HTMLElement {
  return h('span', { class: 'sr-only' }, text);
}

const allowedTags = new Set([
  'P', 'UL', 'OL', 'LI', 'STRONG', 'EM', 'S', 'CODE', 'PRE', 'SPAN', 'A', 'H3', 'H4', 'H5', 'H6', 'BLOCKQUOTE', 'BR', 'HR',
  'DIV', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TH', 'TD',
]);
const allowedAttributes = new Set(['class', 'data-language', 'href', 'start']);

/** HTML of a compiled lesson as nodes. It is safe as compiled; this keeps it so if the file on disk is not what was compiled: unknown elements become their text, unknown attributes and links that are not https go. */
export function lessonHtml(html: string): DocumentFragment {
  const source = new DOMParser().parseFromString(html, 'text/html');
  const fragment = document.createDocumentFragment();
  fragment.append(...[...source.body.childNodes].flatMap(clean));
  return fragment;
}

function clean(node: Node): readonly Node[] {
  if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? '')];
  if (!(node instanceof Element)) return [];
  if (!allowedTags.has(node.tagName)) return node.tagName === 'SCRIPT' || node.tagName === 'STYLE' ? [] : [...node.childNodes].flatMap(clean);
  const copy = document.createElement(node.tagName);
  for (const { name, value } of node.attributes) {
    if (allowedAttributes.has(name) && (name !== 'href' || value.startsWith('https://'))) copy.setAttribute(name, value);
  }
  copy.append(...[...node.childNodes].flatMap(clean));
  return [copy];
}

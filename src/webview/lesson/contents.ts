import { h, on } from './dom.ts';
import { icon } from './icons.ts';
import { t } from './texts.ts';

export interface ContentsItem {
  readonly id: string;
  readonly title: string;
  readonly section: HTMLElement;
}

/** "On this page": beside the text where there is room, otherwise folded away above it. The section being read is marked. */
export function contents(items: readonly ContentsItem[]): HTMLElement {
  const links = items.map(({ id, title, section }) => on(h('a', { href: `#${id}` }, title), 'click', (event) => {
    event.preventDefault();
    const heading = section.querySelector<HTMLElement>('h2');
    section.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: no-preference)').matches ? 'smooth' : 'auto', block: 'start' });
    heading?.focus({ preventScroll: true });
  }));
  const button = h('button', { type: 'button', class: 'contents-toggle', 'aria-expanded': 'false', 'aria-controls': 'contents-list' }, icon('chevron'), t('contents'));
  const nav = h('nav', { class: 'contents', 'aria-label': t('contents') },
    button,
    h('p', { class: 'contents-title', 'aria-hidden': 'true' }, t('contents')),
    h('ul', { id: 'contents-list' }, ...links.map((link) => h('li', {}, link))));
  on(button, 'click', () => {
    const open = nav.classList.toggle('open');
    button.setAttribute('aria-expanded', String(open));
  });
  follow(items, links);
  return nav;
}

/** Marks the link of the last section whose top has passed the upper part of the window. */
function follow(items: readonly ContentsItem[], links: readonly HTMLAnchorElement[]): void {
  let isQueued = false;
  const mark = (): void => {
    isQueued = false;
    const line = innerHeight * 0.3;
    const atEnd = scrollY > 0 && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    const current = atEnd ? items.length - 1 : items.findLastIndex(({ section }) => section.getBoundingClientRect().top <= line);
    for (const [index, link] of links.entries()) {
      if (index === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  addEventListener('scroll', () => {
    if (isQueued) return;
    isQueued = true;
    requestAnimationFrame(mark);
  }, { passive: true });
}

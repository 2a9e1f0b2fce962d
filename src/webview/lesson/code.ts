import { h, hidden, on } from './dom.ts';
import { icon } from './icons.ts';
import { t } from './texts.ts';

/** Gives every code block under `root` its language and a copy button; a block or table that scrolls sideways gets a place in the tab order. */
export function dressCode(root: ParentNode, announce: (text: string) => void): void {
  for (const pre of root.querySelectorAll<HTMLPreElement>('pre[data-language]')) {
    const language = pre.dataset['language'] ?? '';
    const label = h('span', { class: 'code-language' }, language);
    const words = h('span', {}, t('copy'));
    const button = on(h('button', { type: 'button', class: 'code-copy', title: t('copyCode') }, icon('copy'), words, hidden(` (${language})`)), 'click', () => {
      void copy(pre.textContent).then((isCopied) => {
        if (!isCopied) return;
        words.textContent = t('copied');
        announce(t('copied'));
        setTimeout(() => {
          words.textContent = t('copy');
        }, 1500);
      });
    });
    const figure = h('div', { class: 'code' }, h('div', { class: 'code-head' }, label, button));
    pre.replaceWith(figure);
    figure.append(pre);
    sizes.observe(pre);
  }
  for (const table of root.querySelectorAll('.table')) sizes.observe(table);
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (!(target instanceof HTMLElement)) continue;
    const scrolls = target.scrollWidth > target.clientWidth;
    if (scrolls === target.hasAttribute('tabindex')) continue;
    if (!scrolls) {
      for (const name of ['tabindex', 'role', 'aria-label']) target.removeAttribute(name);
      continue;
    }
    target.tabIndex = 0;
    target.setAttribute('role', 'group');
    const language = target.dataset['language'];
    target.setAttribute('aria-label', language === undefined ? t('table') : t('codeIn', language));
  }
});

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text.replace(/\n$/, ''));
    return true;
  } catch {
    return false; // no permission: the text can still be selected
  }
}

import { h, on } from './dom.ts';
import { icon } from './icons.ts';

export interface Disclosure {
  readonly button: HTMLButtonElement;
  readonly panel: HTMLElement;
}

/** A button that shows and hides a panel (WAI-ARIA disclosure). `changed` is told when the reader opens or closes it. */
export function disclosure(
  id: string,
  words: { readonly show: string; readonly hide: string },
  content: readonly Node[],
  options: { readonly open?: boolean; readonly changed?: (open: boolean) => void } = {},
): Disclosure {
  const panel = h('div', { id, class: 'disclosed' }, ...content);
  const label = h('span', {});
  const button = h('button', { type: 'button', class: 'disclose', 'aria-controls': id }, icon('chevron'), label);
  const show = (open: boolean): void => {
    button.setAttribute('aria-expanded', String(open));
    label.textContent = open ? words.hide : words.show;
    panel.hidden = !open;
  };
  show(options.open ?? false);
  on(button, 'click', () => {
    const open = panel.hidden !== false;
    show(open);
    options.changed?.(open);
  });
  return { button, panel };
}

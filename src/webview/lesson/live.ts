import { h } from './dom.ts';

/** The page's one polite live region, for news that is not visible where the reader is. */
export class Live {
  readonly element = h('div', { class: 'sr-only', role: 'status' });

  say(text: string): void {
    this.element.textContent = text;
  }
}

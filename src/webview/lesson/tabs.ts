import type { LanguageSection } from '../../curriculum/model.ts';
import { h, lessonHtml, on } from './dom.ts';

/** Tabs as in the WAI-ARIA Authoring Practices, with automatic activation: arrows, Home and End move and select. */
export function languageTabs(
  languages: readonly LanguageSection[],
  label: string,
  options: { readonly selected: string | undefined; readonly changed: (id: string) => void },
): HTMLElement {
  const tabs = languages.map(({ id, title }) => h('button', { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': `panel-${id}` }, title));
  const panels = languages.map(({ id, html }) => h('div', { role: 'tabpanel', id: `panel-${id}`, 'aria-labelledby': `tab-${id}`, tabindex: 0 }, lessonHtml(html)));
  const select = (index: number): void => {
    for (const [at, tab] of tabs.entries()) {
      tab.setAttribute('aria-selected', String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    }
    for (const [at, panel] of panels.entries()) panel.hidden = at !== index;
  };
  const choose = (index: number): void => {
    select(index);
    tabs[index]?.focus();
    const language = languages[index];
    if (language) options.changed(language.id);
  };
  for (const [index, tab] of tabs.entries()) {
    on(tab, 'click', () => {
      choose(index);
    });
    on(tab, 'keydown', (event) => {
      const target = keyTarget(event.key, index, tabs.length);
      if (target === undefined) return;
      event.preventDefault();
      choose(target);
    });
  }
  select(Math.max(0, languages.findIndex(({ id }) => id === options.selected)));
  return h('div', { class: 'tabs' }, h('div', { role: 'tablist', 'aria-label': label }, ...tabs), ...panels);
}

function keyTarget(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight': return (index + 1) % count;
    case 'ArrowLeft': return (index - 1 + count) % count;
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return undefined;
  }
}

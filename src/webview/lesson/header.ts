import type { Lesson } from '../../curriculum/model.ts';
import type { YourCode } from '../messages.ts';
import { h, hidden, lessonHtml } from './dom.ts';
import { icon } from './icons.ts';
import { t } from './texts.ts';
import { stateTitle } from './yourCode.ts';

export interface Header {
  readonly element: HTMLElement;
  readonly update: (code: YourCode) => void;
  readonly meta: HTMLElement;
}

const rungs = ['seen', 'demonstrated', 'exemplary'] as const;

/** Skill, level, title, why; and the ladder, whose rungs say what the reader's code has to show. */
export function header(lesson: Lesson): Header {
  const { skill, level, title, why, ladder } = lesson;
  const steps = rungs.map((rung) => ({
    rung,
    name: h('span', { class: 'rung-name' }, t(rung)),
    element: h('li', { class: 'rung' }),
    text: h('span', { class: 'rung-text' }, lessonHtml(ladder[rung].html)),
  }));
  for (const { element, name, text } of steps) element.append(h('span', { class: 'rung-bar' }), name, text);
  const meta = h('span', {});
  const caption = h('p', { class: 'ladder-caption' });
  const update = (code: YourCode): void => {
    caption.textContent = captionOf(code);
    const reached = code.status === 'ready' ? rungs.indexOf(code.state as (typeof rungs)[number]) : -1;
    for (const [index, { element, name, rung }] of steps.entries()) {
      const isReached = index <= reached;
      element.classList.toggle('reached', isReached);
      name.replaceChildren(...(isReached ? [icon('check')] : []), t(rung), ...(isReached ? [hidden(`, ${t('reached')}`)] : []));
    }
  };
  const element = h('header', { class: 'lesson-head' },
    h('p', { class: 'eyebrow' }, h('span', {}, skill.title), ' ', h('span', {}, t(`level_${level}`)), ' ', meta),
    h('h1', { tabindex: -1 }, title),
    h('p', { class: 'lead' }, lessonHtml(why.html)),
    caption,
    h('ol', { class: 'ladder', 'aria-label': t('ladder') }, ...steps.map((step) => step.element)));
  return { element, update, meta };
}

function captionOf(code: YourCode): string {
  switch (code.status) {
    case 'analysing': return t('analysing');
    case 'unavailable': return code.reason;
    case 'ready': return t('inYourCode', stateTitle(code.state));
  }
}

import type { LessonChallenge } from '../../curriculum/model.ts';
import type { ChallengeStatus } from '../messages.ts';
import { disclosure } from './disclosure.ts';
import { h, lessonHtml, on } from './dom.ts';
import { icon } from './icons.ts';
import { t } from './texts.ts';

export interface ChallengeCard {
  readonly element: HTMLElement;
  readonly update: (status: ChallengeStatus, trusted: boolean) => void;
}

const words = { 'not-started': 'challengeStart', 'in-progress': 'challengeContinue', passed: 'challengeAgain' } as const;

/** The task and the button that starts it; in Restricted Mode the button stays reachable and says why it waits. */
export function challengeCard(challenge: LessonChallenge, start: () => void): ChallengeCard {
  const button = h('button', { type: 'button', class: 'primary' });
  const passed = h('span', { class: 'passed' }, icon('check'), t('challengePassed'));
  const waits = h('p', { class: 'muted', id: 'challenge-waits' }, t('challengeUntrusted'));
  const task = disclosure('challenge-task', { show: t('challengeTask'), hide: t('challengeTask') }, [h('div', { class: 'prose' }, lessonHtml(challenge.brief.html))]);
  on(button, 'click', () => {
    if (button.getAttribute('aria-disabled') !== 'true') start();
  });
  const update = (status: ChallengeStatus, trusted: boolean): void => {
    button.textContent = t(words[status.state]);
    passed.hidden = status.state !== 'passed';
    waits.hidden = trusted;
    button.toggleAttribute('aria-describedby', false);
    button.setAttribute('aria-disabled', String(!trusted));
    if (!trusted) button.setAttribute('aria-describedby', waits.id);
  };
  const element = h('div', { class: 'card challenge' },
    h('p', { class: 'challenge-title' }, challenge.title, passed),
    h('p', { class: 'muted' }, t('challengeMeta', challenge.minutes)),
    h('div', { class: 'actions' }, button, task.button),
    waits,
    task.panel);
  return { element, update };
}

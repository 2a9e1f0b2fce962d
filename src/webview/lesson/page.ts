import type { FromPage, LessonProgress, PageState, ToPage, YourCode } from '../messages.ts';
import { challengeCard } from './challenge.ts';
import { dressCode } from './code.ts';
import { contents, type ContentsItem } from './contents.ts';
import { disclosure } from './disclosure.ts';
import { h, hidden, lessonHtml, on } from './dom.ts';
import { header } from './header.ts';
import { icon } from './icons.ts';
import { Live } from './live.ts';
import { quiz } from './quiz.ts';
import { languageTabs } from './tabs.ts';
import { t } from './texts.ts';
import { stateTitle, yourCode } from './yourCode.ts';

type Init = Extract<ToPage, { type: 'init' }>;
type Progress = Extract<ToPage, { type: 'progress' }>;

export interface Page {
  readonly element: DocumentFragment;
  readonly showCode: (code: YourCode) => void;
  readonly showProgress: (message: Progress) => void;
}

export interface PageHost {
  readonly send: (message: FromPage) => void;
  /** What the page kept before it was hidden or reloaded, and how it keeps more. */
  readonly state: Partial<PageState>;
  readonly keep: (change: Partial<PageState>) => void;
}

/** Builds the whole lesson page of an `init` message. */
export function buildPage(init: Init, { send, state, keep }: PageHost): Page {
  const { lesson } = init;
  const live = new Live();
  const head = header(lesson);
  const code = h('div', { class: 'your-code' });
  const questions = quiz(lesson.quiz, init.progress, (questionId, choice) => {
    send({ type: 'answerQuiz', questionId, choice });
  });
  const challenge = lesson.challenge && challengeCard(lesson.challenge, () => {
    send({ type: 'startChallenge' });
  });
  const tabs = languageTabs(lesson.languages, t('languages'), {
    selected: state.tab ?? init.tab,
    changed: (tab) => {
      keep({ tab });
      send({ type: 'setTab', tab });
    },
  });

  const { sections } = lesson;
  const parts = [
    section('why', t('whyItMatters'), prose(sections.whyItMatters.html)),
    section('idea', t('idea'), prose(sections.idea.html)),
    section('bad', t('codeBad'), prose(sections.bad.html)),
    section('good', t('codeGood'), prose(sections.good.html)),
    section('your-code', t('yourCode'), code),
    section('languages', t('languages'), tabs),
    section('when-not-to', t('whenNotTo'), prose(sections.whenNotTo.html)),
    section('quiz', t('quiz'), questions.element),
    section('interview', t('interview'), interview(init, { send, state, keep })),
    section('references', t('references'), references(init)),
    ...(challenge ? [section('challenge', t('challenge'), challenge.element)] : []),
  ];
  const main = h('main', {}, ...parts.map(({ section: part }) => part));
  const element = document.createDocumentFragment();
  element.append(head.element, contents(parts), main, live.element);
  dressCode(main, (text) => {
    live.say(text);
  });
  sendLinks(main, send);

  let last: YourCode | undefined;
  const showCode = (next: YourCode): void => {
    if (JSON.stringify(next) === JSON.stringify(last)) return;
    const focus = code.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : undefined;
    head.update(next);
    code.replaceChildren(...yourCode(next, (place) => {
      send({ type: 'openFile', ...place });
    }));
    if (focus !== undefined && focus !== null) code.querySelector<HTMLElement>(`[data-key="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    if (next.status === 'ready' && last?.status === 'ready' && last.state !== next.state) live.say(t('announceState', stateTitle(next.state)));
    last = next;
  };
  const showProgress = ({ progress, challenge: status, trusted }: Omit<Progress, 'type'>): void => {
    questions.update(progress);
    challenge?.update(status, trusted);
    head.meta.textContent = metaOf(init, progress);
  };
  showCode(init.yourCode);
  showProgress(init);
  return { element, showCode, showProgress };
}

function section(id: string, title: string, ...content: readonly Node[]): ContentsItem {
  const heading = `${id}-title`;
  const icons = id === 'bad' ? [icon('cross')] : id === 'good' ? [icon('check')] : [];
  return { id, title, section: h('section', { id, 'aria-labelledby': heading }, h('h2', { id: heading, tabindex: -1 }, ...icons, title), ...content) };
}

function prose(html: string): HTMLElement {
  return h('div', { class: 'prose' }, lessonHtml(html));
}

function interview({ lesson }: Init, { send, state, keep }: PageHost): HTMLElement {
  const { question, strongAnswer } = lesson.interview;
  const points = h('ul', { class: 'prose' }, ...strongAnswer.map(({ html }) => h('li', {}, lessonHtml(html))));
  const { button, panel } = disclosure('strong-answer', { show: t('interviewShow'), hide: t('interviewHide') }, [points], {
    open: state.interviewOpen ?? false,
    changed: (interviewOpen) => {
      keep({ interviewOpen });
      if (interviewOpen) send({ type: 'revealInterview' });
    },
  });
  return h('div', { class: 'interview' }, h('blockquote', {}, lessonHtml(question.html)), button, panel);
}

function references({ lesson }: Init): HTMLElement {
  return h('ul', { class: 'references' }, ...lesson.references.map(({ title, url }) => h('li', {},
    h('a', { href: url }, title, icon('external'), hidden(` (${t('external')})`)),
    h('span', { class: 'muted host' }, new URL(url).hostname))));
}

/** Links leave through the extension, which opens only the lesson's own. */
function sendLinks(root: HTMLElement, send: PageHost['send']): void {
  on(root, 'click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="https://"]') : null;
    const url = link?.getAttribute('href');
    if (url === undefined || url === null) return;
    event.preventDefault();
    send({ type: 'openExternal', url });
  });
}

function metaOf({ lesson }: Init, { answers }: LessonProgress): string {
  if (answers.length === 0) return lesson.challenge ? t('metaChallenge', lesson.challenge.minutes) : '';
  const right = lesson.quiz.filter(({ id, answer }) => answers.some(({ questionId, choice }) => questionId === id && choice === answer)).length;
  return t('metaQuiz', right, lesson.quiz.length);
}

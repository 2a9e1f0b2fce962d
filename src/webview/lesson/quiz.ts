import type { Question } from '../../curriculum/model.ts';
import type { LessonProgress } from '../messages.ts';
import { h, lessonHtml, on } from './dom.ts';
import { icon } from './icons.ts';
import { t } from './texts.ts';

export interface Quiz {
  readonly element: HTMLElement;
  /** Takes over answers given elsewhere; what the reader is at just now stays. */
  readonly update: (progress: LessonProgress) => void;
}

interface Card {
  readonly element: HTMLElement;
  /** Shows an earlier answer, unless the reader has touched this question since the page was made. */
  readonly restore: (choice: number) => void;
  /** The checked answer. */
  readonly choice: () => number | undefined;
}

/** The quiz: one group of radio buttons for each question, with the explanation as soon as an answer is checked. No forms: the webview's sandbox stops them before their submit event. */
export function quiz(questions: readonly Question[], progress: LessonProgress, answered: (questionId: string, choice: number) => void): Quiz {
  const score = h('p', { class: 'muted score', role: 'status' });
  const cards = new Map(questions.map((question, index): [string, Card] => [question.id, card(question, index, questions.length, (choice) => {
    if (choice !== undefined) answered(question.id, choice);
    count();
  })]));
  const count = (): void => {
    const chosen = questions.map(({ id, answer }) => ({ choice: cards.get(id)?.choice(), answer }));
    const right = chosen.filter(({ choice, answer }) => choice === answer).length;
    score.textContent = chosen.some(({ choice }) => choice !== undefined) ? t('quizScore', right, questions.length) : '';
  };
  const update = ({ answers }: LessonProgress): void => {
    for (const { questionId, choice } of answers) cards.get(questionId)?.restore(choice);
    count();
  };
  update(progress);
  return { element: h('div', { class: 'quiz' }, ...[...cards.values()].map(({ element }) => element), score), update };
}

function card({ id, question, options, answer, explanation }: Question, index: number, total: number, changed: (choice: number | undefined) => void): Card {
  const key = `quiz-${id}`;
  let checked: number | undefined;
  let isTouched = false;
  const inputs = options.map((_, at) => h('input', { type: 'radio', name: key, value: at, id: `${key}-${at}` }));
  const marks = options.map(() => h('span', { class: 'mark' }));
  const rows = options.map(({ html }, at) => h('label', { class: 'option', for: `${key}-${at}` }, inputs[at], h('span', { class: 'option-text' }, lessonHtml(html)), marks[at]));
  const result = h('div', { class: 'result', role: 'status' });
  const button = h('button', { type: 'button', class: 'secondary' }, t('check'));
  const element = h('div', { class: 'card question' },
    h('fieldset', { 'aria-labelledby': `${key}-count ${key}-text` },
      h('legend', { id: `${key}-count`, class: 'eyebrow' }, t('question', index + 1, total)),
      h('div', { id: `${key}-text`, class: 'prose question-text' }, lessonHtml(question.html)),
      h('div', { class: 'options' }, ...rows)),
    h('div', { class: 'question-foot' }, button),
    result);

  const show = (choice: number): void => {
    checked = choice;
    for (const [at, input] of inputs.entries()) {
      input.checked = at === choice;
      input.disabled = true;
      rows[at]?.classList.toggle('right', at === answer);
      rows[at]?.classList.toggle('wrong', at === choice && at !== answer);
      marks[at]?.replaceChildren(...markOf(at, choice, answer));
    }
    button.textContent = t('quizAgain');
    const isRight = choice === answer;
    result.replaceChildren(
      h('p', { class: isRight ? 'verdict good' : 'verdict bad' }, icon(isRight ? 'check' : 'cross'), t(isRight ? 'quizRight' : 'quizWrong')),
      h('div', { class: 'prose' }, lessonHtml(explanation.html)),
    );
  };
  const reset = (): void => {
    checked = undefined;
    for (const [at, input] of inputs.entries()) {
      input.checked = false;
      input.disabled = false;
      rows[at]?.classList.remove('right', 'wrong');
      marks[at]?.replaceChildren();
    }
    button.textContent = t('check');
    result.replaceChildren();
    inputs[0]?.focus();
    changed(undefined);
  };
  const submit = (): void => {
    isTouched = true;
    if (checked !== undefined) {
      reset();
      return;
    }
    const choice = inputs.findIndex((input) => input.checked);
    if (choice < 0) {
      result.replaceChildren(h('p', { class: 'muted' }, t('quizChoose')));
      inputs[0]?.focus();
      return;
    }
    show(choice);
    button.focus(); // the radio button that had the focus is disabled now
    changed(choice);
  };
  on(button, 'click', submit);
  for (const input of inputs) {
    on(input, 'change', () => {
      isTouched = true;
    });
    on(input, 'keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      submit();
    });
  }
  const restore = (choice: number): void => {
    if (!isTouched && choice < options.length) show(choice);
  };
  return { element, restore, choice: () => checked };
}

function markOf(at: number, choice: number, answer: number): readonly Node[] {
  const words = at === answer ? t(at === choice ? 'quizYoursRight' : 'quizRightOption') : at === choice ? t('quizYours') : undefined;
  return words === undefined ? [] : [icon(at === answer ? 'check' : 'cross'), document.createTextNode(words)];
}

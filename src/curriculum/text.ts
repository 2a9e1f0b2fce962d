import { paint, renderMarkdownText, wrapInline, type Style, type TextOptions } from './markdownText.ts';
import type { Lesson, Text } from './model.ts';

/** A whole lesson as a page for a terminal; the quiz's answers stand at its end. Lines are at most 88 columns wide except code. */
export function renderLessonText(lesson: Lesson, options: TextOptions): string {
  const page: TextOptions = { ...options, width: Math.max(40, Math.min(options.width, 88)) };
  const style = (name: Style, text: string): string => (page.color ? paint(name, text) : text);
  const section = (title: string, body: string): string => `${style('title', title.toUpperCase())}\n\n${body}`;
  const block = (text: Text): string => renderMarkdownText(text.markdown, page);
  const line = (text: Text, first = ''): string => wrapInline(text.markdown, page, first);
  const letter = (index: number): string => 'abcd'[index] ?? '?';

  const { sections, ladder, languages, quiz, interview, references, challenge } = lesson;
  const parts = [
    `${style('title', lesson.title)}\n${style('dim', `${lesson.skill.title} · ${lesson.level} · ${lesson.id}`)}`,
    line(lesson.why),
    section('What counts as done', [
      line(ladder.seen, '  Seen          '),
      line(ladder.demonstrated, '  Demonstrated  '),
      line(ladder.exemplary, '  Exemplary     '),
    ].join('\n')),
    section('Why it matters', block(sections.whyItMatters)),
    section('The idea', block(sections.idea)),
    section('Bad', block(sections.bad)),
    section('Good', block(sections.good)),
    section('In other languages', languages.map((language) => `${style('bold', language.title)}\n\n${block(language)}`).join('\n\n')),
    section('When not to', block(sections.whenNotTo)),
    section('Quiz', quiz.map(({ question, options: choices }, index) => [
      renderMarkdownText(`**${index + 1}.** ${question.markdown}`, page),
      choices.map((choice, at) => line(choice, `  ${letter(at)}) `)).join('\n'),
    ].join('\n\n')).join('\n\n')),
    section('Interview question', `${block(interview.question)}\n\n${wrapInline('A strong answer:', page)}\n\n${interview.strongAnswer.map((point) => line(point, '  • ')).join('\n')}`),
    ...(challenge ? [section('Challenge', `${wrapInline(`**${challenge.title}**, about ${challenge.minutes} minutes`, page)}\n${style('dim', `backend-coach challenge show ${lesson.id}`)}`)] : []),
    section('References', references.map(({ title, url }) => `  • ${title}\n    ${style('dim', url)}`).join('\n')),
    section('Quiz answers', quiz.map(({ answer, explanation }, index) => renderMarkdownText(`**${index + 1} ${letter(answer)}** ${explanation.markdown}`, page)).join('\n\n')),
  ];
  return `${parts.join('\n\n\n')}\n`;
}

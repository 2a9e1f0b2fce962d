import { join } from 'node:path';
import { loadIndex, loadLesson } from '../curriculum/load.ts';
import type { Lesson, LessonIndex } from '../curriculum/model.ts';
import { builtFolder } from '../platform/built.ts';
import { CommandError, exitCodes } from './io.ts';
import type { Paint } from './paint.ts';
import { table } from './table.ts';

/** `backend-coach lesson list`. */
export async function lessonList(paint: Paint): Promise<string> {
  const { skills } = await lessonIndex();
  const blocks = skills.filter((skill) => skill.concepts.length > 0).map((skill) => [
    `${paint('bold', skill.title)}  ${paint('dim', skill.summary)}`,
    ...table(skill.concepts.map((concept) => [concept.id, concept.title, paint('dim', concept.level)])),
  ].join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

/** `backend-coach lesson show <id>`: the lesson as Markdown. */
export async function lessonShow(id: string): Promise<string> {
  const lesson = await loadLesson(join(builtFolder(), 'lessons'), id);
  if (lesson.ok) return markdownOf(lesson.value);
  await checkId(id, 'lesson', () => true);
  throw new CommandError(exitCodes.failed, lesson.problem);
}

/** The list of lessons, or the sentence that says why there is none. */
export async function lessonIndex(): Promise<LessonIndex> {
  const index = await loadIndex(join(builtFolder(), 'lessons'));
  if (!index.ok) throw new CommandError(exitCodes.failed, index.problem);
  return index.value;
}

/** Throws the sentence a person needs after a wrong id: that it is unknown, and the ids that come close. */
export async function checkId(id: string, what: 'lesson' | 'challenge', has: (concept: LessonIndex['skills'][number]['concepts'][number]) => boolean): Promise<void> {
  const ids = (await lessonIndex()).skills.flatMap(({ concepts }) => concepts.filter(has).map((concept) => concept.id));
  if (ids.some((known) => known === id)) return;
  const words = id.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word.length > 2);
  const close = ids.filter((known) => words.some((word) => known.includes(word)));
  const hint = close.length > 0 ? `Did you mean ${close.slice(0, 3).join(' or ')}?` : `"backend-coach ${what} list" lists them all.`;
  throw new CommandError(exitCodes.failed, `There is no ${what} "${id}". ${hint}`);
}

function markdownOf(lesson: Lesson): string {
  const { sections } = lesson;
  const parts = [
    `# ${lesson.title}`,
    `*${lesson.skill.title} · ${lesson.level} · ${lesson.id}*`,
    lesson.why.markdown,
    section('Why it matters', sections.whyItMatters.markdown),
    section('The idea', sections.idea.markdown),
    section('Bad', sections.bad.markdown),
    section('Good', sections.good.markdown),
    '## In other languages',
    ...lesson.languages.map(({ title, markdown }) => `### ${title}\n\n${markdown.trim()}`),
    section('When not to', sections.whenNotTo.markdown),
    '## Quiz',
    ...lesson.quiz.map((question, index) => `${index + 1}. ${indented(question.question.markdown)}\n\n${question.options.map((option, letter) => `   - ${letterOf(letter)}) ${option.markdown.trim()}`).join('\n')}`),
    '## Answers',
    lesson.quiz.map((question, index) => `${index + 1}. ${letterOf(question.answer)}) ${indented(question.explanation.markdown)}`).join('\n'),
    section('Interview question', lesson.interview.question.markdown),
    `A strong answer covers:\n\n${lesson.interview.strongAnswer.map((point) => `- ${point.markdown.trim()}`).join('\n')}`,
    section('References', lesson.references.map(({ title, url }) => `- [${title}](${url})`).join('\n')),
  ];
  if (lesson.challenge !== undefined) {
    parts.push(section('Challenge', `**${lesson.challenge.title}**, about ${lesson.challenge.minutes} minutes: \`backend-coach challenge show ${lesson.id}\``));
  }
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, body: string): string {
  return `## ${title}\n\n${body.trim()}`;
}

/** Continuation lines of a list item stay inside it. */
function indented(markdown: string): string {
  return markdown.trim().replaceAll('\n', '\n   ');
}

function letterOf(index: number): string {
  return String.fromCharCode(97 + index);
}

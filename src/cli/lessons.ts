import { join } from 'node:path';
import { loadIndex, loadLesson } from '../curriculum/load.ts';
import type { LessonIndex } from '../curriculum/model.ts';
import { renderLessonText } from '../curriculum/text.ts';
import { builtFolder } from '../platform/built.ts';
import { CommandError, exitCodes, type Io } from './io.ts';
import { pageFor, type Paint } from './paint.ts';
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

/** `backend-coach lesson show <id>`: the lesson as a page. */
export async function lessonShow(id: string, io: Io): Promise<string> {
  const lesson = await loadLesson(join(builtFolder(), 'lessons'), id);
  if (lesson.ok) return renderLessonText(lesson.value, pageFor(io));
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

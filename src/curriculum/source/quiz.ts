import type { Question } from '../model.ts';
import type { Read } from './lesson.ts';
import { quizFile } from './schemas.ts';
import { Texts } from './texts.ts';
import { parseYaml } from './yaml.ts';

/** Reads the text of one quiz.yaml. `links` are the addresses its lesson refers to, if that could be read. */
export function readQuiz(text: string, file: string, links: ReadonlySet<string> | undefined): Read<readonly Question[]> {
  const parsed = parseYaml(text, quizFile, file);
  if (!parsed.ok) return parsed;
  const texts = new Texts(file, links);
  const questions = parsed.value.map(({ id, question, options, answer, explanation }): Question => {
    const line = 1 + Math.max(text.split(/\r\n|\r|\n/).findIndex((row) => row.trim() === `- id: ${id}` || row.trim().startsWith(`- id: ${id} `)), 0);
    return {
      id,
      question: texts.block(question, line),
      options: options.map((option) => texts.inline(option, line)),
      answer,
      explanation: texts.block(explanation, line),
    };
  });
  return texts.problems.length > 0 ? { ok: false, problems: texts.problems } : { ok: true, value: questions };
}

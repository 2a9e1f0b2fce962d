/** Turns `lessons/` into what the product ships: one index, one JSON file for each lesson, and the challenge folders without their mutants. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { skillIds } from '../skills/model.ts';
import type { ConceptEntry, ConceptId, Lesson, LessonIndex, SkillEntry, SkillId } from './model.ts';
import { readChallenge } from './source/challenge.ts';
import { readLesson } from './source/lesson.ts';
import { formatProblem, type Problem } from './source/problem.ts';
import { readQuiz } from './source/quiz.ts';
import { skillFile } from './source/schemas.ts';
import { parseYaml } from './source/yaml.ts';

export interface Compiled {
  readonly index: LessonIndex;
  readonly lessons: readonly Lesson[];
  /** Everything that is wrong; each concerns only its own lesson or challenge. A build that has any must fail. */
  readonly problems: readonly Problem[];
}

/** Compiles every lesson of `lessonsDir` into `outDir`, which is emptied first. A malformed lesson is left out and reported; the others are written. */
export async function compileLessons(lessonsDir: string, outDir: string): Promise<Compiled> {
  const problems: Problem[] = [];
  const skills: SkillEntry[] = [];
  const lessons: Lesson[] = [];
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  for (const name of await foldersOf(lessonsDir)) {
    const skill = await readSkill(lessonsDir, name, problems);
    if (!skill) continue;
    const concepts: ConceptEntry[] = [];
    for (const concept of await foldersOf(join(lessonsDir, name))) {
      const lesson = await readConcept(join(lessonsDir, name, concept), skill, concept, problems);
      if (!lesson) continue;
      lessons.push(lesson);
      concepts.push(entryOf(lesson));
      await writeLesson(lesson, join(lessonsDir, name, concept), outDir);
    }
    skills.push({ ...skill, concepts: concepts.sort(byLevelThenId) });
  }
  const index: LessonIndex = { version: 1, skills: skills.sort((a, b) => a.number - b.number) };
  await writeFile(join(outDir, 'index.json'), `${JSON.stringify(index)}\n`);
  return { index, lessons, problems };
}

/** Compiles for a build: throws one error that lists every problem. */
export async function compileLessonsOrThrow(lessonsDir: string, outDir: string): Promise<Compiled> {
  const compiled = await compileLessons(lessonsDir, outDir);
  if (compiled.problems.length > 0) {
    throw new Error(`${compiled.problems.length} problem(s) in the lessons:\n${compiled.problems.map(formatProblem).join('\n')}`);
  }
  return compiled;
}

const levels = ['foundation', 'practitioner', 'advanced'];

function byLevelThenId(a: ConceptEntry, b: ConceptEntry): number {
  return levels.indexOf(a.level) - levels.indexOf(b.level) || (a.id < b.id ? -1 : 1);
}

async function readSkill(lessonsDir: string, name: string, problems: Problem[]): Promise<Omit<SkillEntry, 'concepts'> | undefined> {
  const id = skillIds.find((known): known is SkillId => known === name);
  const file = `lessons/${name}/skill.yaml`;
  if (!id) {
    problems.push({ file: `lessons/${name}`, message: `"${name}" is not a skill; these are: ${skillIds.join(', ')}.` });
    return undefined;
  }
  const text = await read(join(lessonsDir, name, 'skill.yaml'));
  if (text === undefined) {
    problems.push({ file, message: 'The skill has no skill.yaml (number, title, summary).' });
    return undefined;
  }
  const parsed = parseYaml(text, skillFile, file);
  if (parsed.ok) return { id, ...parsed.value };
  problems.push(...parsed.problems);
  return undefined;
}

async function readConcept(dir: string, skill: Omit<SkillEntry, 'concepts'>, name: string, problems: Problem[]): Promise<Lesson | undefined> {
  const label = `lessons/${skill.id}/${name}`;
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) {
    problems.push({ file: label, message: 'The folder of a concept has a kebab-case name.' });
    return undefined;
  }
  const text = await read(join(dir, 'lesson.md'));
  const quizText = await read(join(dir, 'quiz.yaml'));
  if (text === undefined) problems.push({ file: label, message: 'The concept has no lesson.md.' });
  if (quizText === undefined) problems.push({ file: label, message: 'The concept has no quiz.yaml.' });
  if (text === undefined || quizText === undefined) return undefined;

  const lesson = readLesson(text, `${label}/lesson.md`);
  const links = lesson.ok ? new Set(lesson.value.references.map(({ url }) => url)) : undefined;
  const quiz = readQuiz(quizText, `${label}/quiz.yaml`, links);
  const entries = await readdir(dir);
  const challenge = entries.includes('challenge') ? await readChallenge(join(dir, 'challenge'), `${label}/challenge`, links) : undefined;
  for (const part of [lesson, quiz, challenge]) {
    if (part && !part.ok) problems.push(...part.problems);
  }
  if (!lesson.ok || !quiz.ok) return undefined;

  return {
    version: 1,
    id: `${skill.id}/${name}` satisfies ConceptId,
    skill: { id: skill.id, number: skill.number, title: skill.title },
    ...lesson.value,
    quiz: quiz.value,
    ...(challenge?.ok ? { challenge: challenge.value } : {}),
  };
}

function entryOf({ id, title, level, why, tip, ladder, quiz, challenge }: Lesson): ConceptEntry {
  const entry = {
    id,
    title,
    level,
    why: why.markdown,
    tip: tip.markdown,
    ladder: { seen: ladder.seen.markdown, demonstrated: ladder.demonstrated.markdown, exemplary: ladder.exemplary.markdown },
    quiz: quiz.map((question) => question.id),
  };
  if (!challenge) return entry;
  const { title: challengeTitle, minutes, open, timeLimit, memoryLimit } = challenge;
  return { ...entry, challenge: { title: challengeTitle, minutes, open, timeLimit, memoryLimit } };
}

async function writeLesson(lesson: Lesson, dir: string, outDir: string): Promise<void> {
  const target = join(outDir, lesson.id);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(`${target}.json`, `${JSON.stringify(lesson)}\n`);
  if (!lesson.challenge) return;
  for (const part of ['brief.md', 'hints.md', 'starter', 'tests', 'solution']) {
    await cp(join(dir, 'challenge', part), join(target, 'challenge', part), {
      recursive: true,
      filter: (source) => !source.endsWith('/node_modules') && !source.endsWith('\\node_modules'),
    });
  }
}

async function foldersOf(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name).sort();
}

async function read(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

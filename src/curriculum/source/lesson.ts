import type { LanguageSection, Lesson, LessonSections } from '../model.ts';
import { splitFrontMatter } from './frontMatter.ts';
import type { Problem } from './problem.ts';
import { lessonFrontMatter } from './schemas.ts';
import { cutSections, type Section } from './sections.ts';
import { Texts } from './texts.ts';
import { parseYaml } from './yaml.ts';

export type AuthoredLesson = Pick<Lesson, 'title' | 'level' | 'why' | 'tip' | 'ladder' | 'sections' | 'languages' | 'interview' | 'references'>;

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads the text of one lesson.md. `file` is its name for messages. */
export function readLesson(text: string, file: string): Read<AuthoredLesson> {
  const split = splitFrontMatter(text);
  if (!split.ok) return { ok: false, problems: [{ file, line: 1, message: split.problem }] };
  const { yaml, yamlLine, body, bodyLine } = split.value;
  const front = parseYaml(yaml, lessonFrontMatter, file, yamlLine);
  if (!front.ok) return front;

  const meta = front.value;
  const texts = new Texts(file, new Set(meta.references.map(({ url }) => url)));
  const inline = (markdown: string) => texts.inline(markdown, lineOf(yaml, markdown, yamlLine));
  const cut = cutSections(body, 2, bodyLine);
  if (cut.before !== '') texts.report(bodyLine, `The lesson must start with "## ${sectionTitles.whyItMatters}"; this text stands before it.`);
  const sections = readSections(cut.sections, texts, bodyLine);
  const languageSection = cut.sections.find(({ title }) => title === languagesTitle);
  const languages = languageSection ? readLanguages(languageSection, texts) : [];
  const lesson = {
    title: meta.title,
    level: meta.level,
    why: inline(meta.why),
    tip: inline(meta.tip),
    ladder: { seen: inline(meta.ladder.seen), demonstrated: inline(meta.ladder.demonstrated), exemplary: inline(meta.ladder.exemplary) },
    interview: { question: inline(meta.interview.question), strongAnswer: meta.interview.strongAnswer.map(inline) },
    references: meta.references,
    languages,
  };
  if (sections === undefined || texts.problems.length > 0) return { ok: false, problems: texts.problems };
  return { ok: true, value: { ...lesson, sections } };
}

const languagesTitle = 'In other languages';
const sectionTitles: Readonly<Record<keyof LessonSections, string>> = {
  whyItMatters: 'Why it matters',
  idea: 'The idea',
  bad: 'Bad',
  good: 'Good',
  whenNotTo: 'When not to',
};
const order = [sectionTitles.whyItMatters, sectionTitles.idea, sectionTitles.bad, sectionTitles.good, languagesTitle, sectionTitles.whenNotTo];

/** Tabs a lesson may have, with the fence language each must use. The first four must be there. */
const languageFences = new Map([
  ['Python', 'python'], ['Java', 'java'], ['Ruby', 'ruby'], ['PHP', 'php'],
  ['Django', 'python'], ['Flask', 'python'], ['Spring', 'java'], ['Micronaut', 'java'],
]);
const requiredLanguages = ['Python', 'Java', 'Ruby', 'PHP'];

function readSections(found: readonly Section[], texts: Texts, bodyLine: number): LessonSections | undefined {
  const titles = found.map(({ title }) => title);
  for (const title of order) {
    if (!titles.includes(title)) texts.report(bodyLine, `The section "## ${title}" is missing.`);
  }
  for (const [index, { title, line }] of found.entries()) {
    if (!order.includes(title)) texts.report(line, `"## ${title}" is not a section of a lesson; these are: ${order.join(', ')}.`);
    else if (titles.indexOf(title) !== index) texts.report(line, `The section "## ${title}" is there twice.`);
  }
  const known = titles.filter((title) => order.includes(title));
  if (texts.problems.length > 0) return undefined;
  const misplaced = known.findIndex((title, index) => title !== order[index]);
  if (misplaced >= 0) {
    texts.report(found[misplaced]?.line ?? bodyLine, `"## ${known[misplaced] ?? ''}" stands in the wrong place; the order is: ${order.join(', ')}.`);
    return undefined;
  }
  const section = (key: keyof LessonSections) => {
    const { markdown, line, bodyLine: from, fences } = found[order.indexOf(sectionTitles[key])] ?? { markdown: '', line: bodyLine, bodyLine, fences: [] };
    if (markdown.trim() === '') texts.report(line, `The section "## ${sectionTitles[key]}" is empty.`);
    if ((key === 'bad' || key === 'good') && !fences.some(({ language }) => language === 'ts')) {
      texts.report(line, `The section "## ${sectionTitles[key]}" needs a \`\`\`ts block.`);
    }
    return texts.block(markdown, from);
  };
  return {
    whyItMatters: section('whyItMatters'),
    idea: section('idea'),
    bad: section('bad'),
    good: section('good'),
    whenNotTo: section('whenNotTo'),
  };
}

function readLanguages(section: Section, texts: Texts): readonly LanguageSection[] {
  const { before, sections } = cutSections(section.markdown, 3, section.bodyLine);
  const titles = sections.map(({ title }) => title);
  if (before !== '') texts.report(section.bodyLine, `"## ${languagesTitle}" holds only "###" parts, one for each language; this text stands before them.`);
  for (const title of requiredLanguages) {
    if (!titles.includes(title)) texts.report(section.line, `"### ${title}" is missing under "## ${languagesTitle}".`);
  }
  return sections.map(({ title, markdown, line, bodyLine, fences }, index) => {
    const fence = languageFences.get(title);
    if (fence === undefined) {
      texts.report(line, `"### ${title}" is not a language that lessons show; these are: ${[...languageFences.keys()].join(', ')}.`);
    } else if (titles.indexOf(title) !== index) {
      texts.report(line, `"### ${title}" is there twice.`);
    } else if (fences.length !== 1 || fences[0]?.language !== fence) {
      texts.report(line, `"### ${title}" needs exactly one code block, a \`\`\`${fence} block.`);
    }
    return { title, id: title.toLowerCase(), ...texts.block(markdown, bodyLine) };
  });
}

/** Line of a front matter value, found by its first words: YAML folds long texts. */
function lineOf(yaml: string, value: string, firstLine: number): number {
  const start = value.slice(0, 20);
  const index = yaml.split('\n').findIndex((line) => line.includes(start));
  return firstLine + Math.max(index, 0);
}

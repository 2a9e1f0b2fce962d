import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LessonChallenge } from '../model.ts';
import { splitFrontMatter } from './frontMatter.ts';
import type { Read } from './lesson.ts';
import type { Problem } from './problem.ts';
import { briefFrontMatter } from './schemas.ts';
import { cutSections } from './sections.ts';
import { Texts } from './texts.ts';
import { parseYaml } from './yaml.ts';

/** Reads a challenge folder: its brief, and whether everything a run needs is there. `name` is the folder's name for messages. */
export async function readChallenge(dir: string, name: string, links: ReadonlySet<string> | undefined): Promise<Read<LessonChallenge>> {
  const file = `${name}/brief.md`;
  const text = await readFile(join(dir, 'brief.md'), 'utf8').catch(() => undefined);
  if (text === undefined) return { ok: false, problems: [{ file, message: 'The challenge has no brief.md.' }] };
  const split = splitFrontMatter(text);
  if (!split.ok) return { ok: false, problems: [{ file, line: 1, message: split.problem }] };
  const { yaml, yamlLine, body, bodyLine } = split.value;
  const front = parseYaml(yaml, briefFrontMatter, file, yamlLine);
  if (!front.ok) return front;

  const texts = new Texts(file, links);
  if (body.trim() === '') texts.report(bodyLine, 'The brief has no text under its front matter.');
  const brief = texts.block(body, bodyLine);
  const problems = [...texts.problems, ...await checkHints(dir, name), ...await checkFolders(dir, name, front.value.open)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { ...front.value, brief } };
}

const rungs = ['Point', 'Narrow', 'Nearly tell'];

async function checkHints(dir: string, name: string): Promise<readonly Problem[]> {
  const file = `${name}/hints.md`;
  const text = await readFile(join(dir, 'hints.md'), 'utf8').catch(() => undefined);
  if (text === undefined) return [{ file, message: 'The challenge has no hints.md.' }];
  const { sections } = cutSections(text.replace(/\r\n?/g, '\n'), 2, 1);
  if (sections.map(({ title }) => title).join() !== rungs.join()) {
    return [{ file, line: 1, message: `The hints must be three rungs, in this order: ${rungs.map((rung) => `"## ${rung}"`).join(', ')}.` }];
  }
  return sections
    .filter(({ markdown }) => markdown.trim() === '')
    .map(({ title, line }) => ({ file, line, message: `The rung "## ${title}" is empty.` }));
}

async function checkFolders(dir: string, name: string, open: string): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const folder of ['starter', 'tests', 'solution']) {
    const entries = await readdir(join(dir, folder), { recursive: true }).catch(() => []);
    const isFilled = folder === 'tests' ? entries.some((entry) => entry.endsWith('.test.ts')) : entries.length > 0;
    if (!isFilled) problems.push({ file: `${name}/${folder}`, message: folder === 'tests' ? 'The challenge has no tests/*.test.ts.' : `The challenge has no files in ${folder}/.` });
  }
  const opens = await stat(join(dir, 'starter', open)).catch(() => undefined);
  if (!opens?.isFile()) problems.push({ file: `${name}/brief.md`, message: `"open" names "${open}", which is not a file of starter/.` });
  return problems;
}

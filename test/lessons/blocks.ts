import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { blocksOf } from '../../src/curriculum/markdown.ts';
import { repo } from '../harness/paths.ts';

/** One fenced code block of a lesson. */
export interface CodeBlock {
  /** File and line of its first line of code, as an editor links it. */
  readonly at: string;
  readonly file: string;
  readonly firstLine: number;
  readonly language: string;
  readonly code: string;
}

/** Every lesson.md, relative to the root of the checkout. */
export function lessonFiles(): readonly string[] {
  return globSync('lessons/*/*/lesson.md', { cwd: repo }).sort();
}

/** The code blocks of every lesson in one fence language, straight from the sources. */
export function codeBlocks(language: string): readonly CodeBlock[] {
  return lessonFiles().flatMap((file) => {
    const text = readFileSync(join(repo, file), 'utf8');
    return blocksOf(bodyInPlace(text))
      .filter((block) => block.kind === 'fence' && block.language === language)
      .map((block) => ({ at: `${file}:${block.line + 2}`, file, firstLine: block.line + 2, language, code: block.content }));
  });
}

/** The text with its front matter blanked, so that lines keep their numbers. */
function bodyInPlace(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, (front) => '\n'.repeat(front.split('\n').length - 1));
}

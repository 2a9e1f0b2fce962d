import { blocksOf, type Block } from '../markdown.ts';

export interface Section {
  readonly title: string;
  readonly markdown: string;
  /** 1-based line of the file of the heading, and of the first line after it. */
  readonly line: number;
  readonly bodyLine: number;
  readonly fences: readonly Block[];
}

export interface Sections {
  /** What stands before the first heading of that level. */
  readonly before: string;
  readonly sections: readonly Section[];
}

/** Cuts Markdown at its headings of one level (a `##` inside a code block is no heading). */
export function cutSections(markdown: string, level: number, firstLine: number): Sections {
  const lines = markdown.split('\n');
  const blocks = blocksOf(markdown);
  const headings = blocks.filter((block) => block.kind === 'heading' && block.level === level);
  const sections = headings.map((heading, index): Section => {
    const end = headings[index + 1]?.line ?? lines.length;
    return {
      title: heading.content.trim(),
      markdown: lines.slice(heading.end, end).join('\n'),
      line: firstLine + heading.line,
      bodyLine: firstLine + heading.end,
      fences: blocks.filter((block) => block.kind === 'fence' && block.line >= heading.end && block.line < end),
    };
  });
  return { before: lines.slice(0, headings[0]?.line ?? lines.length).join('\n').trim(), sections };
}

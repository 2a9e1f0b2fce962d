import type { HintRung } from '../model.ts';

const titles = ['Point', 'Narrow', 'Nearly tell'] as const;

/** Reads `hints.md`: three rungs in order, each with a text and, under `### <test>`, texts for a certain first failure. */
export function readHints(text: string): { readonly hints: readonly HintRung[] } | { readonly problem: string } {
  const rungs = split(text, '## ');
  const found = rungs.sections.map(({ heading }) => heading);
  if (rungs.before.trim() !== '' || found.join('|') !== titles.join('|')) {
    return { problem: `it must hold exactly the sections ${titles.map((title) => `"## ${title}"`).join(', ')} in this order; it has ${found.map((heading) => `"## ${heading}"`).join(', ') || 'none'}` };
  }
  const hints: HintRung[] = [];
  for (const [index, title] of titles.entries()) {
    const { before, sections } = split(rungs.sections[index]?.body ?? '', '### ');
    if (before.trim() === '') return { problem: `"## ${title}" has no text of its own, to show whatever failed` };
    const empty = sections.find(({ body }) => body.trim() === '');
    if (empty) return { problem: `"### ${empty.heading}" under "## ${title}" has no text` };
    hints.push({ title, text: before.trim(), forTests: sections.map(({ heading, body }) => ({ test: heading, text: body.trim() })) });
  }
  return { hints };
}

/** Splits Markdown at headings of one level, leaving fenced code alone. */
function split(text: string, mark: '## ' | '### '): { readonly before: string; readonly sections: readonly { heading: string; body: string }[] } {
  const sections: { heading: string; body: string }[] = [];
  let before = '';
  let isFenced = false;
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('```')) isFenced = !isFenced;
    const last = sections.at(-1);
    if (!isFenced && line.startsWith(mark)) sections.push({ heading: line.slice(mark.length).trim(), body: '' });
    else if (last) last.body += `${line}\n`;
    else before += `${line}\n`;
  }
  return { before, sections };
}

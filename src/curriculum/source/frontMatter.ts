import type { Outcome } from '../model.ts';

export interface Split {
  readonly yaml: string;
  /** Line of the file on which `yaml` starts. */
  readonly yamlLine: number;
  readonly body: string;
  readonly bodyLine: number;
}

/** Parts a Markdown file at its `---` lines. Line ends become `\n`. */
export function splitFrontMatter(text: string): Outcome<Split> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (lines[0]?.trimEnd() !== '---') return { ok: false, problem: 'The file must start with front matter between two lines of "---".' };
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0) return { ok: false, problem: 'The front matter has no closing line of "---".' };
  return {
    ok: true,
    value: { yaml: lines.slice(1, end).join('\n'), yamlLine: 2, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 },
  };
}

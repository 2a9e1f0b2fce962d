import { plainText } from '../../curriculum/markdownText.ts';

/** Writes text for a hover, as Markdown or plain, with command links or without. Text of the project never becomes markup. */
export interface Prose {
  text(text: string): string;
  code(text: string): string;
  bold(text: string): string;
  /** A sentence of the analysis, which may name things of the project: only code spans keep their form. */
  sentence(markdown: string): string;
  /** Inline Markdown of a lesson. */
  lesson(markdown: string): string;
  /** A link that runs a command with one argument; only the label where the editor does not run commands. */
  commandLink(label: string, command: string, argument: string): string;
  readonly hasLinks: boolean;
}

export function proseFor(markdown: boolean, commandLinks: boolean): Prose {
  return markdown ? markdownProse(commandLinks) : plainProse;
}

const plainProse: Prose = {
  text: (text) => text,
  code: (text) => text,
  bold: (text) => text,
  sentence: plainText,
  lesson: plainText,
  commandLink: (label) => label,
  hasLinks: false,
};

function markdownProse(hasLinks: boolean): Prose {
  return {
    text: escape,
    code: codeSpan,
    bold: (text) => `**${escape(text)}**`,
    sentence: (markdown) => markdown.split(/(`[^`]+`)/).map((part, index) => (index % 2 === 1 ? part : escape(part))).join(''),
    lesson: (markdown) => markdown,
    commandLink: (label, command, argument) => (hasLinks ? `[${escape(label)}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})` : escape(label)),
    hasLinks,
  };
}

/** `<` and `$(` count too: editors may render HTML and icons. */
function escape(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll(/[\\`*_{}[\]()<>#+!|~$&-]/g, '\\$&');
}

function codeSpan(text: string): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

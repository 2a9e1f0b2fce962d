import { renderInline, renderMarkdown, type Rendered } from '../markdown.ts';
import type { Text } from '../model.ts';
import type { Problem } from './problem.ts';

/** Renders the texts of one file and collects what is wrong with them. */
export class Texts {
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #allowedLinks: ReadonlySet<string> | undefined;

  /** A link may only lead where the lesson's references lead: these are the only addresses the page may open. Undefined: the references are unknown, nothing is held against a link. */
  constructor(file: string, allowedLinks: ReadonlySet<string> | undefined) {
    this.#file = file;
    this.#allowedLinks = allowedLinks;
  }

  block(markdown: string, line: number): Text {
    return this.#check(renderMarkdown(markdown), markdown.trim(), line);
  }

  inline(markdown: string, line: number): Text {
    return this.#check(renderInline(markdown), markdown.trim(), line);
  }

  report(line: number, message: string): void {
    this.problems.push({ file: this.#file, line, message });
  }

  #check({ html, links, refused }: Rendered, markdown: string, line: number): Text {
    for (const { line: offset, message } of refused) this.report(line + offset, message);
    for (const link of links) {
      if (this.#allowedLinks?.has(link) === false) this.report(line, `The link "${link}" is not among the lesson's references; add it there.`);
    }
    return { html, markdown };
  }
}

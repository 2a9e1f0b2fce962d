import type { Place } from '../model.ts';

/**
 * Translates what Node says about the folder of a run into what the person sees: paths relative to the attempt, `.ts` where the
 * `.js` was made from it. Lines stay as they are, because types are stripped in place.
 */
export class Places {
  readonly #root: string;
  readonly #isCompiled: (file: string) => boolean;
  readonly #prefix: RegExp;

  /** `root` is the real path of the run's folder; `isCompiled` tells whether a relative `.js` file was made from a `.ts` file. */
  constructor(root: string, isCompiled: (file: string) => boolean) {
    this.#root = root.replaceAll('\\', '/').replace(/\/$/, '');
    this.#isCompiled = isCompiled;
    const path = this.#root.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('/', '[\\\\/]');
    this.#prefix = new RegExp(`(?:file:/{2,3})?${path}(?:[\\\\/]([\\w@.\\\\/-]*)|(?![\\w.-]))`, 'gi');
  }

  /** The text with every path of the run's folder made relative. */
  relativeText(text: string): string {
    return text.replace(this.#prefix, (_all, rest: string | undefined) => (rest ? this.#sourceName(rest.replaceAll('\\', '/')) : '.'));
  }

  /** Where a path or `file:` address of the run's folder is in the attempt; undefined for anything else, packages included. */
  relativeFile(path: string): string | undefined {
    const plain = (path.startsWith('file:') ? decodeURI(path).replace(/^file:\/\/(?=\/?)/, '').replace(/^\/(?=[a-z]:)/i, '') : path).replaceAll('\\', '/');
    if (!plain.toLowerCase().startsWith(`${this.#root.toLowerCase()}/`)) return undefined;
    const file = plain.slice(this.#root.length + 1);
    return file.startsWith('node_modules/') ? undefined : this.#sourceName(file);
  }

  /** The places of a stack in the attempt, innermost first. */
  *fromStack(stack: string): Generator<Place> {
    for (const line of stack.split('\n')) {
      const match = /^\s+at (?:.*\()?((?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(\d+)(?::\d+)?\)?$/.exec(line) ?? /^(file:\/\/.*?|\/.*?|[A-Za-z]:[\\/].*?):(\d+)$/.exec(line);
      const file = match?.[1] === undefined ? undefined : this.relativeFile(match[1]);
      if (file !== undefined && match?.[2] !== undefined) yield { file, line: Number(match[2]) };
    }
  }

  /** A stack without the frames of Node and of packages, paths relative. */
  readableStack(stack: string): string {
    const lines = stack.split('\n').filter((line) => !/^\s+at /.test(line) || (line.search(this.#prefix) !== -1 && !/[\\/]node_modules[\\/]/.test(line)));
    return this.relativeText(lines.join('\n')).replace(/(\.ts:\d+):\d+/g, '$1');
  }

  #sourceName(file: string): string {
    const suffix = /\.([cm]?)js$/.exec(file);
    return suffix && this.#isCompiled(file) ? `${file.slice(0, -suffix[0].length)}.${suffix[1] ?? ''}ts` : file;
  }
}

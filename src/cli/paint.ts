import type { Io } from './io.ts';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
export type Paint = (style: Style, text: string) => string;

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], cyan: [36, 39],
};

/** Colour on a terminal, unless NO_COLOR asks for none (https://no-color.org); plain text everywhere else. */
export function paintFor(io: Io): Paint {
  if (!hasColor(io)) return (_style, text) => text;
  return (style, text) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`;
}

/** How the pages of the curriculum are laid out here. */
export function pageFor(io: Io): { readonly width: number; readonly color: boolean } {
  return { width: io.stdout.columns ?? 88, color: hasColor(io) };
}

export function hasColor({ stdout, env }: Io): boolean {
  return stdout.isTTY === true && env['TERM'] !== 'dumb' && (env['NO_COLOR'] ?? '') === '';
}

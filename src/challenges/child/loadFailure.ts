import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WireMessage } from '../run/wire.ts';
import type { Places } from '../run/places.ts';

/** Why the modules did not load, in a sentence that names the place. `files` are the compiled files of the run. */
export function loadFailure(error: unknown, places: Places, files: readonly string[]): WireMessage {
  if (!(error instanceof Error)) return { kind: 'load-failed', message: `A value that is no error was thrown while the code was loaded: ${String(error)}` };
  const stack = error.stack ?? '';
  if (error instanceof SyntaxError) {
    const [at] = [...places.fromStack(stack), ...syntaxErrorPlaces(files, places)];
    const missing = /The requested module '(.*?)' does not provide an export named '(.*?)'/.exec(error.message);
    const message = missing
      ? `${at?.file ?? 'A file'} imports "${missing[2] ?? ''}" from "${missing[1] ?? ''}", which does not export it.`
      : error.message;
    return { kind: 'compile-errors', errors: [{ file: at?.file ?? 'src', line: at?.line ?? 1, message }] };
  }
  const notFound = /Cannot find (module|package) '(.*?)' imported from (.*)$/m.exec(error.message);
  if (notFound) {
    const [, what, name = '', from = ''] = notFound;
    const file = places.relativeFile(from.trim()) ?? 'A file';
    const message = what === 'package' && !name.startsWith('/')
      ? `${file} imports the package "${name}". A challenge can import node:*, express, zod, fast-xml-parser and pg.`
      : `${file} imports ${places.relativeFile(name) ?? name}, which does not exist.`;
    return { kind: 'load-failed', message, at: { file, line: 1 } };
  }
  const [at] = places.fromStack(stack);
  return {
    kind: 'load-failed',
    message: `The code failed while it was loaded: ${places.relativeText(`${error.name}: ${error.message}`)}`,
    ...(at ? { at } : {}),
    stack: places.readableStack(stack),
  };
}

/** Node does not say where a module has a syntax error that the type stripper let through; its checker does. */
function* syntaxErrorPlaces(files: readonly string[], places: Places): Generator<{ file: string; line: number }> {
  for (const file of files) {
    if (!existsSync(file)) continue;
    const { status, stderr } = spawnSync(process.execPath, ['--check', join(process.cwd(), file)], { encoding: 'utf8', timeout: 5_000, windowsHide: true });
    if (status !== 0) yield* places.fromStack(stderr);
  }
}

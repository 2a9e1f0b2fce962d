import type { Span } from '../facts.ts';
import { emptyPath, pathOf, type PathText } from '../graph/paths.ts';
import type { Argument, ExternalCall } from './recogniser.ts';

/** A path, an array of paths or nothing, as most routers take them. */
export function pathsOf(argument: Argument | undefined): readonly PathText[] {
  if (argument === undefined) return [emptyPath];
  const items = argument.items();
  return items === undefined ? [pathOf(argument.text())] : items.map((item) => pathOf(item.text()));
}

/** Text written, built or read from the environment, or a regular expression: what can be a path, unlike a handler. */
export function isPathText(argument: Argument): boolean {
  const { model } = argument;
  if (model[0] === 'tpl' || (model[0] === 'unk' && model[1].startsWith('regex:'))) return true;
  return argument.origins().some((origin) => origin.is === 'text' || (origin.is === 'lit' && typeof origin.value === 'string') || (origin.is === 'ext' && origin.path.startsWith('global:process.env')));
}

export function isRegularExpression(argument: Argument): boolean {
  const { model } = argument.source();
  return model[0] === 'unk' && model[1].startsWith('regex:');
}

export function isPathList(argument: Argument): boolean {
  const items = argument.items();
  return items !== undefined && items.length > 0 && items.every(isPathText);
}

/** Handlers given one by one, in arrays, and in arrays of arrays. */
export function flattenHandlers(args: readonly Argument[]): readonly Argument[] {
  return args.flatMap((item) => item.items()?.flatMap((inner) => inner.items() ?? [inner]) ?? [item]);
}

/** An item of a table stands where it is written, a declaration that begins with the call where the call is. */
export function placeOfRoute(options: Argument, call: ExternalCall): Span {
  const place = options.place();
  const { at } = call.base;
  return place === undefined || (place.file === at.file && place.line === at.line) ? at : place;
}

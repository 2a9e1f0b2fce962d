import type { RouteMethod } from '../../facts.ts';
import { normalisePath } from '../../graph/paths.ts';
import type { Argument } from '../recogniser.ts';
import { versionsOf, type Version, type Versioning } from './versions.ts';

/** A path as `exclude` and `forRoutes` take it, for one method or all. `isPrefix`: what lies below matches too. */
export interface Pattern { readonly path: string; readonly method?: RouteMethod; readonly versions?: readonly Version[]; readonly isPrefix?: boolean }

/** `'health'`, `{ path: 'orders/*path', method: RequestMethod.GET }`; nothing for what is not known. */
export function patternsOf(argument: Argument): readonly Pattern[] {
  const items = argument.items();
  if (items !== undefined) return items.flatMap(patternsOf);
  const path = argument.prop('path');
  const text = (path ?? argument).string();
  if (text === undefined) return [];
  if (path === undefined) return [{ path: text }];
  const method = argument.prop('method')?.external().map((origin) => origin.path.slice(origin.path.lastIndexOf('.') + 1))[0] as RouteMethod | undefined;
  const versions = versionsOf(argument.prop('version'));
  return [{ path: text, ...(method === undefined || method === 'ALL' ? {} : { method }), ...(versions.length === 0 ? {} : { versions }) }];
}

/** Where versions are part of the path: a pattern that names none is for neutral routes and those of the versions it stands for by default, a wildcard for all. */
export function coversVersion({ path, versions }: Pattern, version: Version, versioning: Versioning | undefined, byDefault: readonly Version[]): boolean {
  if (versioning === undefined || /^\/?(?:\*|\(\.\*\)|\{?\*\w+\}?)$/.test(path)) return true;
  return (versions ?? [{ path: '' }, ...byDefault]).some((item) => item.path === version.path);
}

export function matches({ path: pattern, method: wanted, isPrefix }: Pattern, path: string, method: RouteMethod): boolean {
  if (wanted !== undefined && wanted !== method) return false;
  return new RegExp(`^${source(modern(pattern))}${isPrefix === true ? '(?:/.*)?' : '/?'}$`, 'i').test(normalisePath(path));
}

/** The unnamed wildcards of earlier path-to-regexp, as Nest rewrites them. */
function modern(pattern: string): string {
  const slashed = `/${pattern}`.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
  return slashed.replace(/\/(?:\(\.\*\)|\*)$/, '/{*path}').replace(/\/\+$/, '/*path').replace(/\/\*(?=\/)/g, '/*path');
}

/** `:name` is a segment, `*name` the rest, `{…}` may be missing. */
function source(pattern: string): string {
  return pattern.replace(/[.+^$()|[\]\\?]/g, '\\$&').replace(/\{/g, '(?:').replace(/\}/g, ')?').replace(/:\w+/g, '[^/]+').replace(/(?<!\))\*\w+/g, '.+');
}

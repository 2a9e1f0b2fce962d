import { emptyPath, pathOf, type PathText } from '../../graph/paths.ts';
import type { Argument } from '../recogniser.ts';

/** A version as it stands in a path; empty for `VERSION_NEUTRAL`. */
export type Version = PathText;

/** What `enableVersioning()` says, when versions are part of the path. */
export interface Versioning { readonly prefix: PathText; readonly defaults: readonly Version[]; readonly because?: string }

export function versionsOf(argument: Argument | undefined): readonly Version[] {
  if (argument === undefined) return [];
  return (argument.items() ?? [argument]).map((item) => (item.external().some(({ path }) => path.endsWith('VERSION_NEUTRAL')) ? emptyPath : pathOf(item.text())));
}

/** Undefined when the version is in a header or a media type: then it does not change the path. */
export function versioning(options: Argument | undefined): Versioning | undefined {
  const type = options?.prop('type')?.external()[0]?.path;
  if (options !== undefined && type === undefined) {
    return { prefix: emptyPath, defaults: versionsOf(options.prop('defaultVersion')), because: 'the kind of versioning is computed at run time' };
  }
  if (type !== undefined && !type.endsWith('.URI')) return undefined;
  const prefix = options?.prop('prefix');
  return {
    prefix: prefix === undefined ? { path: 'v', resolved: true } : prefix.literal() === false ? emptyPath : pathOf(prefix.text()),
    defaults: versionsOf(options?.prop('defaultVersion')),
  };
}

/** `v1`: the segment of a version, nothing for a neutral one. */
export function versionSegment({ prefix, because }: Versioning, version: Version): PathText {
  if (version.path === '' && version.resolved) return emptyPath;
  const reason = because ?? prefix.because ?? version.because;
  return { path: `${prefix.path}${version.path}`, resolved: because === undefined && prefix.resolved && version.resolved, ...(reason === undefined ? {} : { because: reason }) };
}

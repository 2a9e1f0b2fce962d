import type { LinkContext } from '../recogniser.ts';
import { basePathOf, pageExtensionsOf } from './config.ts';

/** A file that Next serves: of which project, at which path below its base path. */
export interface Served { readonly project: string; readonly kind: 'app' | 'pages'; readonly path: string }

const config = /^(?:(.*)\/)?next\.config\.[cm]?[jt]s$/;

/** Folders with a `next.config` file, and the file. */
function configs(link: LinkContext): Map<string, string> {
  return link.scratch('nextjs.configs', () => new Map<string, string>());
}

export function noteConfig(file: string, link: LinkContext): void {
  const found = config.exec(file);
  if (found !== null) configs(link).set(found[1] ?? '', file);
}

/** `app/**\/route.ts` and `pages/api/**`, also below `src`; undefined for every other file. Call it when all files have been seen. */
export function servedFile(file: string, link: LinkContext): Served | undefined {
  const owner = link.packageOf(file);
  if (owner?.dependencies['next'] === undefined) return undefined;
  const project = [...configs(link).keys()].filter((dir) => isBelow(file, dir) && isBelow(dir, owner.dir)).sort((a, b) => b.length - a.length)[0] ?? owner.dir;
  const inside = (project === '' ? file : file.slice(project.length + 1)).replace(/^src\//, '');
  const extension = pageExtensionsOf(configs(link).get(project), link).find((ending) => inside.endsWith(`.${ending}`));
  if (extension === undefined) return undefined;
  const name = inside.slice(0, -extension.length - 1);
  const route = /^app\/(?:(.*)\/)?route$/.exec(name);
  if (route !== null) {
    const segments = (route[1] ?? '').split('/');
    return segments.some((segment) => segment.startsWith('_')) ? undefined : { project, kind: 'app', path: segments.flatMap(appSegment).join('/') };
  }
  return /^pages\/api(?:\/|$)/.test(name) ? { project, kind: 'pages', path: name.slice('pages'.length).replace(/\/index$/, '') } : undefined;
}

/** The application of a project: its paths start at its base path. */
export function nodeOf(project: string, link: LinkContext): string {
  const node = `next:${project}`;
  link.routes.root(node, basePathOf(configs(link).get(project), link));
  return node;
}

function isBelow(path: string, dir: string): boolean {
  return dir === '' || path === dir || path.startsWith(`${dir}/`);
}

/** Groups `(shop)` and slots `@modal` are folders only; `%5F` at the beginning is an underscore that does not hide the folder. */
function appSegment(segment: string): readonly string[] {
  return /^\(.*\)$|^@/.test(segment) ? [] : [segment.replace(/^%5F/i, '_')];
}

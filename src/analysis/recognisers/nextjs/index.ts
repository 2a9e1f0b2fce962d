import type { RouteMethod, Span } from '../../facts.ts';
import { wrappedHandler } from '../handlers.ts';
import type { Argument, LinkContext, Recogniser } from '../recogniser.ts';
import { nodeOf, noteConfig, servedFile, type Served } from './files.ts';
import { placeOf, wrappersOf } from './exported.ts';

const methods: readonly RouteMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const candidate = /(?:^|\/)(?:app\/(?:.*\/)?route\.|pages\/api[/.])/;

/** Next.js: route handlers of the app router and functions below pages/api. Routes are files, so there are no calls to see. */
export const recogniser: Recogniser = {
  name: 'nextjs',
  modules: [],
  onFile(file, link) {
    noteConfig(file, link);
    if (candidate.test(file)) candidates(link).push(file);
  },
  finish(link) {
    const served = candidates(link).flatMap((file) => { const found = servedFile(file, link); return found === undefined ? [] : [{ ...found, file }]; });
    for (const one of served) {
      // `app` beside `src/app`: Next looks no further than the first.
      if (isShadowed(one, served)) continue;
      const node = nodeOf(one.project, link);
      if (one.kind === 'pages') add(node, one, 'ALL', exported(one.file, 'default', link), link);
      else for (const method of methods) add(node, one, method, exported(one.file, method, link), link);
    }
  },
};

type ServedFile = Served & { readonly file: string };

function candidates(link: LinkContext): string[] {
  return link.scratch('nextjs.candidates', () => []);
}

function isShadowed(one: ServedFile, all: readonly ServedFile[]): boolean {
  const top = (item: ServedFile): string => (item.project === '' ? item.file : item.file.slice(item.project.length + 1));
  return top(one).startsWith('src/') && all.some((other) => other.project === one.project && other.kind === one.kind && !top(other).startsWith('src/'));
}

/** An exported value and the place in this file where it is exported. */
interface Exported { readonly value: Argument; readonly at: Span }

function exported(file: string, name: string, link: LinkContext): Exported | undefined {
  const model = link.linker.model(file);
  const own = model.exports[name] ?? (name === 'default' ? model.exports['='] : undefined);
  const isType = own !== undefined && /^(?:alias|iface|typed)$/.test(model.values[own]?.[0] ?? '');
  if (own !== undefined && !isType) return { value: link.argument(file, own), at: placeOf(file, own, link) };
  for (const star of name === 'default' ? [] : model.stars) {
    const home = link.linker.homeOf(file, star, name);
    if (home !== undefined) return { value: link.argument(home.file, home.value), at: placeOf(file, star, link) };
  }
  return undefined;
}

function add(node: string, { path }: ServedFile, method: RouteMethod, found: Exported | undefined, link: LinkContext): void {
  if (found === undefined) return;
  const handler = wrappedHandler(found.value);
  link.routes.route(node, {
    framework: 'nextjs', method, path: { path, resolved: true }, at: found.at, pos: 0,
    ...(handler === undefined ? {} : { handler }),
    handlerText: found.value.source().describe(),
    middleware: wrappersOf(found.value, link),
    middlewareFunctions: [],
    declaresBodySchema: false,
  });
}

import { emptyPath, pathOf } from '../../graph/paths.ts';
import { nodeOf, servedFile } from '../nextjs/files.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';
import { onRouter, routers, routersIn, type Entry, type Router } from './routers.ts';
import { aliases, contexts, merged, mounted, root, router, served } from './words.ts';

const maxDepth = 12;

/** tRPC 10 and 11: procedures of routers, merged, nested and lazy ones, on the path where an adapter serves them. */
export const recogniser: Recogniser = {
  name: 'trpc',
  modules: ['@trpc/server', '@hono/trpc-server', 'trpc-koa-adapter', 'fastify'],
  aliases,
  contexts,
  collectors: [router, merged],
  handlers: Object.values(mounted),
  onCall(call, link) {
    if (call.path === `${root}.router` || call.path === `${root}.mergeRouters`) onRouter(call, link);
    else if (call.path === '@trpc/server/adapters/next.createNextApiHandler') onNext(call, link);
    else if (call.path === 'fastify().register') onFastify(call, link);
    else onAdapter(call, link);
  },
  finish(link) {
    for (const page of pages(link)) placePage(page, link);
    for (const { node, router } of mounts(link)) addAll(node, router, link);
    const known = new Set([...mounts(link).map(({ router }) => router), ...[...routers(link).values()].flatMap(inside)]);
    for (const { id } of routers(link).values()) {
      if (known.has(id)) continue;
      link.routes.unmounted(`trpc:${id}`, 'the tRPC router is not served anywhere in the project');
      addAll(`trpc:${id}`, id, link);
    }
  },
};

/** A router and the node of the route graph it is served under. */
interface Mount { readonly node: string; readonly router: string }

function mounts(link: LinkContext): Mount[] {
  return link.scratch('trpc.mounts', () => []);
}

function serve(node: string, router: Argument | undefined, link: LinkContext): void {
  for (const id of router === undefined ? [] : routersIn(router)) mounts(link).push({ node, router: id });
}

function onAdapter(call: ExternalCall, link: LinkContext): void {
  const how = served[call.path];
  const options = call.args[0];
  if (how === undefined || options === undefined) return;
  const given = how.path === undefined ? undefined : options.prop(how.path);
  const site = call.id;
  // A handler is mounted by the framework it is handed to; one that is told its whole path is not.
  const node = how.isHandler === true && given === undefined ? site : `trpc:${site}`;
  if (how.because !== undefined) link.routes.unmounted(node, how.because);
  else if (node !== site) link.routes.root(node, given === undefined ? emptyPath : pathOf(given.text()));
  else if (options.prop('prefix') !== undefined) link.routes.prefix(node, pathOf(options.prop('prefix')?.text() ?? { text: '', resolved: true, parts: [] }));
  serve(node, options.prop('router'), link);
}

function onFastify(call: ExternalCall, link: LinkContext): void {
  const [plugin, options] = call.args;
  const node = plugin === undefined ? undefined : link.handlerNode(plugin, call.id);
  if (node !== undefined) serve(node, options?.prop('trpcOptions')?.prop('router'), link);
}

interface Page { readonly file: string; readonly node: string }

function pages(link: LinkContext): Page[] {
  return link.scratch('trpc.pages', () => []);
}

function onNext(call: ExternalCall, link: LinkContext): void {
  const node = call.id;
  serve(node, call.args[0]?.prop('router'), link);
  pages(link).push({ file: call.file, node });
}

/** `pages/api/trpc/[trpc].ts`: the file says where it is served, once all files have been seen. */
function placePage({ file, node }: Page, link: LinkContext): void {
  const page = servedFile(file, link);
  if (page === undefined) return;
  const prefix = { path: page.path.replace(/\/[^/]*$/, ''), resolved: true };
  link.routes.mount({ parent: nodeOf(page.project, link), child: node, prefix, middleware: [], at: { file }, pos: 0 });
}

/** Every procedure below a router, at its dotted path. */
function addAll(node: string, id: string, link: LinkContext): void {
  const separator = routers(link).get(id)?.separator ?? '.';
  const addEntries = (entries: readonly Entry[], names: readonly string[]): void => {
    for (const entry of entries) {
      const path = [...names, entry.key];
      if (entry.is === 'record') addEntries(entry.entries, path);
      else if (entry.is === 'router') addRouter(entry.id, path);
      else {
        const { unserved, ...procedure } = entry.procedure;
        const text = path.join(separator);
        link.routes.route(node, { ...procedure, path: unserved === undefined ? { path: text, resolved: true } : { path: text, resolved: false, because: unserved } });
      }
    }
  };
  const addRouter = (router: string, names: readonly string[]): void => {
    const found = names.length > maxDepth ? undefined : routers(link).get(router);
    addEntries(found?.entries ?? [], names);
    for (const included of found?.includes ?? []) if (included !== router) addRouter(included, names);
  };
  addRouter(id, []);
}

/** Ids of the routers inside a router. */
function inside({ entries, includes }: Pick<Router, 'entries' | 'includes'>): readonly string[] {
  return [...includes, ...entries.flatMap((entry) => (entry.is === 'router' ? [entry.id] : entry.is === 'record' ? inside({ entries: entry.entries, includes: [] }) : []))];
}

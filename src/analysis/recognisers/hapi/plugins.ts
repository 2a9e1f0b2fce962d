import { forEachItem } from '../../graph/items.ts';
import { emptyPath, pathOf, type PathText } from '../../graph/paths.ts';
import { untagged } from '../../resolve/makers.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Origin } from '../recogniser.ts';
import { server } from './words.ts';

/** Route graph node of a server, or of the view of it that a plugin gets. */
export function nodeOf(origin: ExternalOrigin, link: LinkContext): string {
  const on = serverOf(origin);
  const id = `hapi:${on.id}`;
  if (isMade(on)) link.routes.root(id);
  else link.routes.unmounted(id, 'the plugin is not registered anywhere in the project');
  return id;
}

/** Node of the server itself. */
export function rootOf(origin: ExternalOrigin, link: LinkContext): string {
  let on = serverOf(origin);
  for (let depth = 0; depth < 12 && !isMade(on) && on.from?.from?.path === server; depth++) on = serverOf(on.from.from);
  return nodeOf(on, link);
}

/** `register(plugin, { routes: { prefix } })`, `register([{ plugin, routes: { prefix } }, other])`. */
export function onRegister(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const [given, options] = call.args;
  if (given === undefined) return;
  const parent = nodeOf(on, link);
  const root = rootOf(on, link);
  const shared = prefixIn(options);
  forEachItem(link.linker, given, (item) => {
    // A prefix given with the plugin replaces the one of the plugin that registers it; one given with the call is added to it.
    const own = prefixIn(item);
    for (const view of viewsOf(item, call, link)) {
      link.routes.mount({ parent: own === undefined ? parent : root, child: `hapi:${view.id}`, prefix: own ?? shared ?? emptyPath, middleware: [], ...call.base, pos: call.pos });
    }
  });
}

function prefixIn(options: Argument | undefined): PathText | undefined {
  const prefix = options?.prop('routes')?.prop('prefix');
  return prefix === undefined ? undefined : pathOf(prefix.text());
}

/** What the plugin's `register` function gets here: `{ register }`, `{ plugin: { register } }`, or a module that exports either. */
function viewsOf(item: Argument, call: ExternalCall, link: LinkContext): readonly ExternalOrigin[] {
  const { linker } = link;
  let plugins: readonly Origin[] = item.origins();
  for (let depth = 0; depth < 3 && !plugins.some((plugin) => registerOf(plugin, link).length > 0); depth++) {
    plugins = plugins.flatMap((plugin) => [...memberOf(plugin, 'plugin', link), ...(plugin.is === 'ns' ? memberOf(plugin, 'default', link) : [])]);
  }
  return plugins.flatMap((plugin) => registerOf(plugin, link)).flatMap((origin) => linker.parameter(origin.file, origin.fn, 0))
    .filter((origin): origin is ExternalOrigin => origin.is === 'ext' && origin.path === server && origin.site?.file === call.file && origin.site.call === call.index);
}

function registerOf(plugin: Origin, link: LinkContext): readonly Extract<Origin, { is: 'fn' }>[] {
  return memberOf(plugin, 'register', link).filter((origin) => origin.is === 'fn');
}

function memberOf(origin: Origin, name: string, link: LinkContext): readonly Origin[] {
  return origin.is === 'obj' || origin.is === 'ns' || origin.is === 'inst' ? link.linker.member(origin, name) : [];
}

/** `register` gives the server back. */
function serverOf(origin: ExternalOrigin): ExternalOrigin {
  let on = origin;
  while (on.site !== undefined && untagged(on.id) === `${on.site.file}:${on.site.call}` && on.from?.path.startsWith(`${server}.`) === true && on.from.from?.path === server) on = on.from.from;
  return on;
}

function isMade(on: ExternalOrigin): boolean {
  return on.from !== undefined && /^(?:@hapi\/)?(?:hapi\.(?:default\.)?(?:server|Server)|glue\.(?:default\.)?compose(?:\([12]:1\))?)$/.test(on.from.path) && on.site !== undefined;
}

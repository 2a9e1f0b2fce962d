import { emptyPath, pathOf, type PathText } from '../../graph/paths.ts';
import { untagged } from '../../resolve/makers.ts';
import { usesIn } from '../../resolve/uses.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext } from '../recogniser.ts';
import { autoloaded, isAutoload } from './autoload.ts';
import { cliRoot } from './command-line.ts';
import { onRoute } from './declarations.ts';
import { app } from './words.ts';

/** Route graph node of an instance. Applications are roots, encapsulated contexts hang where their plugin is registered. */
export function nodeOf(origin: ExternalOrigin, link: LinkContext): string {
  const on = instanceOf(origin);
  const id = `fastify:${on.id}`;
  if (isApplication(on)) link.routes.root(id, cliRoot(on) ?? emptyPath);
  else link.routes.unmounted(id, 'the plugin is not registered anywhere in the project');
  return id;
}

/** `app.register(plugin, { prefix })`: a context of its own for every plugin, or the same one when the plugin is wrapped by fastify-plugin. */
export function onRegister(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const [plugin, options] = call.args;
  if (plugin === undefined) return;
  const parent = nodeOf(on, link);
  const uses = usesIn(link.linker.model(call.file));
  const result = uses.resultOf(call.index);
  const awaited = result !== undefined && uses.of(result).some(({ is }) => is === 'awaited');
  const mount = (child: string, prefix: PathText, shared: boolean, above = parent): void => {
    link.routes.mount({ parent: above, child, prefix, middleware: [], ...call.base, pos: call.pos, ...(shared ? { shared } : {}), ...(awaited ? { awaited } : {}) });
  };
  if (isAutoload(plugin)) {
    for (const file of autoloaded(link.linker, call.file, call.index)) {
      const above = file.hooks.length === 0 ? parent : `fastify:${file.hookContext}`;
      if (above !== parent) mount(above, emptyPath, false);
      for (const hook of file.hooks) mount(`fastify:${hook}`, emptyPath, true, above);
      mount(`fastify:${file.id}`, file.prefix, file.shared, above);
      if (file.route !== undefined) onRoute(call, `fastify:${file.id}`, file.route, link);
    }
    return;
  }
  const shared = isShared(plugin, link);
  const prefix = shared ? emptyPath : prefixIn(options);
  const handler = link.handlerNode(plugin, `${call.file}:${call.index}`);
  if (handler !== undefined) mount(handler, prefixIn(options), false);
  for (const context of contextsOf(plugin, call, link)) mount(`fastify:${context.id}`, prefix, shared);
}

/** First parameters of the plugin functions handed over here. */
function contextsOf(plugin: Argument, call: ExternalCall, link: LinkContext): readonly ExternalOrigin[] {
  const { linker } = link;
  const functions = plugin.origins().flatMap((origin) => (origin.is === 'ns' ? linker.exported(origin.file, 'default') : [origin]));
  return functions.flatMap((origin) => (origin.is === 'fn' ? linker.parameter(origin.file, origin.fn, 0) : []))
    .filter((origin): origin is ExternalOrigin => origin.is === 'ext' && origin.site?.file === call.file && origin.site.call === call.index);
}

/** The prefix in the options given to `register`; none when they have none. */
function prefixIn(options: Argument | undefined): PathText {
  if (options === undefined) return emptyPath;
  const given = options.prop('prefix');
  if (given !== undefined) return given.model[0] === 'unk' && given.model[1] === 'undefined' ? emptyPath : pathOf(given.text());
  // Options made by a function come too late for a prefix; a plugin's own options handed on are known as far as they are given anywhere.
  const isKnown = options.entries() !== undefined || options.results() !== undefined || (options.model[0] === 'param' && options.model[2] === 1);
  return isKnown ? emptyPath : { path: '${}', resolved: false, because: 'the options given to register are computed' };
}

/** The instance behind a chain: nearly every method of an instance returns it. */
function instanceOf(origin: ExternalOrigin): ExternalOrigin {
  let on = origin;
  while (on.site !== undefined && untagged(on.id) === `${on.site.file}:${on.site.call}` && on.from?.path.startsWith(`${app}.`) === true && on.from.from !== undefined) on = on.from.from;
  return on;
}

function isApplication(on: ExternalOrigin): boolean {
  return on.from !== undefined && ['fastify', 'fastify.fastify', 'fastify.default'].includes(on.from.path);
}

/** A plugin wrapped by fastify-plugin shares its parent's context: Fastify ignores its prefix. */
export function isShared(plugin: Argument, link: Pick<LinkContext, 'linker' | 'argument'>): boolean {
  const { linker } = link;
  for (const origin of plugin.origins()) {
    if (origin.is !== 'ns') continue;
    const value = linker.model(origin.file).exports['default'];
    return value !== undefined && isShared(link.argument(origin.file, value), link);
  }
  const source = linker.sourceOf(plugin.file, plugin.value);
  const value = linker.model(source.file).values[source.value];
  if (value?.[0] !== 'call') return false;
  const { callee, args } = linker.callAt({ file: source.file, call: value[1] });
  const options = args[1] === undefined ? undefined : link.argument(source.file, args[1]);
  return link.argument(source.file, callee).external().some(({ module }) => module === 'fastify-plugin') && options?.prop('encapsulate')?.literal() !== true;
}

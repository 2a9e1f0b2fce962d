import type { FunctionRef, RouteMethod } from '../../facts.ts';
import { emptyPath, joinPathTexts, pathOf, type PathText } from '../../graph/paths.ts';
import { wrappedHandler } from '../handlers.ts';
import { routeVerbs } from '../http-methods.ts';
import type { Argument, ExternalCall, ExternalOrigin, LinkContext, Recogniser } from '../recogniser.ts';
import { adoptAutoloaded, autoloadPrefix } from './autoload.ts';

const app = 'fastify()';
const hooks = ['onRequest', 'preParsing', 'preValidation', 'preHandler'] as const;

/** Fastify: shorthand and full declarations, plugins registered with prefixes across files, directories loaded by @fastify/autoload. */
export const recogniser: Recogniser = {
  name: 'fastify',
  modules: ['fastify', '@fastify/autoload', 'fastify-plugin'],
  aliases: {
    'fastify.fastify()': app, 'fastify.default()': app, 'fastify.FastifyInstance!': app, [`${app}.withTypeProvider()`]: app, [`${app}.register(0:0)`]: app,
    [`${app}.register()`]: app, [`${app}.after()`]: app, [`${app}.ready()`]: app,
    'fastify.FastifyPluginAsync!(:0)': app, 'fastify.FastifyPluginCallback!(:0)': app, 'fastify.FastifyPlugin!(:0)': app,
    '@fastify/type-provider-typebox.FastifyPluginAsyncTypebox!(:0)': app, '@fastify/type-provider-typebox.FastifyPluginCallbackTypebox!(:0)': app,
    '@fastify/type-provider-json-schema-to-ts.FastifyPluginAsyncJsonSchemaToTs!(:0)': app, 'fastify-type-provider-zod.FastifyPluginAsyncZod!(:0)': app,
    'fastify-type-provider-zod.FastifyPluginCallbackZod!(:0)': app,
  },
  transparent: ['fastify-plugin()', 'fastify-plugin.fastifyPlugin()'],
  adopt: adoptAutoloaded,
  onCall(call, link) {
    if ((call.path === 'fastify' || call.path === 'fastify.fastify') && call.form === 'call') {
      link.emit({ kind: 'server', ...call.base, framework: 'fastify', what: 'app' });
      return;
    }
    const on = call.on;
    if (on?.path !== app) return;
    const verb = routeVerbs.get(call.method);
    if (verb !== undefined) onShorthand(call, on, verb, link);
    else if (call.method === 'route') onRoute(call, on, link);
    else if (call.method === 'addHook') onHook(call, on, link);
    else onServer(call, link);
  },
};

function onServer(call: ExternalCall, link: LinkContext): void {
  const what = { listen: 'listen', close: 'close', setErrorHandler: 'errorHandler', setNotFoundHandler: 'notFoundHandler' } as const;
  const found = what[call.method as keyof typeof what] as (typeof what)[keyof typeof what] | undefined;
  if (found === undefined) return;
  const handler = call.args.at(-1)?.fn();
  link.emit({ kind: 'server', ...call.base, framework: 'fastify', what: found, ...(handler === undefined ? {} : { handler }) });
}

function onShorthand(call: ExternalCall, on: ExternalOrigin, method: RouteMethod, link: LinkContext): void {
  const [path, second, third] = call.args;
  if (path === undefined || second === undefined) return;
  const options = third === undefined && second.entries() === undefined ? undefined : second;
  add(call, on, [method], pathOf(path.text()), options, third ?? options?.prop('handler') ?? second, link);
}

function onRoute(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const options = call.args[0];
  const url = options?.prop('url') ?? options?.prop('path');
  const method = options?.prop('method');
  if (options === undefined || url === undefined || method === undefined) return;
  const names = method.items()?.map((item) => item.string()) ?? [method.string()];
  const methods = names.flatMap((name) => (name === undefined ? [] : [name.toUpperCase() as RouteMethod]));
  if (methods.length > 0) add(call, on, methods, pathOf(url.text()), options, options.prop('handler'), link);
}

function add(call: ExternalCall, on: ExternalOrigin, methods: readonly RouteMethod[], path: PathText, options: Argument | undefined, handler: Argument | undefined, link: LinkContext): void {
  const node = nodeOf(on, link);
  const before = hooks.flatMap((hook) => options?.prop(hook) ?? []).flatMap((item) => item.items() ?? [item]);
  const fn = handler === undefined ? undefined : wrappedHandler(handler, link);
  for (const method of methods) {
    link.routes.route(node, {
      framework: 'fastify', method, path, ...call.base, pos: call.pos,
      ...(fn === undefined ? {} : { handler: fn }),
      ...(handler === undefined ? {} : { handlerText: handler.describe() }),
      middleware: before.map((item) => item.describe()),
      middlewareFunctions: before.flatMap((item): FunctionRef[] => { const found = wrappedHandler(item, link); return found === undefined ? [] : [found]; }),
      declaresBodySchema: options?.prop('schema')?.prop('body') !== undefined || hasOpaqueSchema(options),
    });
  }
}

/** `schema: someImportedThing` that cannot be read: the framework may validate, so nobody may say that it does not. */
function hasOpaqueSchema(options: Argument | undefined): boolean {
  const schema = options?.prop('schema');
  if (schema === undefined) return options !== undefined && (options.entries() === undefined || options.entries()?.open === true);
  const entries = schema.entries();
  return entries === undefined || entries.open;
}

function onHook(call: ExternalCall, on: ExternalOrigin, link: LinkContext): void {
  const [name, handler] = call.args;
  const hook = name?.string();
  if (handler === undefined || !hooks.some((known) => known === hook)) return;
  const fn = wrappedHandler(handler, link);
  link.routes.use(nodeOf(on, link), { prefix: emptyPath, names: [handler.describe()], functions: fn === undefined ? [] : [fn], isErrorHandler: false, anywhere: true, ...call.base, pos: call.pos });
}

/** Each way a plugin is registered is a place of its own; its prefix is the chain of `register(plugin, { prefix })` above it. */
function nodeOf(on: ExternalOrigin, link: LinkContext): string {
  const id = `fastify:${on.id}`;
  link.routes.root(id, prefixOf(on, link, 0));
  return id;
}

function prefixOf(on: ExternalOrigin, link: LinkContext, depth: number): PathText {
  const register = on.from;
  if (on.site === undefined) return { path: '', resolved: false, because: 'the plugin is not registered anywhere in the project' };
  if (register === undefined || depth > 10) return emptyPath;
  if (!register.path.endsWith('.register') || !on.path.startsWith(app)) return register.path === 'fastify' || register.path === 'fastify.fastify' ? emptyPath : parentPrefix(register, link, depth);
  if (!isPluginParameter(on)) return parentPrefix(register, link, depth);
  const above = register.from === undefined ? emptyPath : prefixOf(register.from, link, depth + 1);
  const [plugin, options] = link.argumentsOf(on);
  if (plugin === undefined) return above;
  const loaded = autoloadPrefix(on, plugin, options, link);
  if (loaded !== undefined) return joinPathTexts(above, loaded);
  const prefix = options?.prop('prefix');
  return prefix === undefined || isShared(plugin, link) ? above : joinPathTexts(above, pathOf(prefix.text()));
}

/** The parameter of a plugin, not the chained result of `register()`. */
function isPluginParameter(on: ExternalOrigin): boolean {
  return on.id.includes('@');
}

function parentPrefix(callee: ExternalOrigin, link: LinkContext, depth: number): PathText {
  return callee.from === undefined ? emptyPath : prefixOf(callee.from, link, depth + 1);
}

/** A plugin wrapped by fastify-plugin shares its parent's context: Fastify ignores its prefix. */
function isShared(plugin: Argument, link: LinkContext): boolean {
  const source = link.linker.sourceOf(plugin.file, plugin.value);
  const value = link.linker.model(source.file).values[source.value];
  if (value?.[0] !== 'call') return false;
  const callee = link.linker.callAt({ file: source.file, call: value[1] }).callee;
  return link.argument(source.file, callee).external().some(({ module }) => module === 'fastify-plugin');
}

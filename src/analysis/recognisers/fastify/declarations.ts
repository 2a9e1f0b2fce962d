import type { RouteMethod, Span } from '../../facts.ts';
import { emptyPath, pathOf, type PathText } from '../../graph/paths.ts';
import type { Hook } from '../../graph/routes.ts';
import { wrappedHandler } from '../handlers.ts';
import { placeOfRoute } from '../route-arguments.ts';
import type { Argument, ExternalCall, LinkContext } from '../recogniser.ts';
import { app, hooks } from './words.ts';

/** `get(path, handler)`, `get(path, options, handler)`, `get(path, { handler })`. */
export function onShorthand(call: ExternalCall, node: string, method: RouteMethod, link: LinkContext): void {
  const [path, second, third] = call.args;
  if (path === undefined || second === undefined) return;
  const options = third === undefined && second.entries() === undefined ? undefined : second;
  add(node, { method, path: pathOf(path.text()), options, handler: third ?? options?.prop('handler') ?? second, at: call.base.at, call }, link);
}

/** A full declaration: the argument of `route`, or what an autoloaded file exports. */
export function onRoute(call: ExternalCall, node: string, options: Argument | undefined, link: LinkContext): void {
  if (options === undefined) return;
  const url = options.prop('url') ?? options.prop('path');
  if (url === undefined && options.entries() === undefined) {
    const unknown = { path: '${}', resolved: false, because: 'the route is described by a value that is computed at run time' };
    add(node, { method: 'ALL', path: unknown, options, handler: undefined, at: call.base.at, call }, link);
    return;
  }
  const at = placeOfRoute(options, call);
  for (const { method, because } of methodsIn(options.prop('method'))) {
    const path = url === undefined ? emptyPath : pathOf(url.text());
    add(node, { method, path: because === undefined ? path : { path: path.path, resolved: false, because }, options, handler: options.prop('handler'), at, call }, link);
  }
}

/** `'GET'`, `['GET', 'POST']` or `fastify.supportedMethods`. */
function methodsIn(method: Argument | undefined): readonly { readonly method: RouteMethod; readonly because?: string }[] {
  if (method?.external().some(({ path }) => path === `${app}.supportedMethods`) === true) return [{ method: 'ALL' }];
  return (method?.items() ?? [method]).map((item) => {
    const text = item?.text();
    return text?.resolved === true ? { method: text.text.toUpperCase() as RouteMethod } : { method: 'ALL', because: `the method is not known: ${text?.because ?? 'it is not given here'}` };
  });
}

interface Declared { readonly method: RouteMethod; readonly path: PathText; readonly options: Argument | undefined; readonly handler: Argument | undefined; readonly at: Span; readonly call: ExternalCall }

function add(node: string, { method, path, options, handler, at, call }: Declared, link: LinkContext): void {
  const fn = handler === undefined ? undefined : wrappedHandler(handler);
  link.routes.route(node, {
    framework: 'fastify', method, path, ...call.base, at, pos: call.pos,
    ...(fn === undefined ? {} : { handler: fn }),
    ...(handler === undefined ? {} : { handlerText: handler.describe() }),
    middleware: [], middlewareFunctions: [],
    hooks: hooks.flatMap((name) => hooksIn(name, options?.prop(name))),
    declaresBodySchema: options?.prop('schema')?.prop('body') !== undefined || hasOpaqueSchema(options),
  });
}

export function hooksIn(name: string, given: Argument | undefined): readonly Hook[] {
  if (given === undefined) return [];
  return (given.items() ?? [given]).map((item) => {
    const fn = wrappedHandler(item);
    return { phase: hooks.findIndex((known) => known === name), name: item.describe(), ...(fn === undefined ? {} : { fn }) };
  });
}

/** `schema: someImportedThing` that cannot be read: the framework may validate, so nobody may say that it does not. */
function hasOpaqueSchema(options: Argument | undefined): boolean {
  const schema = options?.prop('schema');
  if (schema === undefined) return options !== undefined && (options.entries() === undefined || options.entries()?.open === true);
  const entries = schema.entries();
  return entries === undefined || entries.open;
}

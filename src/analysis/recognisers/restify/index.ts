import type { RouteMethod } from '../../facts.ts';
import { emptyPath, pathOf } from '../../graph/paths.ts';
import { wrappedHandler } from '../handlers.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';
import { flattenHandlers } from '../route-arguments.ts';

const server = 'restify.createServer()';
const verbs: ReadonlyMap<string, RouteMethod> = new Map([
  ['get', 'GET'], ['head', 'HEAD'], ['post', 'POST'], ['put', 'PUT'], ['patch', 'PATCH'], ['del', 'DELETE'], ['opts', 'OPTIONS'],
]);
/** `pre` runs before routing, `use` after it and before the handlers of the route, in whatever order the calls are written. */
const phases: ReadonlyMap<string, number> = new Map([['first', 0], ['pre', 1], ['use', 2]]);

/** Restify: routes given as a path or as options, handlers in arrays, `pre` and `use`. */
export const recogniser: Recogniser = {
  name: 'restify',
  modules: ['restify'],
  collectors: [server],
  aliases: { 'restify.Server!': server },
  onCall(call, link) {
    if (call.path === 'restify.createServer') {
      link.routes.root(call.id);
      link.emit({ kind: 'server', ...call.link, framework: 'restify', what: 'app' });
    }
    if (call.receiver !== server || call.on === undefined) return;
    const method = verbs.get(call.method);
    const phase = phases.get(call.method);
    if (method !== undefined) onRoute(call, call.on.id, method, link);
    else if (phase !== undefined) onUse(call, call.on.id, phase, link);
    else if (call.method === 'listen' || call.method === 'close') link.emit({ kind: 'server', ...call.link, framework: 'restify', what: call.method });
  },
};

function onRoute(call: ExternalCall, id: string, method: RouteMethod, link: LinkContext): void {
  const [first, ...rest] = call.args;
  const handlers = flattenHandlers(rest);
  const last = handlers.at(-1);
  if (first === undefined || last === undefined) return;
  const handler = wrappedHandler(last);
  link.routes.route(id, {
    framework: 'restify', method, path: pathOf((first.prop('path') ?? first).text()), ...call.link, pos: call.pos,
    ...(handler === undefined ? {} : { handler }),
    handlerText: last.describe(), middleware: [], middlewareFunctions: [], hooks: hooksOf(handlers.slice(0, -1), 3), declaresBodySchema: false,
  });
}

function onUse(call: ExternalCall, id: string, phase: number, link: LinkContext): void {
  link.routes.use(id, {
    prefix: emptyPath, names: [], functions: [], hooks: hooksOf(flattenHandlers(call.args), phase), isErrorHandler: false, anywhere: true, ...call.link, pos: call.pos,
  });
}

function hooksOf(items: readonly Argument[], phase: number): { readonly phase: number; readonly name: string; readonly fn?: NonNullable<ReturnType<typeof wrappedHandler>> }[] {
  return items.map((item) => {
    const fn = wrappedHandler(item);
    return { phase, name: item.describe(), ...(fn === undefined ? {} : { fn }) };
  });
}

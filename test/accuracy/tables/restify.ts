import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { RouteRow } from '../truth.ts';

interface Chain { getHandlers(): readonly { readonly _name?: string; readonly name: string }[] }
interface Server {
  readonly router: { getRoutes(): Readonly<Record<string, { readonly method: string; readonly path: string; readonly chain: Chain }>> };
  readonly preChain: Chain;
  readonly useChain: Chain;
}

/** Restify 11 loads a SPDY server that current versions of Node cannot load, and needs it only where SPDY is asked for. Before anything loads restify. */
export function withoutSpdy(root: string): void {
  const require = createRequire(createRequire(join(root, 'package.json')).resolve('restify'));
  const file = require.resolve('spdy');
  require.cache[file] = Object.assign(Object.create(null) as NodeJS.Module, { id: file, filename: file, loaded: true, exports: {} });
}

/** The routes a Restify server holds, with `pre`, `use` and the handlers of the route in the order they run. */
export function restifyRoutes(server: unknown): readonly RouteRow[] {
  const { router, preChain, useChain } = server as Server;
  return Object.values(router.getRoutes()).map(({ method, path, chain }) => {
    const handlers = [preChain, useChain, chain].flatMap((part) => part.getHandlers()).map(({ name }) => name);
    return { method, path: named(path), middleware: handlers.slice(0, -1), handler: handlers.at(-1) ?? '' };
  });
}

/** `:id(^\\d+$)` is `:id`. */
function named(path: string): string {
  return path.replace(/:(\w+)\([^()]*\)/g, ':$1');
}

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteRow } from '../truth.ts';

interface Found { readonly route: string; readonly filePath: string }
interface Discovery {
  readonly discoverRoutes: (options: Readonly<Record<string, unknown>>) => Promise<{ readonly appRouteHandlers?: readonly Found[]; readonly pageApiRoutes?: readonly Found[] }>;
}
type LoadConfig = (phase: string, dir: string) => Promise<{ readonly basePath: string; readonly pageExtensions: readonly string[] }>;

/**
 * What `next build` would serve from a folder, without the build: its own configuration loader and route discovery say which files are routes at which path,
 * the files themselves say, once loaded, which of Next's methods they export. HEAD and OPTIONS that Next answers by itself are no exports.
 */
export async function nextRoutes(dir: string): Promise<readonly RouteRow[]> {
  const require = createRequire(join(dir, 'package.json'));
  const { default: loadConfig } = require('next/dist/server/config') as { default: LoadConfig };
  const { discoverRoutes } = require('next/dist/build/route-discovery') as Discovery;
  const { findPagesDir } = require('next/dist/lib/find-pages-dir') as { readonly findPagesDir: (dir: string) => { readonly pagesDir?: string; readonly appDir?: string } };
  const { HTTP_METHODS } = require('next/dist/server/web/http') as { HTTP_METHODS: readonly string[] };

  const { basePath, pageExtensions } = await loadConfig('phase-production-build', dir);
  const { pagesDir, appDir } = findPagesDir(dir);
  const isSrcDir = (appDir ?? pagesDir ?? '').startsWith(join(dir, 'src'));
  const { appRouteHandlers = [], pageApiRoutes = [] } = await discoverRoutes({ appDir, pagesDir, pageExtensions, isDev: false, baseDir: dir, isSrcDir });

  const rows: RouteRow[] = [];
  for (const { route, filePath } of appRouteHandlers) {
    const handlers = await load(filePath);
    for (const method of HTTP_METHODS) {
      const handler = handlers[method];
      if (handler !== undefined) rows.push({ method, path: named(basePath + route), handler: nameOf(handler) });
    }
  }
  for (const { route, filePath } of pageApiRoutes) rows.push({ method: 'ALL', path: named(basePath + route), handler: nameOf((await load(filePath))['default']) });
  return rows;
}

async function load(file: string): Promise<Readonly<Record<string, unknown>>> {
  return await import(pathToFileURL(file).href) as Readonly<Record<string, unknown>>;
}

function nameOf(handler: unknown): string {
  return typeof handler === 'function' ? handler.name : '';
}

/** `[id]`, `[...path]` and `[[...slug]]` are `:name`. */
function named(path: string): string {
  return path.replace(/\[\[?(?:\.\.\.)?([\w-]+)\]?\]/g, ':$1');
}

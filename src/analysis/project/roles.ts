import type { FileRole, PackageFact } from '../facts.ts';
import type { FileModel } from '../resolve/model.ts';

const testPath = /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|cypress|playwright|fixtures|mocks|testing|test-utils)\//i;
const testName = /\.(?:test|spec|e2e|e2e-spec|stories|story|mock|cy|int-spec|integration)\.[cm]?[jt]sx?$|(?:^|\/)(?:jest|vitest|playwright|cypress|karma)\.(?:config|setup)|\.e2e-[\w-]+\.[jt]s$/i;
const scriptPath = /(?:^|\/)(?:scripts?|bin|seeds?|seeders?|migrations?|tools?|tasks|generators|codemods?|benchmarks?|bench|examples?|docs)\//i;
const scriptName = /(?:^|\/)(?:[\w.-]+\.config|\.\w+rc|gulpfile|gruntfile|webpack\.[\w.-]+|seed|migrate|[\w-]+\.(?:migration|seed|seeder))\.[cm]?[jt]s$|(?:^|\/)\d{10,14}[-_][\w-]+\.[cm]?[jt]s$/i;
const browserPath = /(?:^|\/)(?:client|client-only|frontend|front-end|web-ui|webapps?|ui|components|hooks|pages-ui|public|static|assets|browser)\//i;
/** `routes/public/` of a server is no folder of web pages. */
const routePath = /(?:^|\/)(?:routes|controllers|handlers|endpoints|plugins)\//i;
const serverPath = /(?:^|\/)(?:server|server-only|api|backend|functions|lambdas?|trpc|workers?)\/|(?:^|\/)(?:middleware|route|instrumentation|proxy)\.[jt]sx?$|\.server\.[jt]sx?$/i;
const mailPath = /(?:email|mail|pdf|template)/i;
const generatedName = /\.(?:generated|gen|g)\.[cm]?[jt]sx?$|(?:^|\/)(?:generated|__generated__|\.?gen)\//i;

const databaseModule = /(?:^|[/@-])(?:prisma|db|database)(?:\/(?:client|index|server))?(?:\.[cm]?[jt]s)?$/;

/** Files that Next.js serves, whatever their folders are called. */
const nextRoute = /^(.*?)(?:^|\/)(?:app\/(?:.*\/)?route\.(?:\w+\.)?[jt]sx?$|pages\/api\/.*\.[jt]sx?$)/;

const uiPackages = ['react-dom', 'vue', 'svelte', '@angular/core', 'preact', 'solid-js', 'jquery'];
const serverPackages = /^(?:express|fastify|koa|hapi|@hapi\/hapi|hono|restify|polka|h3|nitropack|@nestjs\/core|@trpc\/server|apollo-server.*|@apollo\/server|graphql-yoga)$/;
const databasePackages = /^(?:@prisma\/client|pg|mysql2?|mongoose|mongodb|typeorm|sequelize(?:-typescript)?|@mikro-orm\/\w+|knex|drizzle-orm|better-sqlite3|ioredis|redis|bullmq)$/;
const browserModules = /^(?:react|react-dom(?:\/client)?|react-router(?:-dom)?|vue|vue-router|svelte|@angular\/(?:core|common|router)|@tanstack\/react-query|mobx(?:-\w+)*|jquery|next\/(?:link|image|navigation|router))$/;
const serverModules = /^(?:node:|(?:assert|buffer|child_process|cluster|crypto|dns|fs|fs\/promises|http|http2|https|net|os|path|perf_hooks|process|stream|stream\/promises|tls|url|util|worker_threads|zlib)$|express$|fastify$|koa$|hono(?:\/|$)|@nestjs\/|next\/(?:server|cache|headers)$|server-only$|@prisma\/client$|pg$|pg-promise$|postgres$|mysql2(?:\/|$)|better-sqlite3$|kysely$|objection$|mongoose$|typeorm$|sequelize(?:-typescript)?$|@mikro-orm\/|knex$|drizzle-orm|ioredis$|redis$|bullmq$|puppeteer|playwright|jsdom$|happy-dom$)/;

/** What a file is for where its path and its package alone say so: tests and generated code, which nobody need read, and the route files of Next.js. */
export function roleOfPath(file: string, packages: readonly PackageFact[]): FileRole | undefined {
  if (testName.test(file)) return 'test';
  const above = nextRoute.exec(file)?.[1];
  if (above !== undefined && !testPath.test(`${above}/`) && nearestPackage(file, packages)?.dependencies['next'] !== undefined) return 'server';
  if (testPath.test(file)) return 'test';
  return generatedName.test(file) ? 'generated' : undefined;
}

/**
 * Whether a file may turn out to run in a browser, so that a look at its outline can spare parsing it: components, folders of user interfaces,
 * and everything in a package that has a browser framework.
 */
export function mayBeBrowser(file: string, packages: readonly PackageFact[]): boolean {
  if (/\.[jt]sx$/.test(file) || browserPath.test(file)) return true;
  let dirs = interfaceDirs.get(packages);
  if (dirs === undefined) {
    dirs = packages.filter(({ dependencies }) => uiPackages.some((name) => dependencies[name] !== undefined)).map(({ dir }) => (dir === '' ? '' : `${dir}/`));
    interfaceDirs.set(packages, dirs);
  }
  return dirs.some((dir) => file.startsWith(dir));
}

/** Folders of packages with a browser framework, per list of packages. */
const interfaceDirs = new WeakMap<readonly PackageFact[], readonly string[]>();

/** What a file is for, judged by its path, its package and its shape; facts that prove a server (a listen, a route) are weighed later, in the graph. */
export function roleOf(file: string, { flags, imports }: Pick<FileModel, 'flags' | 'imports'>, packages: readonly PackageFact[] = []): FileRole {
  const byPath = roleOfPath(file, packages);
  if (byPath !== undefined) return byPath;
  if (flags.includes('use client')) return 'browser';
  if (flags.includes('use server')) return 'server';
  if (scriptName.test(file) || scriptPath.test(file) || flags.includes('shebang')) return 'script';
  const modules = imports.filter(({ typeOnly }) => !typeOnly).map(({ module }) => module);
  const isServer = modules.some((module) => serverModules.test(module)) || modules.some((module) => isDatabaseModule(module, file, packages));
  if (isServer) return flags.includes('jsx') && browserPath.test(file) && !serverPath.test(file) ? 'browser' : 'server';
  if (!mailPath.test(file) && modules.some((module) => browserModules.test(module))) return 'browser';
  if (browserPath.test(file) && (flags.includes('jsx') || !(serverPath.test(file) || isServerRoute(file, packages)))) return 'browser';
  if (flags.includes('jsx') && /\.[jt]sx$/.test(file) && !mailPath.test(file)) return 'browser';
  if (serverPath.test(file)) return 'server';
  if (flags.includes('page')) return 'browser';
  return isUserInterface(nearestPackage(file, packages)) ? 'browser' : 'server';
}

/**
 * A module of the project that hands out a database client: `@acme/prisma`, `@/lib/db`. Only where its package depends on a database library, and not its
 * other entries (`@acme/prisma/enums`), which pages import too.
 */
function isDatabaseModule(module: string, file: string, packages: readonly PackageFact[]): boolean {
  if (!databaseModule.test(module)) return false;
  const named = packages.find(({ name }) => name !== undefined && (module === name || module.startsWith(`${name}/`)));
  const owner = named ?? (/^(?:[.~#]|@\/|\w+\/)/.test(module) ? nearestPackage(file, packages) : undefined);
  return Object.keys(owner?.dependencies ?? {}).some((name) => databasePackages.test(name));
}

/** Below a folder of routes, in a package with a server framework and none for browsers. */
function isServerRoute(file: string, packages: readonly PackageFact[]): boolean {
  const routes = routePath.exec(file);
  const names = Object.keys(nearestPackage(file, packages)?.dependencies ?? {});
  return routes !== null && !browserPath.test(file.slice(0, routes.index + 1)) && names.some((name) => serverPackages.test(name)) && !uiPackages.some((name) => names.includes(name));
}

/** The package a file belongs to: the one with the deepest folder above it. */
export function nearestPackage(file: string, packages: readonly PackageFact[]): PackageFact | undefined {
  const dir = file.slice(0, file.lastIndexOf('/') + 1);
  let known = packageOfFolder.get(packages);
  if (known === undefined) packageOfFolder.set(packages, (known = new Map<string, PackageFact | undefined>()));
  if (!known.has(dir)) known.set(dir, deepestAbove(dir, packages));
  return known.get(dir);
}

const packageOfFolder = new WeakMap<readonly PackageFact[], Map<string, PackageFact | undefined>>();

function deepestAbove(file: string, packages: readonly PackageFact[]): PackageFact | undefined {
  let best: PackageFact | undefined;
  for (const item of packages) {
    if ((item.dir === '' || file.startsWith(`${item.dir}/`)) && (best === undefined || item.dir.length > best.dir.length)) best = item;
  }
  return best;
}

/** A package with a browser framework and no server framework. */
function isUserInterface(item: PackageFact | undefined): boolean {
  if (item === undefined) return false;
  const names = Object.keys(item.dependencies);
  return uiPackages.some((name) => names.includes(name)) && !names.some((name) => serverPackages.test(name) || databasePackages.test(name));
}

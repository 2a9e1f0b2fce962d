import type { FileRole } from '../facts.ts';

const testPath = /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|cypress|playwright|fixtures|mocks|testing|test-utils)\//i;
const testName = /\.(?:test|spec|e2e|e2e-spec|stories|story|mock|cy|int-spec|integration)\.[cm]?[jt]sx?$|(?:^|\/)(?:jest|vitest|playwright|cypress|karma)\.(?:config|setup)|\.e2e-[\w-]+\.[jt]s$/i;
const scriptPath = /(?:^|\/)(?:scripts?|bin|seeds?|seeders?|migrations?|tools?|tasks|generators|codemods?|benchmarks?|bench|examples?|docs)\//i;
const scriptName = /(?:^|\/)(?:[\w.-]+\.config|gulpfile|gruntfile|webpack\.[\w.-]+|seed|migrate|[\w-]+\.(?:migration|seed|seeder))\.[cm]?[jt]s$|(?:^|\/)\d{10,14}[-_][\w-]+\.[cm]?[jt]s$/i;
const browserPath = /(?:^|\/)(?:client|frontend|front-end|web-ui|ui|components|hooks|pages-ui|public|static|assets|browser)\//i;
const generatedName = /\.(?:generated|gen|g)\.[cm]?[jt]sx?$|(?:^|\/)(?:generated|__generated__|\.?gen)\//i;

/** What a file is for, judged by its path and top-level shape; facts that prove a server (a listen, a route) are weighed later, in the graph. */
export function roleOf(file: string, flags: readonly string[], imports: readonly { readonly module: string }[]): FileRole {
  if (testName.test(file) || testPath.test(file)) return 'test';
  if (generatedName.test(file)) return 'generated';
  if (flags.includes('use client')) return 'browser';
  if (scriptName.test(file) || scriptPath.test(file) || flags.includes('shebang')) return 'script';
  if (imports.some(({ module }) => browserModules.test(module)) && !imports.some(({ module }) => /^(?:node:|express$|fastify$|@nestjs\/|next\/server$)/.test(module))) return 'browser';
  if (browserPath.test(file) && (flags.includes('jsx') || !/(?:^|\/)(?:server|api|backend)\//i.test(file))) return 'browser';
  if (flags.includes('jsx') && /\.[jt]sx$/.test(file) && !/(?:email|mail|pdf|template)/i.test(file)) return 'browser';
  return 'server';
}

const browserModules = /^(?:react-dom(?:\/client)?|react-router(?:-dom)?|vue|vue-router|svelte|@angular\/(?:core|common|router)|@tanstack\/react-query|jquery|next\/(?:link|image|navigation|router))$/;

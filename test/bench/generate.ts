/**
 * Writes a large full-stack workspace of ours, the same for the same number every time: three backends (NestJS, Express, Fastify, on `pg` and
 * Prisma), a React front end, a shared package, a package of databases, and features that go through all of them.
 *
 * Sizes and shares follow public full-stack repositories of 900 to 7,400 files, by our own roles of files: 41..57% server (1.5..5.5 KB on
 * average), 30..43% browser (2.3..6.1 KB), 9..18% tests (4.1..12.3 KB), 2..4% scripts; 120..560 routes and 100..1,400 data calls each. Aimed at
 * here: 45% server and 38% browser of 3 KB, 14% tests of 5 KB, 3% scripts; 700..1,200 routes, 1,200..2,500 data calls and 1,500..2,500 classes in
 * 5,000 files, which is still the dense end. What is measured on a code base denser than any real one says little about real ones; a unit test
 * keeps the shares.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Feature, featureOf, frameworks, serverDir } from './feature.ts';
import { appFiles } from './templates/apps.ts';
import { componentFiles } from './templates/browser-components.ts';
import { browserDataFiles } from './templates/browser-data.ts';
import { browserKit } from './templates/browser-kit.ts';
import { pageFiles } from './templates/browser-pages.ts';
import { cacheFile, errorsFile, eventsFile, policyFile, pricingFile, rulesFile, serverIndexFile } from './templates/domain.ts';
import { dtoFiles } from './templates/dto.ts';
import { helpersFile, importFile, notificationsFile, reportFile, statisticsFile } from './templates/plain.ts';
import { mapperFile, repositoryFile } from './templates/repository.ts';
import { routeFiles } from './templates/routes.ts';
import { scriptFiles } from './templates/scripts.ts';
import { serviceFile } from './templates/service.ts';
import { constantsFile, featureIndexFile, formatFile, schemaFile, sharedFiles, typesFile } from './templates/shared.ts';
import { browserTests, formatTest } from './templates/tests-browser.ts';
import { appTests, browserKitTests, sharedTests } from './templates/tests-kit.ts';
import { serverTests } from './templates/tests.ts';
import { workspaceFiles } from './templates/workspace.ts';

type Files = Record<string, string>;

/** Every file of a code base with about `files` source files, by path. */
export function generateFiles(files: number): Map<string, string> {
  const features: Feature[] = [];
  const result = new Map<string, string>(Object.entries(workspaceFiles()));
  const fixed = Object.keys(fixedFiles([])).length;
  for (let written = fixed; written < files || features.length === 0;) {
    const feature = featureOf(features.length);
    features.push(feature);
    const own = Object.entries(featureFiles(feature));
    for (const [file, text] of own) result.set(file, withArticles(text, feature));
    written += own.length;
  }
  for (const [file, text] of Object.entries(fixedFiles(features))) result.set(file, text);
  return result;
}

/** Writes {@link generateFiles} below a folder. */
export async function generate(root: string, files: number): Promise<void> {
  for (const [file, text] of generateFiles(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

function fixedFiles(features: readonly Feature[]): Files {
  const apps = (Object.keys(frameworks) as Feature['app'][]).map((app) => ({
    ...below(`apps/${app}/src`, appFiles(app, features.filter((feature) => feature.app === app))),
    ...below(`apps/${app}`, appTests(app)),
  }));
  return Object.assign({}, ...apps, below('packages/shared/src', { ...sharedFiles(features), ...sharedTests() }), below('apps/web/src', { ...browserKit(features), ...browserKitTests() })) as Files;
}

function featureFiles(feature: Feature): Files {
  const { kebab, parts } = feature;
  return {
    ...below(`packages/shared/src/${kebab}s`, {
      [`${kebab}.types.ts`]: typesFile(feature),
      [`${kebab}.constants.ts`]: constantsFile(feature),
      ...(parts.has('sharedFormat') ? { [`${kebab}.format.ts`]: formatFile(feature) } : {}),
      ...(parts.has('sharedFormat') && parts.has('formatTest') ? { [`${kebab}.format.test.ts`]: formatTest(feature) } : {}),
      ...(parts.has('sharedSchema') ? { [`${kebab}.schema.ts`]: schemaFile(feature) } : {}),
      'index.ts': featureIndexFile(feature),
    }),
    ...below(serverDir(feature), serverFiles(feature)),
    ...below(`apps/web/src/features/${kebab}s`, { ...browserDataFiles(feature), ...componentFiles(feature), ...browserTests(feature) }),
    ...below('apps/web/src/pages', pageFiles(feature)),
    ...(parts.has('webIndex') ? { [`apps/web/src/features/${kebab}s/index.ts`]: webIndexFile(feature) } : {}),
    ...scriptFiles(feature),
  };
}

function serverFiles(feature: Feature): Files {
  const { kebab, parts } = feature;
  const optional: Files = Object.fromEntries(Object.entries({
    rules: rulesFile, report: reportFile, events: eventsFile, policy: policyFile, helpers: helpersFile, pricing: pricingFile, cache: cacheFile,
    statistics: statisticsFile, import: importFile, notifications: notificationsFile,
  }).flatMap(([part, write]) => (parts.has(part) ? [[`${kebab}.${part}.ts`, write(feature)]] : [])));
  return {
    [`${kebab}.errors.ts`]: errorsFile(feature),
    [`${kebab}.mapper.ts`]: mapperFile(feature),
    [`${kebab}.repository.ts`]: repositoryFile(feature),
    [`${kebab}.service.ts`]: serviceFile(feature),
    ...optional,
    ...routeFiles(feature),
    ...below('dto', dtoFiles(feature)),
    ...(parts.has('serverIndex') ? { 'index.ts': serverIndexFile(feature) } : {}),
    ...serverTests(feature),
  };
}

/** The barrel in front of the feature's part of the front end. */
function webIndexFile(feature: Feature): string {
  const files = Object.keys({ ...browserDataFiles(feature), ...componentFiles(feature) }).map((file) => file.replace(/\.tsx?$/, ''));
  return `${files.sort().map((file) => `export * from './${file}';`).join('\n')}\n`;
}

/** Templates say `a` before every noun. */
function withArticles(text: string, { words }: Feature): string {
  return /^[aeiou]/.test(words) ? text.replace(new RegExp(`\\b([Aa]) (?=${words}\\b)`, 'g'), '$1n ') : text;
}

function below(dir: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [`${dir}/${file}`, text]));
}

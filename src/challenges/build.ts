/** Builds what runs and types challenges: `run/` (the process of a run) and `node_modules/` (what challenge code may import). A build tool: ships nowhere. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { licensesOf } from '../platform/licenses.ts';

const execute = promisify(execFile);
const pack = promisify(brotliCompress);
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const installed = join(root, 'node_modules');

/** Names that CommonJS packages export, which an ES module has to spell out. */
const express = `import express from 'express';
export default express;
export const { application, request, response, Route, Router, json, raw, static: serveStatic, text, urlencoded } = express;
export { serveStatic as static };`;

/** Packages whose types go along whole: small, or needed by others. `zod` and `fast-xml-parser` bring theirs from their own packages. */
const typePackages = [
  '@types/node', 'undici-types', '@types/express', '@types/express-serve-static-core', '@types/body-parser', '@types/connect', '@types/http-errors',
  '@types/qs', '@types/range-parser', '@types/send', '@types/serve-static',
];

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
};

/** Writes the kit into a folder, which it empties first. */
export async function buildKit(outDir: string): Promise<void> {
  await rm(outDir, { recursive: true, force: true });
  const packages = join(outDir, 'node_modules');
  await mkdir(packages, { recursive: true });
  const metafiles = [
    await bundle({ entryPoints: { main: join(here, 'child/main.ts'), reporter: join(here, 'child/reporter.ts'), patrol: join(here, 'child/patrol.ts') }, outdir: join(outDir, 'run') }),
    await bundle({
      entryPoints: {
        'pg/index': join(here, 'kit/pg/index.ts'),
        'coach-kit/index': join(here, 'kit/coach-kit/index.ts'),
        'coach-kit/postgres': join(here, 'kit/coach-kit/postgres.ts'),
        'coach-kit/preload': join(here, 'kit/coach-kit/preload.ts'),
        'coach-kit/patrol': join(here, 'child/patrol.ts'),
      },
      outdir: packages,
      splitting: true,
      // Beside the files of the database, which the code looks for next to itself.
      chunkNames: 'pg/[name]-[hash]',
    }),
    await bundle({ stdin: { contents: express, resolveDir: root }, outfile: join(packages, 'express/index.js') }),
    await bundle({ stdin: { contents: "export * from 'zod'; export { default } from 'zod';", resolveDir: root }, outfile: join(packages, 'zod/index.js') }),
    await bundle({ stdin: { contents: "export * from 'fast-xml-parser';", resolveDir: root }, outfile: join(packages, 'fast-xml-parser/index.js') }),
  ];
  await Promise.all([
    ...typePackages.map((name) => copyTypes(join(installed, name), join(packages, name))),
    copyReachableTypes('zod', 'index.d.ts', packages),
    copyReachableTypes('fast-xml-parser', 'src/fxp.d.ts', packages),
    writeOwnTypes(packages),
    copyPostgres(join(packages, 'pg')),
  ]);
  await writePackage(packages, 'pg', { types: './index.d.ts' });
  await writePackage(packages, 'coach-kit', { types: './index.d.ts', exports: { '.': './index.js', './postgres': './postgres.js' } });
  await writePackage(packages, 'express', { types: '../@types/express/index.d.ts' });
  await writePackage(packages, 'zod', { types: './index.d.ts' });
  await writePackage(packages, 'fast-xml-parser', { types: './src/fxp.d.ts' });
  await writeFile(join(outDir, 'LICENSES.txt'), await licensesOf(metafiles, root));
}

async function bundle(options: BuildOptions): Promise<Metafile> {
  const { metafile } = await build({ ...shared, ...options });
  return metafile ?? { inputs: {}, outputs: {} };
}

async function writePackage(packages: string, name: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  const manifest = { name, version: '0.0.0', private: true, type: 'module', main: './index.js', ...fields };
  await mkdir(join(packages, name), { recursive: true });
  await writeFile(join(packages, name, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Declarations and manifest of a package that is types only. */
async function copyTypes(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, filter: async (path) => (await stat(path)).isDirectory() || /\.d\.[cm]?ts$|package\.json$|LICENSE$/.test(path) });
}

/** The declarations of a package that its entry reaches by relative imports. */
async function copyReachableTypes(name: string, entry: string, packages: string): Promise<void> {
  const pending = [entry];
  const seen = new Set(pending);
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const text = await readFile(join(installed, name, file), 'utf8');
    await mkdir(dirname(join(packages, name, file)), { recursive: true });
    await writeFile(join(packages, name, file), text);
    for (const [, specifier = ''] of text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)) {
      const target = join(dirname(file), specifier.replace(/\.js$/, '.d.ts').replace(/\.cjs$/, '.d.cts')).replaceAll('\\', '/');
      if (seen.has(target)) continue;
      seen.add(target);
      pending.push(target);
    }
  }
}

/** The declarations of our own packages, from their sources. */
async function writeOwnTypes(packages: string): Promise<void> {
  const out = await mkdtemp(join(tmpdir(), 'coach-types-'));
  try {
    await execute(process.execPath, [
      join(installed, 'typescript/bin/tsc'), '--declaration', '--emitDeclarationOnly', '--outDir', out, '--rootDir', here, '--ignoreConfig',
      ...['--target', 'ES2023', '--module', 'NodeNext', '--types', 'node', '--strict', '--allowImportingTsExtensions', '--skipLibCheck'],
      ...['kit/pg/index.ts', 'kit/coach-kit/index.ts', 'kit/coach-kit/postgres.ts', 'child/sucrase-parser.d.ts'].map((file) => join(here, file)),
    ], { cwd: root }).catch((error: unknown) => {
      throw new Error(`The types of the challenge kit could not be made:\n${(error as { stdout?: string }).stdout ?? String(error)}`);
    });
    const kept = /^(?:index|postgres|engine|pool|client|types|databaseError|faultyServer|listen|measureGrowth|random|readSource|startScript|waitFor)\.d\.ts$/;
    for (const folder of ['pg', 'coach-kit']) {
      for (const file of (await readdir(join(out, 'kit', folder))).filter((name) => kept.test(name))) {
        // Editors read these without our compiler options, so imports name the JavaScript.
        const text = (await readFile(join(out, 'kit', folder, file), 'utf8')).replace(/(from ')(\.[^']*)\.ts'/g, "$1$2.js'");
        await mkdir(join(packages, folder), { recursive: true });
        await writeFile(join(packages, folder, file), text);
      }
    }
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** PostgreSQL and an image of a fresh data directory, packed. Packing takes a while, so it is done once per version. */
async function copyPostgres(to: string): Promise<void> {
  const source = join(installed, '@electric-sql/pglite');
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  const cache = join(installed, '.cache/backend-coach', `postgres-${version}`);
  if (await stat(cache).catch(() => undefined) === undefined) {
    const fresh = `${cache}.${process.pid}`;
    await mkdir(fresh, { recursive: true });
    const { PGlite } = await import('@electric-sql/pglite');
    const database = await PGlite.create();
    const image = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer());
    await database.close();
    await writePacked(join(fresh, 'image.tar.br'), image);
    await writePacked(join(fresh, 'postgres.wasm.br'), await readFile(join(source, 'dist/pglite.wasm')));
    await writePacked(join(fresh, 'share.data.br'), await readFile(join(source, 'dist/pglite.data')));
    // Somebody else may have been faster.
    await rename(fresh, cache).catch(() => rm(fresh, { recursive: true, force: true }));
  }
  await cp(cache, to, { recursive: true });
}

async function writePacked(file: string, data: Buffer): Promise<void> {
  await writeFile(file, await pack(data, { params: {
    [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS, [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
  } }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = process.argv[2] ?? join(root, 'out', 'kit');
  await buildKit(target);
  console.log(`Kit written to ${relative(process.cwd(), target)}`);
}

/**
 * Builds everything that ships into dist/. `--watch` keeps building, `--quiet` prints problems only. A part that does not
 * exist or does not build fails the build and leaves dist/ as it was. Identifiers of the parser are never
 * shortened: that would defeat Node's compile cache.
 */
import { context } from 'esbuild';
import { watch as watchFiles } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join, parse, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { glob } from 'tinyglobby';
import { buildKit } from './src/challenges/build.ts';
import { compileLessonsOrThrow } from './src/curriculum/compile.ts';
import { licensesOf } from './src/platform/licenses.ts';

const root = dirname(fileURLToPath(import.meta.url));
const flags = new Set(process.argv.slice(2));
const watching = flags.has('--watch');
/** A single build happens beside and replaces dist/ when complete, so that nobody ever runs half of it. */
const dist = watching ? join(root, 'dist') : join(root, 'out', `dist-${process.pid}`);
const say = (line) => { if (!flags.has('--quiet')) console.log(line); };

const shared = {
  absWorkingDir: root,
  bundle: true,
  minifyWhitespace: !watching,
  minifySyntax: !watching,
  sourcemap: watching ? 'linked' : false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** Node code as CommonJS, with `import.meta` pointing at the bundle. */
const commonJs = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  mainFields: ['module', 'main'], // the ESM builds of UMD packages: esbuild cannot follow their CommonJS wrappers
  define: { ...shared.define, 'import.meta.url': '__bundle.url', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  banner: { js: "'use strict';const __bundle={url:require('node:url').pathToFileURL(__filename).href};" },
};

/** Node code as an ES module, for the command line: what only some commands need, the parser above all, is loaded by them. Chunks are named by their content. */
const esModule = {
  ...shared,
  platform: 'node',
  format: 'esm',
  splitting: true,
  chunkNames: 'cli-[name]-[hash]',
  target: 'node20',
  mainFields: ['module', 'main'],
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __toPath}from'node:url';"
      + 'const require=__createRequire(import.meta.url),__filename=__toPath(import.meta.url),__dirname=__dirnameOf(__filename);',
  },
};

/**
 * ts-morph carries the text of TypeScript's lib.*.d.ts (2.8 MB) for type checking in memory.
 * Nothing here asks the type checker, so the texts stay out of the bundle.
 */
const withoutLibFiles = {
  name: 'without-lib-files',
  setup(build) {
    build.onLoad({ filter: /[\\/]ts-morph-common\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const start = text.indexOf('const libFiles = [{');
      const end = text.indexOf('\n    }];', start);
      if (start === -1 || end === -1) return { warnings: [{ text: 'The lib file texts were not found in ts-morph-common.js, so they stay in the bundle.' }], contents: text };
      return { contents: `${text.slice(0, start)}const libFiles = [];${text.slice(end + '\n    }];'.length)}` };
    });
  },
};

/**
 * Modules that the extension imports dynamically and that are large: each is a file of its own, so that activation neither reads nor
 * parses it. The language client is all third-party and the editor keeps no compile cache, so its names may go. The import becomes a `require`, because only that sees the editor's `vscode` module.
 */
const lazyChunks = { 'src/extension/project/languageClient.ts': 'language-client.cjs', 'src/challenges/index.ts': 'challenge-engine.cjs' };
const splitLazyChunks = {
  name: 'split-lazy-chunks',
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ path, resolveDir, kind }) => {
      const chunk = lazyChunks[relative(root, join(resolveDir, path)).replaceAll('\\', '/')];
      return kind === 'dynamic-import' && chunk ? { path: `./${chunk}`, external: true } : undefined;
    });
  },
};
const extensionCode = { ...commonJs, external: ['vscode'], supported: { 'dynamic-import': false } };

/** Loads the real bundle after turning Node's compile cache on, which halves the load time of the parser from the second start. */
const launchers = {
  'server.cjs': "'use strict';\nrequire('node:module').enableCompileCache?.();\nrequire('./server-main.cjs');\n",
  'cli.js': "#!/usr/bin/env node\nimport module from 'node:module';\nmodule.enableCompileCache?.();\nawait import('./cli-main.js');\n",
};

const webviewEntries = await glob('src/webview/*/main.ts', { cwd: root });
const bundles = [
  { entry: 'src/extension/main.ts', file: 'extension.cjs', options: { ...extensionCode, plugins: [splitLazyChunks] } },
  ...Object.entries(lazyChunks).map(([entry, file]) => ({ entry, file, options: { ...extensionCode, minifyIdentifiers: !watching && file === 'language-client.cjs' } })),
  { entry: 'src/server/main.ts', file: 'server-main.cjs', launcher: 'server.cjs', options: { ...commonJs, plugins: [withoutLibFiles] } },
  { entry: 'src/cli/main.ts', file: 'cli-main.js', launcher: 'cli.js', options: { ...esModule, plugins: [withoutLibFiles] } },
  ...webviewEntries.map((entry) => ({
    entry,
    file: `webview/${entry.split('/').at(-2)}.js`,
    options: { ...shared, platform: 'browser', format: 'iife', target: ['chrome130'], tsconfig: join(root, 'src/webview/tsconfig.json') },
  })),
];

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const sizes = [];
const metafiles = [];
try {
  for (const bundle of bundles) await buildBundle(bundle);
  await writeFile(join(dist, 'LICENSES.txt'), await licensesOf(metafiles, root));
  await compileLessonsOrThrow(join(root, 'lessons'), join(dist, 'lessons'));
  await addFolderSize('lessons');
  await buildKit(join(dist, 'kit'));
  await addFolderSize('kit');
  printSizes();
  if (watching) watchLessons();
  else await replaceDist();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\nThe build failed${watching ? '' : ' and dist/ is as it was'}.`);
  process.exitCode = 1;
} finally {
  if (!watching) await rm(dist, { recursive: true, force: true });
}

async function buildBundle({ entry, file, launcher, options }) {
  const { dir, name } = parse(file);
  const ctx = await context({ ...options, entryPoints: { [join(dir, name)]: entry }, outdir: dist, outExtension: { '.js': extname(file) } });
  const { metafile } = await ctx.rebuild().finally(() => (watching ? undefined : ctx.dispose()));
  if (watching) await ctx.watch();
  metafiles.push(metafile);
  for (const [path, output] of Object.entries(metafile.outputs)) {
    if (!path.endsWith('.map')) sizes.push([relative(dist, join(root, path)).replaceAll('\\', '/'), output.bytes]);
  }
  if (launcher) await writeFile(join(dist, launcher), launchers[launcher], { mode: 0o755 });
}

async function addFolderSize(folder) {
  const files = await glob(`${folder}/**`, { cwd: dist, dot: true });
  const bytes = await Promise.all(files.map(async (file) => (await stat(join(dist, file))).size));
  sizes.push([`${folder}/ (${files.length} files)`, bytes.reduce((sum, size) => sum + size, 0)]);
}

function printSizes() {
  const width = Math.max(...sizes.map(([name]) => name.length));
  for (const [name, bytes] of sizes) say(`  ${name.padEnd(width)}  ${(bytes / 1024).toFixed(0).padStart(6)} KB`);
}

async function replaceDist() {
  await rm(join(root, 'dist'), { recursive: true, force: true });
  await rename(dist, join(root, 'dist'));
}

/** Compiles the lessons again when one changes; into a folder beside, so that a reader never sees half of them. */
function watchLessons() {
  let timer;
  watchFiles(join(root, 'lessons'), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      try {
        const next = join(dist, 'lessons.next');
        await rm(next, { recursive: true, force: true });
        await compileLessonsOrThrow(join(root, 'lessons'), next);
        await rm(join(dist, 'lessons'), { recursive: true, force: true });
        await rename(next, join(dist, 'lessons'));
        say('lessons compiled');
      } catch (error) {
        console.error(`Lessons: ${error instanceof Error ? error.message : String(error)}`);
      }
    }, 200);
  });
  say('Watching.');
}

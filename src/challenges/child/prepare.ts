import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { CompileError } from '../model.ts';
import type { ChildTask } from '../run/wire.ts';
import { transpile } from './transpile.ts';

const maxFiles = 2_000;
const source = /\.([cm]?)ts$/;

export type Prepared =
  | { readonly errors: readonly CompileError[] }
  /** Relative paths of `.js` files: the tests to import, and everything that was made from TypeScript. */
  | { readonly testFiles: readonly string[]; readonly compiled: readonly string[] };

/**
 * Lays out what runs: the attempt without its tests, the original tests over it, TypeScript as JavaScript beside its source,
 * and the packages of the kit as `node_modules`.
 */
export async function prepare({ attempt, tests, run }: Pick<ChildTask, 'attempt' | 'tests' | 'run'>, packages: string): Promise<Prepared> {
  const own = (await filesIn(attempt)).filter((file) => !file.startsWith('tests/'));
  const original = (await filesIn(tests)).map((file) => `tests/${file}`);
  const all = new Map([...own.map((file) => [file, join(attempt, file)] as const), ...original.map((file) => [file, join(tests, file.slice('tests/'.length))] as const)]);
  const errors: CompileError[] = [];
  for (const [file, from] of all) {
    await mkdir(dirname(join(run, file)), { recursive: true });
    await copyFile(from, join(run, file));
    if (!isSource(file)) continue;
    const compiled = transpile(await readFile(from, 'utf8'), file, (specifier) => resolveRelative(specifier, file, all));
    if ('error' in compiled) errors.push(compiled.error);
    else await writeFile(join(run, compiledName(file)), compiled.js);
  }
  await writeFile(join(run, 'package.json'), '{ "type": "module" }\n');
  // A junction needs no rights on Windows; elsewhere the kind is ignored.
  await symlink(packages, join(run, 'node_modules'), 'junction');
  if (errors.length > 0) return { errors };
  return { testFiles: original.filter((file) => file.endsWith('.test.ts')).map(compiledName), compiled: [...all.keys()].filter(isSource).map(compiledName) };
}

function isSource(file: string): boolean {
  return source.test(file) && !file.endsWith('.d.ts');
}

function compiledName(file: string): string {
  return file.replace(source, '.$1js');
}

/** Files below a folder, relative, POSIX separators, sorted. What starts with a dot, packages and links stay out. */
async function filesIn(dir: string): Promise<string[]> {
  if (!existsSync(dir)) return [];
  const found: string[] = [];
  const pending = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of await readdir(join(dir, folder), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) pending.push(path);
      else if (entry.isFile()) found.push(path);
    }
    if (found.length > maxFiles) throw new Error(`The folder ${dir} holds more than ${maxFiles.toLocaleString('en')} files, so it cannot be an attempt at a challenge.`);
  }
  return found.sort();
}

/** The file Node should load for a relative import that names a source file, a file without ending, or a folder. */
function resolveRelative(specifier: string, from: string, files: ReadonlyMap<string, string>): string | undefined {
  const path = posix.join(posix.dirname(from), specifier);
  const compiled = (file: string): string => relativeSpecifier(from, compiledName(file));
  if (files.has(path)) return source.test(path) ? compiled(path) : undefined;
  const found = [`${path}.ts`, `${path}.mts`, `${path}.js`, `${path}/index.ts`, `${path}/index.js`].find((file) => files.has(file));
  return found === undefined ? undefined : compiled(found);
}

function relativeSpecifier(from: string, to: string): string {
  const path = posix.relative(posix.dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

/**
 * Lets a backend's TypeScript run as it is: its sources are transpiled when they are loaded, by its own tsconfig.json (decorators, metadata, JSX,
 * `paths`), to ES modules or CommonJS by its own package.json.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { registerHooks, SourceMap } from 'node:module';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const maps = new Map<string, SourceMap>();
const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.jsx', '.json'];
const meant: Readonly<Record<string, readonly string[]>> = { '.js': ['.ts', '.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'], '.jsx': ['.tsx'] };

/** Installs the hooks for everything under `root` that is not in a node_modules folder. */
export function transpileUnder(root: string): void {
  const isOwn = (path: string): boolean => path.startsWith(root + sep) && !path.includes(`${sep}node_modules${sep}`);
  const configOf = memo((dir: string) => readConfig(dir, root));

  registerHooks({
    resolve(specifier, context, next) {
      const parent = context.parentURL?.startsWith('file:') === true ? fileURLToPath(context.parentURL) : undefined;
      if (parent === undefined || !isOwn(parent)) return next(specifier, context);
      const found = specifier.startsWith('.') ? asFile(join(dirname(parent), specifier)) : byPaths(specifier, configOf(dirname(parent)));
      return found === undefined ? next(specifier, context) : { url: pathToFileURL(found).href, shortCircuit: true };
    },
    load(url, context, next) {
      const path = url.startsWith('file:') ? fileURLToPath(url) : '';
      if (!isOwn(path) || !/\.(?:[cm]?ts|[jt]sx)$/.test(path)) return next(url, context);
      const isModule = path.endsWith('.mts') || (!path.endsWith('.cts') && packageTypeOf(dirname(path), root) === 'module');
      return { format: isModule ? 'module' : 'commonjs', source: transpile(path, isModule, configOf(dirname(path))), shortCircuit: true };
    },
  });
}

/** The line of the source a position of the running text stands for. */
export function originalLine(path: string, line: number, column: number): number {
  const origin = maps.get(path)?.findOrigin(line, column);
  return origin !== undefined && 'lineNumber' in origin ? origin.lineNumber : line;
}

function transpile(path: string, isModule: boolean, config: ts.CompilerOptions): string {
  const { outputText, sourceMapText = '{}' } = ts.transpileModule(readFileSync(path, 'utf8'), {
    fileName: path,
    compilerOptions: {
      jsx: ts.JsxEmit.ReactJSX, ...config, target: ts.ScriptTarget.ES2022, module: isModule ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
      verbatimModuleSyntax: isModule && config.verbatimModuleSyntax === true, isolatedModules: true, esModuleInterop: true, sourceMap: true, inlineSourceMap: false,
    },
  });
  maps.set(path, new SourceMap(JSON.parse(sourceMapText) as ConstructorParameters<typeof SourceMap>[0]));
  const inline = Buffer.from(sourceMapText).toString('base64');
  return `${outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '')}\n//# sourceMappingURL=data:application/json;base64,${inline}\n`;
}

function asFile(path: string): string | undefined {
  if (isFile(path)) return path;
  const written = extname(path);
  const candidates = [
    ...(meant[written] ?? []).map((extension) => path.slice(0, -written.length) + extension),
    ...extensions.map((extension) => path + extension),
    ...(existsSync(join(path, 'package.json')) ? [] : extensions.map((extension) => join(path, `index${extension}`))),
  ];
  return candidates.find(isFile);
}

function byPaths(specifier: string, { paths, pathsBasePath, ...options }: ts.CompilerOptions): string | undefined {
  const { baseUrl: folder } = options as Record<string, unknown>; // Deprecated, and what many backends still use.
  const baseUrl = typeof folder === 'string' ? folder : undefined;
  const base = baseUrl ?? (typeof pathsBasePath === 'string' ? pathsBasePath : undefined);
  if (base === undefined) return undefined;
  for (const [pattern, targets] of Object.entries(paths ?? {})) {
    const [before = '', after] = pattern.split('*');
    const fits = after === undefined ? specifier === pattern : specifier.startsWith(before) && specifier.endsWith(after);
    if (!fits) continue;
    const star = after === undefined ? '' : specifier.slice(before.length, specifier.length - after.length);
    for (const target of targets) {
      const found = asFile(join(base, target.replace('*', star)));
      if (found !== undefined) return found;
    }
  }
  return baseUrl === undefined || specifier.startsWith('node:') ? undefined : asFile(join(baseUrl, specifier));
}

function readConfig(dir: string, root: string): ts.CompilerOptions {
  const file = join(dir, 'tsconfig.json');
  if (!existsSync(file)) return dir === root ? {} : readConfig(dirname(dir), root);
  const { config, error } = ts.readConfigFile(file, (path) => readFileSync(path, 'utf8')) as { config: unknown; error?: ts.Diagnostic };
  if (error !== undefined) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`);
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, dir).options;
}

const packageTypeOf = memo((dir: string, root: string): string => {
  const file = join(dir, 'package.json');
  if (!existsSync(file)) return dir === root ? 'commonjs' : packageTypeOf(dirname(dir), root);
  return (JSON.parse(readFileSync(file, 'utf8')) as { type?: string }).type ?? 'commonjs';
});

function memo<Rest extends unknown[], T>(make: (key: string, ...rest: Rest) => T): (key: string, ...rest: Rest) => T {
  const known = new Map<string, T>();
  return (key, ...rest) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key, ...rest);
    known.set(key, made);
    return made;
  };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

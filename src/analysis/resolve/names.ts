import { isBuiltin } from 'node:module';

/** `node:` prefixed built-ins, the package for the inner entries its names are also imported from, everything else as written. */
export function canonicalModule(module: string): string {
  const inner = /^(@nestjs\/(?:common|core)|@prisma\/client|drizzle-orm|mysql2|typeorm|mongoose|express)\/(?!testing)/.exec(module);
  if (inner?.[1] !== undefined) return inner[1];
  return !module.startsWith('node:') && isBuiltin(module) ? `node:${module}` : module;
}

/**
 * Canonical path of an import from outside the project: the package for default and namespace imports (CommonJS interop makes them the same thing),
 * `<package>.<name>` for named ones. Members add `.name`, calls `()`, instances (by `new` or by type) `!`.
 */
export function externalName(module: string, name: string): string {
  const root = canonicalModule(module);
  return name === 'default' || name === '*' ? root : `${root}.${name}`;
}

/** Package names and built-ins; relative, absolute and common alias specifiers are for the project's own resolution. */
export function isExternalModule(module: string): boolean {
  return !/^[./~#]|^@\//.test(module);
}

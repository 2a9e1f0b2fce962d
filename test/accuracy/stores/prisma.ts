import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { importOfBackends } from '../backends.ts';

interface Generator { generate(): Promise<void>; stop(): void }
interface Internals {
  loadSchemaContext(options: { schemaPath: { baseDir: string; path: string }; schemaPathFromArg: string; cwd: string; printLoadMessage: boolean }): Promise<object>;
  getGenerators(options: { schemaContext: object; registry: object; skipDownload: boolean; cliCommand: string; version: string }): Promise<readonly Generator[]>;
}

/**
 * Generates a Prisma Client from a schema into the folder the schema names, which git ignores, unless the same one is there already: what
 * `prisma generate` does, without its command line, which would ask for binaries. Paths are relative to `root`.
 */
export async function generatePrismaClient(root: string, schema: string, output: string): Promise<void> {
  const path = join(root, schema);
  const stamp = createHash('sha256').update(await readFile(path)).digest('hex');
  const mark = join(root, output, '.stamp');
  if (await readFile(mark, 'utf8').catch(() => '') === stamp) return;
  const { default: internals } = await importOfBackends('@prisma/internals') as { default: Internals };
  const { default: { PrismaClientTsGenerator } } = await importOfBackends('@prisma/client-generator-ts') as { default: { PrismaClientTsGenerator: new () => object } };
  const schemaContext = await internals.loadSchemaContext({ schemaPath: { baseDir: dirname(path), path }, schemaPathFromArg: path, cwd: dirname(path), printLoadMessage: false });
  const registry = { 'prisma-client': { type: 'in-process', generator: new PrismaClientTsGenerator() } };
  for (const generator of await internals.getGenerators({ schemaContext, registry, skipDownload: true, cliCommand: 'generate', version: '' })) {
    await generator.generate();
    generator.stop();
  }
  await writeFile(mark, stamp);
}

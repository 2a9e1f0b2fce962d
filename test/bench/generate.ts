/**
 * Writes a large backend of ours, the same for the same number every time: modules of seven files each, on several frameworks and databases,
 * with the imports, classes, routes and queries of ordinary code, and as much plain code between them.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { capital, frameworks, type Module } from './module.ts';
import { modelFile, reportFile, repositoryFile, rulesFile, serviceFile, testFile } from './templates-domain.ts';
import { expressFile, fastifyFile, mainFile, nestFile } from './templates-web.ts';

const nouns = ['order', 'invoice', 'tenant', 'shipment', 'product', 'customer', 'payment', 'refund', 'coupon', 'warehouse', 'supplier', 'ticket', 'contract', 'booking', 'vehicle', 'account'];
const filesPerModule = 7;

/** Every file of a code base with about `files` source files, by path. */
export function generateFiles(files: number): Map<string, string> {
  const modules = Array.from({ length: Math.max(1, Math.round(files / filesPerModule)) }, (_, index) => moduleOf(index));
  const result = new Map<string, string>([
    ['package.json', JSON.stringify({
      name: 'generated-backend', private: true, type: 'module',
      dependencies: { 'express': '5.0.0', 'fastify': '5.0.0', '@nestjs/common': '11.0.0', '@nestjs/core': '11.0.0', 'pg': '8.0.0', '@prisma/client': '6.0.0' },
    }, undefined, 2)],
    ['tsconfig.json', JSON.stringify({
      compilerOptions: { target: 'ES2023', module: 'NodeNext', moduleResolution: 'NodeNext', strict: true, skipLibCheck: true, noEmit: true, allowImportingTsExtensions: true, experimentalDecorators: true },
    })],
    ['src/main.ts', mainFile(modules)],
    ['src/db.ts', "import { PrismaClient } from '@prisma/client';\nimport { Pool } from 'pg';\n\nexport const pool = new Pool({ connectionString: process.env.DATABASE_URL });\nexport const prisma = new PrismaClient();\n"],
  ]);
  for (const module of modules) for (const [name, text] of Object.entries(filesOf(module))) result.set(`${module.dir}/${name}`, text);
  return result;
}

/** Writes {@link generateFiles} below a folder. */
export async function generate(root: string, files: number): Promise<void> {
  for (const [file, text] of generateFiles(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

function moduleOf(index: number): Module {
  const round = Math.floor(index / nouns.length);
  const noun = `${nouns[index % nouns.length] ?? 'thing'}${round === 0 ? '' : round}`;
  return { index, noun, Noun: capital(noun), dir: `src/${noun}`, framework: frameworks[index % frameworks.length] ?? 'express', random: seeded(index + 1) };
}

function filesOf(module: Module): Record<string, string> {
  const routes = { express: expressFile, fastify: fastifyFile, nestjs: nestFile }[module.framework];
  const { noun } = module;
  return {
    [`${noun}.model.ts`]: modelFile(module),
    [`${noun}.repository.ts`]: repositoryFile(module),
    [`${noun}.service.ts`]: serviceFile(module),
    [`${noun}.rules.ts`]: rulesFile(module),
    [`${noun}.report.ts`]: reportFile(module),
    [`${noun}.routes.ts`]: routes(module),
    [`${noun}.test.ts`]: testFile(module),
  };
}

/** Mulberry32: small, good enough, and the same on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

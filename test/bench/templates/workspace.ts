/** The workspace around the packages: manifests, TypeScript settings, and the package that knows the databases. */

export function workspaceFiles(): Record<string, string> {
  const paths = { '@acme/shared': ['./packages/shared/src/index.ts'], '@acme/shared/*': ['./packages/shared/src/*'], '@acme/database': ['./packages/database/src/index.ts'] };
  const options = { target: 'ES2023', module: 'ESNext', moduleResolution: 'Bundler', strict: true, skipLibCheck: true, noEmit: true, experimentalDecorators: true, emitDecoratorMetadata: true, jsx: 'react-jsx' };
  const ours = { '@acme/shared': '*', '@acme/database': '*' };
  return {
    'package.json': manifest('acme', { workspaces: ['apps/*', 'packages/*'], devDependencies: { typescript: '5.9.0', vitest: '3.2.0' } }),
    'tsconfig.base.json': json({ compilerOptions: { ...options, baseUrl: '.', paths } }),
    'tsconfig.json': json({ extends: './tsconfig.base.json', include: ['apps', 'packages', 'scripts'] }),
    '.env.example': 'DATABASE_URL=postgres://localhost/acme\nAPI_SECRET=\nSTORE_SECRET=\nPARTNERS_SECRET=\nWEB_ORIGIN=http://localhost:5173\n',
    '.gitignore': 'node_modules/\ndist/\n.env\n',
    'apps/api/package.json': manifest('@acme/api', { scripts: { start: 'node dist/main.js' }, dependencies: { ...ours, '@nestjs/common': '11.1.0', '@nestjs/core': '11.1.0', '@nestjs/swagger': '11.2.0', '@prisma/client': '6.10.0', 'class-validator': '0.14.0', 'jsonwebtoken': '9.0.0', 'pg': '8.16.0' } }),
    'apps/store/package.json': manifest('@acme/store', { scripts: { start: 'node dist/main.js' }, dependencies: { ...ours, '@prisma/client': '6.10.0', 'cors': '2.8.5', 'express': '5.1.0', 'helmet': '8.1.0', 'pg': '8.16.0' } }),
    'apps/partners/package.json': manifest('@acme/partners', { scripts: { start: 'node dist/main.js' }, dependencies: { ...ours, '@prisma/client': '6.10.0', 'fastify': '5.4.0', 'fastify-plugin': '5.0.0', 'pg': '8.16.0' } }),
    'apps/web/package.json': manifest('@acme/web', { scripts: { dev: 'vite' }, dependencies: { '@acme/shared': '*', '@tanstack/react-query': '5.80.0', 'react': '19.1.0', 'react-dom': '19.1.0', 'react-router-dom': '7.6.0' }, devDependencies: { '@testing-library/react': '16.3.0', 'vite': '7.0.0' } }),
    'apps/web/tsconfig.json': json({ extends: '../../tsconfig.base.json', compilerOptions: { lib: ['ES2023', 'DOM', 'DOM.Iterable'], baseUrl: '../..', paths: { ...paths, '@/*': ['./apps/web/src/*'] } }, include: ['src'] }),
    'packages/shared/package.json': manifest('@acme/shared', { main: './src/index.ts', dependencies: { zod: '4.0.0' } }),
    'packages/database/package.json': manifest('@acme/database', { main: './src/index.ts', dependencies: { '@prisma/client': '6.10.0', 'pg': '8.16.0' } }),
    'packages/database/src/index.ts': "export * from './clients';\nexport * from './transaction';\n",
    'packages/database/src/clients.ts': `import { PrismaClient } from '@prisma/client';
import { Pool } from 'pg';

export const pool = new Pool({
  connectionString: process.env.DATABASE_URL,
  max: Number(process.env.DATABASE_CONNECTIONS ?? 10),
  idleTimeoutMillis: 30_000,
  connectionTimeoutMillis: 5_000,
});

export const prisma = new PrismaClient({ log: ['warn', 'error'] });

export async function closeDatabase(): Promise<void> {
  await Promise.all([pool.end(), prisma.$disconnect()]);
}
`,
    'packages/database/src/transaction.ts': `import type { PoolClient } from 'pg';
import { pool } from './clients';

/** Runs work in a transaction of its own: all of it counts, or nothing. */
export async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
`,
  };
}

function manifest(name: string, rest: Readonly<Record<string, unknown>>): string {
  return json({ name, version: '1.0.0', private: true, type: 'module', ...rest });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

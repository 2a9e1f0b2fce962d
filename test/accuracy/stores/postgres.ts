import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backendsFolder, importOfBackends } from '../backends.ts';

/** What of PGlite is used here. */
interface Database {
  exec(sql: string): Promise<unknown>;
  query(sql: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  dumpDataDir(compression: 'none'): Promise<Blob>;
  close(): Promise<void>;
}

export interface Postgres {
  readonly database: Database;
  readonly host: string;
  readonly port: number;
  /** `postgres://…`, for any driver; any number of connections, one statement at a time. */
  readonly url: string;
}

/** A real PostgreSQL (PGlite) behind a real socket on loopback, with `schema` executed. Starts from an image of a fresh data directory, made once. */
export async function startPostgres(schema = ''): Promise<Postgres> {
  const { PGlite } = await importOfBackends('@electric-sql/pglite') as { PGlite: { create(options?: { loadDataDir: Blob }): Promise<Database> } };
  const { PGLiteSocketServer } = await importOfBackends('@electric-sql/pglite-socket') as {
    PGLiteSocketServer: new (options: { db: Database; host: string; port: number; maxConnections: number }) => { start(): Promise<void>; getServerConn(): string };
  };
  const database = await PGlite.create({ loadDataDir: new Blob([await image(PGlite)]) });
  if (schema !== '') await database.exec(schema);
  const server = new PGLiteSocketServer({ db: database, host: '127.0.0.1', port: 0, maxConnections: 50 });
  await server.start();
  const [host = '', port] = server.getServerConn().split(':');
  return { database, host, port: Number(port), url: `postgres://postgres:postgres@${host}:${port}/postgres?sslmode=disable` };
}

async function image(PGlite: { create(): Promise<Database> }): Promise<Buffer<ArrayBuffer>> {
  const folder = join(backendsFolder, 'node_modules/.cache/accuracy');
  const { version } = JSON.parse(await readFile(join(backendsFolder, 'node_modules/@electric-sql/pglite/package.json'), 'utf8')) as { version: string };
  const file = join(folder, `postgres-${version}.tar`);
  const known = await readFile(file).catch(() => undefined);
  if (known !== undefined) return known;
  const database = await PGlite.create();
  const made = Buffer.from(await (await database.dumpDataDir('none')).arrayBuffer());
  await database.close();
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.${process.pid}`, made);
  await rename(`${file}.${process.pid}`, file);
  return made;
}

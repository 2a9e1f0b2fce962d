import type { Truth } from '../truth.ts';

interface Recorded { readonly records: readonly object[] }
interface Handle { run(text: string, values?: object): Promise<Recorded>; commit(): Promise<void>; rollback(): Promise<void> }
type Methods = Record<string, unknown>;

/**
 * A recorded driver: there is no Neo4j to embed. The driver's own sessions are made, and what they are asked for becomes a row; nothing is sent, every query gives `records`.
 */
export function recordNeo4j(truth: Truth, driver: object, records: readonly object[]): void {
  const ran = (text: string): Promise<Recorded> => {
    const label = /\(\w*:(\w+)/.exec(text)?.[1];
    const operation = operationOf(text);
    truth.call({ library: 'neo4j-driver', operation, ...(label === undefined || operation === 'schema' ? {} : { target: label }) });
    return Promise.resolve({ records });
  };
  const transaction = (): void => { truth.call({ library: 'neo4j-driver', operation: 'transaction' }); };
  const handle: Handle = {
    run: (text) => ran(text),
    commit: async () => { transaction(); return Promise.resolve(); },
    rollback: async () => { transaction(); return Promise.resolve(); },
  };
  const managed = async (work: (handle: Handle) => Promise<unknown>): Promise<unknown> => {
    transaction();
    return work(handle);
  };
  const sample = (driver as { session(): object }).session();
  Object.assign(Object.getPrototypeOf(sample) as Methods, {
    run: (text: string) => ran(text), executeRead: managed, executeWrite: managed,
    beginTransaction: () => { transaction(); return handle; }, close: async () => Promise.resolve(),
  });
  let shared: object = driver;
  while (!Object.hasOwn(shared, 'executeQuery')) shared = Object.getPrototypeOf(shared) as object;
  Object.assign(shared as Methods, { executeQuery: (text: string) => ran(text), close: async () => Promise.resolve() });
}

function operationOf(text: string): string {
  const words = text.replace(/'[^']*'/g, '').toUpperCase();
  if (/^\s*(?:CREATE|DROP) (?:CONSTRAINT|INDEX)/.test(words)) return 'schema';
  if (/\bDELETE\b|\bREMOVE\b/.test(words)) return 'delete';
  return /\bCREATE\b|\bMERGE\b|\bSET\b/.test(words) ? 'write' : 'read';
}

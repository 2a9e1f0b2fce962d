import type { Truth } from '../truth.ts';

interface Client { readonly prototype: object }

/** Watches node-postgres: `query` on pools, clients and checked-out clients, made by the backend's own code. */
export function watchPg(truth: Truth, pg: { readonly Pool: Client; readonly Client: Client }): void {
  const query = (args: readonly unknown[]): string => {
    const [first] = args;
    return truth.operationOfSql(typeof first === 'string' ? first : (first as { text: string }).text);
  };
  for (const { prototype } of [pg.Pool, pg.Client]) truth.watch(prototype, { query }, 'pg', { direct: true });
}

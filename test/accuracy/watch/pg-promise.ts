import type { Truth, Watched } from '../truth.ts';

type Protocol = Record<string, (...args: unknown[]) => unknown>;

/** Watches pg-promise: the queries of one database object and of the tasks and transactions it opens. */
export function watchPgPromise(truth: Truth, db: object): void {
  const query: Watched = ([text]) => truth.operationOfSql(typeof text === 'string' ? text : (text as { text: string }).text);
  const methods = ['none', 'one', 'oneOrNone', 'many', 'manyOrNone', 'any', 'result', 'multi', 'map', 'each', 'query'];
  const protocol = db as Protocol;
  truth.watch(db, { ...Object.fromEntries<Watched>(methods.map((name) => [name, query])), tx: 'transaction' }, 'pg-promise', { direct: true });
  for (const name of ['tx', 'task']) {
    const open = protocol[name]?.bind(protocol);
    if (open === undefined) throw new Error(`There is no method ${name} to watch.`);
    protocol[name] = (...args) => open(...args.map((arg) => (typeof arg !== 'function' ? arg : (inner: object) => {
      watchPgPromise(truth, inner);
      return (arg as (inner: object) => unknown)(inner);
    })));
  }
}

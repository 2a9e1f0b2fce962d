import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const packages = ['mysql2', 'mysql'];
const queries = new Set(['query', 'execute']);
const transactions = new Set(['beginTransaction', 'commit', 'rollback']);
const closes = new Set(['end', 'destroy', 'release', 'releaseConnection']);

/** mysql2 with callbacks and promises (and its predecessor mysql): connections, pools, clusters, prepared statements. */
export const recogniser: Recogniser = {
  name: 'mysql2',
  modules: packages,
  aliases: Object.fromEntries(packages.flatMap((name): (readonly [string, string])[] => {
    const pool = `${name}.Pool!`;
    const connection = `${name}.Connection!`;
    const statement = `${connection}.prepare()`;
    return [
      [`${name}.createPool()`, pool], [`${name}.createPoolPromise()`, pool], [`${pool}.promise()`, pool], [`${name}.PromisePool!`, pool],
      [`${name}.createPoolCluster()`, `${name}.PoolCluster!`], [`${name}.PoolCluster!.of()`, pool], [`${name}.PoolNamespace!`, pool], [`${name}.PoolCluster!.promise()`, `${name}.PoolCluster!`],
      [`${name}.createConnection()`, connection], [`${name}.createConnectionPromise()`, connection], [`${connection}.promise()`, connection], [`${name}.PoolConnection!`, connection],
      [`${name}.PromiseConnection!`, connection], [`${name}.PromisePoolConnection!`, connection], [`${connection}.connection`, connection], [`${pool}.pool`, pool],
      ...[pool, `${name}.PoolCluster!`].flatMap((holder): (readonly [string, string])[] => [[`${holder}.getConnection()`, connection], [`${holder}.getConnection(0:1)`, connection], [`${holder}.getConnection(1:1)`, connection]]),
      [`${connection}.prepare(1:1)`, statement], [`${name}.PreparedStatementInfo!`, statement],
    ];
  })),
  onCall(call, link) {
    const library = call.callee.module;
    if (/^mysql2?\.(?:createPool|createConnection|createPoolCluster|createPoolPromise|createConnectionPromise)$/.test(call.path)) {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library, what: call.method.replace(/^create|Promise$/g, ''), ...(inClass === undefined ? {} : { inClass }) });
    } else if (/^mysql2?\.(?:Pool|Connection)!$/.test(call.receiver)) onClient(call, library, link);
    else if (/^mysql2?\.Connection!\.prepare\(\)$/.test(call.receiver) && call.method === 'execute') onStatement(call, library, link);
  },
};

function onClient(call: ExternalCall, library: string, link: LinkContext): void {
  if (queries.has(call.method)) emitSqlCall(call, link, textOf(call.args[0]), { library });
  else if (transactions.has(call.method)) emitDataCall(call, link, 'transaction', { library });
  else if (closes.has(call.method)) link.emit({ kind: 'close', ...call.base, library, method: call.method });
}

/** A prepared statement runs with the text of the `prepare` behind it. */
function onStatement(call: ExternalCall, library: string, link: LinkContext): void {
  const prepared = call.on;
  const text = prepared === undefined ? undefined : link.argumentsOf(prepared)[0];
  emitSqlCall(call, link, textOf(text), { library, on: prepared?.from?.from, sqlAt: prepared === undefined ? undefined : link.placeOf(prepared) });
}

/** The SQL of `query(text)` and of `query({ sql, values })`. */
function textOf(first: Argument | undefined): Argument | undefined {
  return first?.prop('sql') ?? first;
}

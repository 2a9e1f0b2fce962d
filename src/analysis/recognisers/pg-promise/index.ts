import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { Argument, Recogniser } from '../recogniser.ts';

const library = 'pg-promise';
const database = 'pg-promise.IDatabase!';
const queries = new Set(['none', 'one', 'oneOrNone', 'many', 'manyOrNone', 'any', 'result', 'multi', 'multiResult', 'map', 'each', 'query', 'stream']);
const calls = new Set(['func', 'proc']);

/** pg-promise: queries of the database object, tasks and transactions. */
export const recogniser: Recogniser = {
  name: 'pg-promise',
  modules: [library],
  aliases: {
    'pg-promise()()': database, 'pg-promise.ITask!': database, 'pg-promise.IBaseProtocol!': database, 'pg-promise.IConnected!': database, 'pg-promise.IMain!()': database,
    ...Object.fromEntries(['tx', 'txIf', 'task', 'taskIf'].flatMap((method) => [0, 1].map((position) => [`${database}.${method}(${position}:0)`, database]))),
    [`${database}.connect()`]: database,
  },
  onCall(call, link) {
    if (call.path === 'pg-promise()' || call.path === 'pg-promise.IMain!') link.emit({ kind: 'client', ...call.base, library, what: 'Database' });
    else if (call.path === 'pg-promise().end' || (call.receiver === `${database}.$pool` && call.method === 'end')) link.emit({ kind: 'close', ...call.base, library, method: 'end' });
    else if (call.receiver !== database) return;
    else if (queries.has(call.method)) emitSqlCall(call, link, textOf(call.args[0]), { library });
    else if (calls.has(call.method)) emitDataCall(call, link, 'raw', { library });
    else if (call.method === 'tx' || call.method === 'txIf') emitDataCall(call, link, 'transaction', { library });
  },
};

/** Text, `{ text, values }`, or a prepared or parameterised query. */
function textOf(first: Argument | undefined): Argument | undefined {
  return first?.prop('text') ?? (first?.model[0] === 'new' ? first.callArguments()[0]?.prop('text') ?? first : first);
}

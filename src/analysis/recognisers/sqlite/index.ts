import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const better = 'better-sqlite3!';
const builtin = 'node:sqlite.DatabaseSync!';
const executing = new Set(['get', 'all', 'run', 'iterate']);
const makers = new Set(['better-sqlite3', 'node:sqlite.DatabaseSync']);

/** better-sqlite3 and node:sqlite: one row where a statement runs, with the text of the `prepare` behind it. */
export const recogniser: Recogniser = {
  name: 'sqlite',
  modules: ['better-sqlite3', 'node:sqlite'],
  aliases: {
    'better-sqlite3()': better,
    'better-sqlite3.Database!': better,
    ...Object.fromEntries(['pluck', 'raw', 'bind', 'expand', 'safeIntegers'].map((method) => [`${better}.prepare().${method}()`, `${better}.prepare()`])),
    'better-sqlite3.Statement!': `${better}.prepare()`,
    'node:sqlite.StatementSync!': `${builtin}.prepare()`,
  },
  onCall(call, link) {
    const library = call.callee.module;
    if (makers.has(call.path) && call.form !== 'tag') {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library, what: 'Database', ...(inClass === undefined ? {} : { inClass }) });
    } else if (call.receiver === better || call.receiver === builtin) onDatabase(call, library, link);
    else if (call.receiver === `${builtin}.createTagStore()` && executing.has(call.method)) emitSqlCall(call, link, undefined, { library, on: call.on?.from?.from });
    else if ((call.receiver === `${better}.prepare()` || call.receiver === `${builtin}.prepare()`) && executing.has(call.method)) onStatement(call, library, link);
  },
};

function onDatabase(call: ExternalCall, library: string, link: LinkContext): void {
  if (call.method === 'close') link.emit({ kind: 'close', ...call.base, library, method: 'close' });
  else if (call.method === 'transaction') emitDataCall(call, link, 'transaction', { library });
  else if (call.method === 'pragma') emitDataCall(call, link, 'schema', { library });
  else if (call.method === 'exec') emitSqlCall(call, link, call.args[0], { library });
}

function onStatement(call: ExternalCall, library: string, link: LinkContext): void {
  const prepare = preparing(call);
  const text = prepare === undefined ? undefined : link.argumentsOf(prepare)[0];
  const database = { ...call.callee, path: call.receiver.slice(0, call.receiver.indexOf('!') + 1), id: prepare?.from?.from?.id ?? call.on?.id ?? '' };
  emitSqlCall(call, link, text, { library, on: database, sqlAt: prepare === undefined ? undefined : link.placeOf(prepare) });
}

/** The `prepare` call at the root of `prepare(…).pluck().get()`. */
function preparing(call: ExternalCall): ExternalCall['on'] {
  for (let step = call.on; step !== undefined; step = step.from?.from) if (step.from?.path.endsWith('.prepare') === true) return step;
  return undefined;
}

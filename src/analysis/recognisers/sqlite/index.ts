import type { ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';
import { classifySql, shortSql } from '../sql.ts';

const better = 'better-sqlite3!';
const builtin = 'node:sqlite.DatabaseSync!';
const executing = new Set(['get', 'all', 'run', 'iterate']);

/** better-sqlite3 and node:sqlite: one row where a statement runs, with the text of the `prepare` behind it. */
export const recogniser: Recogniser = {
  name: 'sqlite',
  modules: ['better-sqlite3', 'node:sqlite'],
  aliases: {
    'better-sqlite3()': better,
    'better-sqlite3.Database!': better,
    [`${better}.prepare().pluck()`]: `${better}.prepare()`,
    [`${better}.prepare().raw()`]: `${better}.prepare()`,
    [`${better}.prepare().bind()`]: `${better}.prepare()`,
    'better-sqlite3.Statement!': `${better}.prepare()`,
    'node:sqlite.StatementSync!': `${builtin}.prepare()`,
  },
  onCall(call, link) {
    const library = call.callee.module;
    if ((call.path === 'better-sqlite3' || call.path === 'node:sqlite.DatabaseSync') && call.form !== 'tag') {
      const inClass = link.linker.model(call.file).classes[call.cls]?.name;
      link.emit({ kind: 'client', ...call.base, library, what: 'Database', ...(inClass === undefined ? {} : { inClass }) });
    } else if (call.receiver === better || call.receiver === builtin) onDatabase(call, library, link);
    else if ((call.receiver === `${better}.prepare()` || call.receiver === `${builtin}.prepare()`) && executing.has(call.method)) onStatement(call, library, link);
  },
};

function onDatabase(call: ExternalCall, library: string, link: LinkContext): void {
  const base = { kind: 'dataCall', ...call.base, library, method: call.method, receiver: call.receiver, receiverId: call.on?.id ?? '' } as const;
  if (call.method === 'close') link.emit({ kind: 'close', ...call.base, library, method: 'close' });
  else if (call.method === 'transaction') link.emit({ ...base, operation: 'transaction' });
  else if (call.method === 'exec') {
    const text = call.args[0]?.text().text;
    const sql = text === undefined || text === '${}' ? undefined : shortSql(text);
    link.emit({ ...base, ...classifySql(sql), ...(sql === undefined ? {} : { sql }) });
  }
}

function onStatement(call: ExternalCall, library: string, link: LinkContext): void {
  const prepare = preparing(call);
  const text = prepare === undefined ? undefined : link.argumentsOf(prepare)[0]?.text().text;
  const sql = text === undefined || text === '${}' ? undefined : shortSql(text);
  const sqlAt = prepare === undefined ? undefined : link.placeOf(prepare);
  link.emit({
    kind: 'dataCall', ...call.base, library, ...classifySql(sql), method: call.method, receiver: call.receiver.slice(0, call.receiver.indexOf('!') + 1),
    receiverId: prepare?.from?.from?.id ?? call.on?.id ?? '', ...(sql === undefined ? {} : { sql }), ...(sqlAt === undefined ? {} : { sqlAt }),
  });
}

/** The `prepare` call at the root of `prepare(…).pluck().get()`. */
function preparing(call: ExternalCall): ExternalCall['on'] {
  for (let step = call.on; step !== undefined; step = step.from?.from) if (step.from?.path.endsWith('.prepare') === true) return step;
  return undefined;
}

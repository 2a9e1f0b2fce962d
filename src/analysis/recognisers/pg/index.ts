import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';
import { classifySql, shortSql } from '../sql.ts';

const pool = 'pg.Pool!';
const client = 'pg.Client!';

/** node-postgres: pools, clients, checked-out clients. Also PGlite, whose surface is the same for queries. */
export const recogniser: Recogniser = {
  name: 'pg',
  modules: ['pg', 'pg-pool', '@electric-sql/pglite'],
  aliases: {
    'pg-pool!': pool,
    'pg-pool()': pool,
    'pg.native.Pool!': pool,
    'pg.PoolClient!': client,
    'pg.ClientBase!': client,
    'pg.native.Client!': client,
    'pg.Pool!.connect()': client,
    // `pool.connect((error, client, release) => …)`
    'pg.Pool!.connect(0:1)': client,
  },
  onCall(call, link) {
    if (call.form === 'new') onNew(call, link);
    else if (call.receiver === pool || call.receiver === client) onMember(call, link);
    else if (call.receiver === '@electric-sql/pglite.PGlite!' || call.receiver === '@electric-sql/pglite.PGlite!.transaction(0:0)') onPglite(call, link);
  },
};

function onNew(call: ExternalCall, link: LinkContext): void {
  const what = ['pg.Pool', 'pg.Client', 'pg-pool', '@electric-sql/pglite.PGlite'].find((path) => call.path === path);
  if (what === undefined) return;
  const inClass = link.linker.model(call.file).classes[call.cls]?.name;
  link.emit({ kind: 'client', ...call.base, library: call.callee.module, what: what.split('.').at(-1) ?? what, ...(inClass === undefined ? {} : { inClass }) });
}

function onMember(call: ExternalCall, link: LinkContext): void {
  if (call.method === 'query') emitQuery(call, 'pg', call.args[0], link);
  else if (call.method === 'end' && call.receiver === pool) link.emit({ kind: 'close', ...call.base, library: 'pg', method: 'end' });
  else if (call.method === 'end' || call.method === 'release') link.emit({ kind: 'close', ...call.base, library: 'pg', method: call.method });
}

function onPglite(call: ExternalCall, link: LinkContext): void {
  if (call.method === 'query' || call.method === 'exec' || call.method === 'sql') emitQuery(call, '@electric-sql/pglite', call.args[0], link);
  else if (call.method === 'transaction') link.emit({ kind: 'dataCall', ...call.base, library: '@electric-sql/pglite', operation: 'transaction', method: 'transaction', receiver: call.receiver, receiverId: call.on?.id ?? '' });
  else if (call.method === 'close') link.emit({ kind: 'close', ...call.base, library: '@electric-sql/pglite', method: 'close' });
}

function emitQuery(call: ExternalCall, library: string, first: Argument | undefined, link: LinkContext): void {
  const text = call.tagText ?? (first?.prop('text') ?? first)?.text().text;
  const sql = text === undefined || text === '${}' ? undefined : shortSql(text);
  link.emit({
    kind: 'dataCall', ...call.base, library, ...classifySql(sql), method: call.method,
    ...(sql === undefined ? {} : { sql }), receiver: call.receiver, receiverId: call.on?.id ?? '',
  });
}

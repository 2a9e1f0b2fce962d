import { emitDataCall, emitSqlCall } from '../data-call.ts';
import type { Argument, ExternalCall, LinkContext, Recogniser } from '../recogniser.ts';

const pool = 'pg.Pool!';
const client = 'pg.Client!';
const pglite = '@electric-sql/pglite.PGlite!';

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
    // `pool.on('connect', (client) => …)`
    'pg.Pool!.on(1:0)': client,
    'pg-pool.Pool!': pool,
    '@electric-sql/pglite.PGlite.create()': pglite,
    '@electric-sql/pglite.PGliteInterface!': pglite,
    '@electric-sql/pglite.Transaction!': pglite,
    [`${pglite}.transaction(0:0)`]: pglite,
  },
  onCall(call, link) {
    if (call.form === 'new') onNew(call, link);
    else if (call.receiver === pool || call.receiver === client) onMember(call, link);
    else if (call.receiver === pglite) onPglite(call, link);
  },
};

function onNew(call: ExternalCall, link: LinkContext): void {
  const what = ['pg.Pool', 'pg.Client', 'pg-pool', '@electric-sql/pglite.PGlite'].find((path) => call.path === path);
  if (what === undefined) return;
  const inClass = link.linker.model(call.file).classes[call.cls]?.name;
  link.emit({ kind: 'client', ...call.base, library: call.callee.module, what: what.split('.').at(-1) ?? what, ...(inClass === undefined ? {} : { inClass }) });
}

function onMember(call: ExternalCall, link: LinkContext): void {
  if (call.method === 'query') emitSqlCall(call, link, textOf(call.args[0]), { library: 'pg' });
  // `fastify.pg.transact(async (client) => …)` of @fastify/postgres.
  else if (call.method === 'transact' && call.receiver === pool) emitDataCall(call, link, 'transaction', { library: 'pg' });
  else if (call.method === 'end' && call.receiver === pool) link.emit({ kind: 'close', ...call.base, library: 'pg', method: 'end' });
  else if (call.method === 'end' || call.method === 'release') link.emit({ kind: 'close', ...call.base, library: 'pg', method: call.method });
}

function onPglite(call: ExternalCall, link: LinkContext): void {
  if (call.method === 'query' || call.method === 'exec' || call.method === 'sql') emitSqlCall(call, link, textOf(call.args[0]));
  else if (call.method === 'transaction') emitDataCall(call, link, 'transaction');
  else if (call.method === 'close') link.emit({ kind: 'close', ...call.base, library: '@electric-sql/pglite', method: 'close' });
}

/** The SQL of `query(text)`, `query({ text, values })` and `query(new Cursor(text, values))`. */
function textOf(first: Argument | undefined): Argument | undefined {
  const made = first?.external().find(({ path }) => /^pg-(?:cursor|query-stream)(?:\.default)?!$/.test(path));
  return made === undefined ? first?.prop('text') ?? first : first?.callArguments()[0] ?? first;
}

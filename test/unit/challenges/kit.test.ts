import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { devKit } from '../../../src/challenges/devKit.ts';
import { writeFiles } from './sample.ts';

type Kit = typeof import('../../../src/challenges/kit/coach-kit/index.ts');
type PostgresKit = typeof import('../../../src/challenges/kit/coach-kit/postgres.ts');
type Pg = typeof import('../../../src/challenges/kit/pg/index.ts');
type TestDatabase = Awaited<ReturnType<PostgresKit['openDatabase']>>;

async function load<T>(name: string): Promise<T> {
  return await import(pathToFileURL(join(await devKit(), 'node_modules', name)).href) as T;
}

describe('the kit of challenges', function () {
  this.timeout(120_000);

  describe('postgres', () => {
    let db: TestDatabase;
    let pg: Pg;
    before(async () => {
      pg = await load<Pg>('pg/index.js');
      const { openDatabase } = await load<PostgresKit>('coach-kit/postgres.js');
      db = await openDatabase({ schema: "CREATE TABLE t (id int PRIMARY KEY, name text); INSERT INTO t VALUES (1, 'one')" });
    });
    beforeEach(() => db.reset());
    after(() => db.close());

    it('answers as pg does: values, types, counts, commands', async () => {
      const sql = 'SELECT $1::int AS i, $2::bigint AS big, $3::numeric AS n, $4::bool AS yes, $5::timestamptz AS at, $6::jsonb AS doc, $7::text[] AS list, $8::bytea AS raw, $9::text AS nil';
      const values = [7, 9_007_199_254_740_993n, '1.50', true, new Date('2026-11-23T07:31:05.123Z'), { a: [1] }, ['a', 'b "c", {d}', null], Buffer.from([0, 255]), undefined];
      const { rows, rowCount, command, fields } = await db.pool.query(sql, values);
      assert.deepEqual(rows, [{ i: 7, big: '9007199254740993', n: '1.50', yes: true, at: values[4], doc: { a: [1] }, list: values[6], raw: Buffer.from([0, 255]), nil: null }]);
      assert.deepEqual([rowCount, command, fields.length], [1, 'SELECT', 9]);
      assert.equal((await db.pool.query({ text: 'UPDATE t SET name = $1 WHERE id > $2', values: ["it's", 0] })).rowCount, 1);
      const many = await db.pool.query('SELECT 1 AS a; DELETE FROM t') as unknown as { command: string; rowCount: number }[];
      assert.deepEqual(many.map((one) => [one.command, one.rowCount]), [['SELECT', 1], ['DELETE', 1]], 'without values a text may hold several statements, which is what makes injection dangerous');
      await assert.rejects(db.pool.query('SELECT $1::int; SELECT 2', [1]), { code: '42601' });
    });

    it('reports errors with code, constraint and the line that asked', async () => {
      await assert.rejects(db.pool.query("INSERT INTO t VALUES (1, 'x')"), (error: Error & { code?: string; constraint?: string }) => {
        assert.ok(error instanceof pg.DatabaseError);
        assert.deepEqual([error.code, error.constraint], ['23505', 't_pkey']);
        assert.match(error.stack?.split('\n')[1] ?? '', /kit\.test\.ts/);
        return true;
      });
    });

    it('keeps an aborted transaction aborted until it is rolled back', async () => {
      const client = await db.pool.connect();
      await client.query('BEGIN');
      await assert.rejects(client.query('nonsense'), { code: '42601' });
      await assert.rejects(client.query('SELECT 1'), { code: '25P02' });
      await client.query('ROLLBACK');
      await client.query('SELECT 1');
      client.release();
      assert.throws(() => { client.release(); }, /already been released/);
      await assert.rejects(client.query('SELECT 1'), /was released/);
    });

    it('runs transactions of several clients one after the other', async () => {
      const add = async (id: number): Promise<void> => {
        const client = await db.pool.connect();
        await client.query('BEGIN');
        const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM t');
        await client.query('INSERT INTO t VALUES ($1, $2)', [id, `after ${rows[0]?.n ?? 0}`]);
        await client.query('COMMIT');
        client.release();
      };
      await Promise.all([add(2), add(3), add(4)]);
      assert.deepEqual((await db.snapshot('t')).t?.map(({ name }) => String(name)), ['one', 'after 1', 'after 2', 'after 3']);
    });

    it('explains a statement that waits for the transaction that waits for it', async () => {
      const client = await db.pool.connect();
      await client.query('BEGIN');
      await client.query("INSERT INTO t VALUES (2, 'two')");
      await assert.rejects(db.pool.query("INSERT INTO t VALUES (3, 'three')"), /came on connection 2, while connection 1 has a transaction open/);
      await client.query('COMMIT');
      client.release();
      assert.equal((await db.snapshot('t')).t?.length, 2);
    });

    it('sends BEGIN by pool.query and the next statement on different connections', async () => {
      await db.pool.query('BEGIN');
      await assert.rejects(db.pool.query("INSERT INTO t VALUES (2, 'two')"), { code: '55P03' });
      assert.equal(db.inTransaction, true);
      assert.equal(await db.settle(), true);
      assert.equal(await db.settle(), false);
    });

    it('counts what is checked out, waits for a free connection, and takes leaks back', async () => {
      const clients = await Promise.all([1, 2, 3, 4].map(() => db.pool.connect()));
      assert.equal(db.checkedOut, 4);
      const fifth = db.pool.connect();
      clients[0]?.release();
      (await fifth).release();
      assert.equal(db.checkedOut, 3);
      await clients[1]?.query('BEGIN');
      await db.reset();
      assert.equal(db.checkedOut, 0);
      assert.equal(db.inTransaction, false);
      const small = new pg.Pool({ max: 1, connectionTimeoutMillis: 100 });
      const only = await small.connect();
      await assert.rejects(small.connect(), /timeout exceeded when trying to connect/);
      only.release();
      await small.end();
      await assert.rejects(small.query('SELECT 1'), /after calling end/);
    });

    it('fails where it is told to: before or after, by the server or by losing the connection', async () => {
      db.failOn(2);
      await db.pool.query('SELECT 1');
      await assert.rejects(db.pool.query("INSERT INTO t VALUES (2, 'two')"), { code: 'XX000' });
      db.failOn(/insert/i, { when: 'after', code: '40001' });
      await assert.rejects(db.pool.query("INSERT INTO t VALUES (3, 'three')"), { code: '40001' });
      assert.deepEqual((await db.snapshot('t')).t?.map(({ id }) => Number(id)), [1, 3], 'before: nothing happened; after: it did');
      const client = await db.pool.connect();
      await client.query('BEGIN');
      await client.query('DELETE FROM t');
      db.failOn(({ sql, inTransaction }) => inTransaction && sql === 'COMMIT', { kind: 'connection' });
      await assert.rejects(client.query('COMMIT'), /Connection terminated unexpectedly/);
      await assert.rejects(client.query('ROLLBACK'), /Connection terminated unexpectedly/);
      client.release();
      assert.equal((await db.snapshot('t')).t?.length, 2, 'the server rolled back when the connection was lost');
      assert.equal((await db.pool.query('SELECT 1')).rowCount, 1, 'the pool does not hand out the lost connection');
    });

    it('logs statements of the code, not its own', async () => {
      await db.sql('SELECT 1');
      await db.pool.query('SELECT $1::int', [2]);
      assert.deepEqual(db.statements, [{ number: 1, sql: 'SELECT $1::int', values: [2], connection: db.statements[0]?.connection, viaPool: true, inTransaction: false }]);
    });

    it('lets statements meet', async () => {
      const order: string[] = [];
      db.meetAt(/^begin/i, 2);
      const visit = async (name: string): Promise<void> => {
        const client = await db.pool.connect();
        order.push(`${name} looks`);
        await client.query('BEGIN');
        order.push(`${name} begins`);
        await client.query('COMMIT');
        client.release();
      };
      const first = visit('a');
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.deepEqual(order, ['a looks']);
      await Promise.all([first, visit('b')]);
      assert.deepEqual(order.slice(0, 2), ['a looks', 'b looks']);
    });
  });

  describe('helpers', () => {
    let kit: Kit;
    let dir: string;
    before(async () => {
      kit = await load<Kit>('coach-kit/index.js');
      dir = await mkdtemp(join(tmpdir(), 'coach-kit-'));
    });
    after(() => rm(dir, { recursive: true, force: true }));

    it('serves faults in turn and counts', async () => {
      const server = await kit.faultyServer([{ status: 503 }, { fault: 'reset' }, { body: { ok: true }, delay: 20 }]);
      try {
        assert.equal((await fetch(`${server.url}/a?b=1`, { method: 'POST', body: 'hi' })).status, 503);
        await assert.rejects(fetch(server.url));
        assert.deepEqual(await Promise.all([1, 2].map(async () => (await fetch(server.url)).json() as Promise<unknown>)), [{ ok: true }, { ok: true }]);
        assert.deepEqual(server.requests.map(({ method, url, body }) => [method, url, body]).slice(0, 2), [['POST', '/a?b=1', 'hi'], ['GET', '/', '']]);
        assert.equal(server.maxInFlight, 2);
        await kit.waitFor(() => server.inFlight === 0);
        server.reply({ fault: 'stall', body: 'a body that stops in the middle' });
        const stalled = await fetch(server.url, { signal: AbortSignal.timeout(200) });
        await assert.rejects(stalled.text());
        server.reply({ fault: 'truncate', body: 'cut off' });
        await assert.rejects((await fetch(server.url)).text());
      } finally {
        await server.close();
      }
    });

    it('runs scripts, sees their lines, signals and ends them', async () => {
      await writeFiles(dir, {
        'package.json': '{"type":"module"}',
        'src/server.js': "process.on('SIGTERM', () => { console.log('stopping'); process.exit(7); });\nconsole.error('up on', process.env.PORT, process.argv[2]);\nsetInterval(() => {}, 1000);\n",
        'src/quick.js': "console.log('a'.repeat(70000));\n",
      });
      const server = kit.startScript(join(dir, 'src/server.ts'), { env: { PORT: '81' }, args: ['x'] });
      assert.equal(await server.waitForLine(/^up on/), 'up on 81 x');
      server.terminate();
      assert.deepEqual(await server.exited, { code: 7, signal: null });
      assert.equal(server.stdout, 'stopping\n');
      const quick = kit.startScript(join(dir, 'src/quick.ts'));
      assert.deepEqual(await quick.exited, { code: 0, signal: null });
      assert.equal(quick.stdout.length, 70_001, 'all output is there when it has ended');
      await assert.rejects(quick.waitForLine('ready'), /ended with exit code 0 and did not print ready/);
      const killed = kit.startScript(join(dir, 'src/server.ts'));
      await killed.waitForLine('up on');
      await killed.kill();
      assert.equal((await killed.exited).signal, process.platform === 'win32' ? null : 'SIGKILL');
      assert.throws(() => kit.startScript(join(dir, 'src/none.ts')), /There is no .*none\.ts to start/);
    });

    it('measures growth', () => {
      const sizes = [400, 800, 1_600];
      const prepare = (size: number): number[] => Array.from({ length: size }, (_value, index) => index);
      const quadratic = kit.measureGrowth({ sizes, prepare, run: (numbers) => numbers.map((a) => numbers.filter((b) => (a * b) % 7 === 1).length) });
      assert.ok(quadratic.exponent > 1.5 && quadratic.exponent < 2.6, `quadratic work: ${quadratic.exponent}`);
      const linear = kit.measureGrowth({ sizes: [20_000, 40_000, 80_000], prepare, run: (numbers) => numbers.reduce((sum, number) => sum + (number % 7), 0) });
      assert.ok(linear.exponent > 0.5 && linear.exponent < 1.5, `linear work: ${linear.exponent}`);
    });

    it('repeats its random numbers, and waits no longer than told', async () => {
      const [a, b] = [kit.random(7), kit.random(7)];
      assert.deepEqual([a.int(1, 6), a.word(5), a.shuffle([1, 2, 3, 4]), a.zipf(1000)], [b.int(1, 6), b.word(5), b.shuffle([1, 2, 3, 4]), b.zipf(1000)]);
      const draws = Array.from({ length: 5_000 }, () => a.zipf(1_000));
      assert.ok(draws.every((draw) => draw >= 0 && draw < 1_000 && Number.isInteger(draw)));
      assert.ok(draws.filter((draw) => draw < 10).length > 1_000, 'small ones come far more often');
      await assert.rejects(kit.waitFor(() => false, { timeout: 50, what: 'a miracle' }), /Waited 50 ms in vain for a miracle/);
    });
  });
});

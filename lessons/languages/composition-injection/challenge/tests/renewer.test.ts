import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'node:test';
import { readSource } from 'coach-kit';
import { openDatabase } from 'coach-kit/postgres';
import { SubscriptionRenewer } from '../src/renewer.js';
import { createRenewer } from '../src/root.js';
import { fakeClock, memoryPayments, memoryStore } from './fakes.js';
import { startProvider } from './provider.js';
import type { RenewalReport } from '../src/ports.js';
import type { Provider } from './provider.js';

const root = 'root.ts';

describe('SubscriptionRenewer', () => {
  let database: Awaited<ReturnType<typeof openDatabase>>;
  let provider: Provider;

  before(async () => {
    database = await openDatabase({ schema: await readFile('schema.sql', 'utf8') });
    provider = await startProvider();
  });

  beforeEach(async () => {
    await database.sql('DELETE FROM subscriptions');
    provider.reset();
  });

  after(async () => {
    await provider?.close();
    await database?.close();
  });

  it('a subscription is due at the instant it expires, and not a millisecond earlier', async () => {
    for (const expiry of ['2031-03-31T22:00:00.000Z', '2019-12-31T23:59:59.999Z']) {
      await database.sql('DELETE FROM subscriptions');
      provider.reset();
      await insert('s-1', 900, expiry);

      assert.deepEqual(await renewAt(expiry, -1), { renewed: [], failed: [] },
        `By the injected clock ${expiry} is a millisecond away. Whoever renews now has looked at another clock.`);
      assert.deepEqual(provider.charges, [], 'Nothing is due, so nobody may be charged.');

      assert.deepEqual(await renewAt(expiry), { renewed: ['s-1'], failed: [] }, `By the injected clock it is exactly ${expiry}, and the subscription is due.`);
      assert.deepEqual(provider.charges, [{ subscriptionId: 's-1', cents: 900 }], 'The renewal has to reach the payment provider that was handed in, once.');
      assert.equal((await rowOf('s-1')).renewals, 1, 'The renewal has to reach the database that was handed in.');
    }

    await database.sql('DELETE FROM subscriptions');
    await insert('s-2', 500, '2031-06-01T00:00:00.000Z');
    assert.deepEqual(await renewAt('2031-06-01T00:00:00.000Z', 1), { renewed: ['s-2'], failed: [] }, 'A millisecond after the expiry the subscription is due, of course.');
  });

  it('the clock is asked at every run', async () => {
    await insert('s-1', 900, '2031-05-01T00:00:00Z');
    const clock = fakeClock('2031-01-01T00:00:00Z');
    const renewer = createRenewer({ pool: database.pool, paymentsUrl: provider.url, clock });

    assert.deepEqual((await renewer.renewDue()).renewed, [], 'In January nothing is due yet.');
    clock.set('2031-05-02T00:00:00Z');
    assert.deepEqual((await renewer.renewDue()).renewed, ['s-1'], 'It is May by now, but this renewer still believes in the time at which it was created.');
    assert.deepEqual((await renewer.renewDue()).renewed, [], 'It has just been renewed until the end of May.');
  });

  it('a provider that fails leaves the subscription unchanged', async () => {
    for (const answer of [500, 402, 302, 'cut'] as const) {
      await database.sql('DELETE FROM subscriptions');
      await insert('s-1', 900, '2031-03-01T00:00:00Z');
      provider.refuse({ 's-1': answer });
      const before = await database.snapshot('subscriptions');

      const report = await renewAt('2031-03-02T00:00:00Z');

      const shown = answer === 'cut' ? 'cut the connection' : `answered ${answer}`;
      assert.deepEqual(await database.snapshot('subscriptions'), before, `The provider ${shown}, nobody has paid, and the row was changed all the same.`);
      assert.deepEqual(report, { renewed: [], failed: ['s-1'] }, `The provider ${shown}, so the renewal has failed.`);
    }
  });

  it('the period counts from the old expiry', async () => {
    await insert('s-1', 900, '2031-03-01T10:00:00Z');
    await renewAt('2031-03-04T17:30:00Z');

    const { expires_at, renewals } = await rowOf('s-1');
    assert.equal(expires_at.toISOString(), '2031-03-31T10:00:00.000Z', 'Thirty days from 1 March 10:00. Counted from the run, every late run would give days away.');
    assert.equal(renewals, 1);
  });

  it('one failed charge does not keep the others from being renewed', async () => {
    await insert('s-3', 300, '2031-03-03T00:00:00Z');
    await insert('s-1', 100, '2031-03-01T00:00:00Z');
    await insert('s-2', 200, '2031-03-02T00:00:00Z');
    await insert('s-9', 900, '2031-09-01T00:00:00Z');
    provider.refuse({ 's-2': 500 });

    const report = await renewAt('2031-03-10T00:00:00Z');

    assert.deepEqual(report, { renewed: ['s-1', 's-3'], failed: ['s-2'] }, 's-2 was refused, s-9 is not due; the other two, the oldest first, have nothing to do with that.');
    assert.equal((await rowOf('s-3')).renewals, 1, 's-3 came after the failure and has to be in the database, too.');
  });

  it('the renewer works with hand-written fakes and nothing else', async () => {
    const events: string[] = [];
    const store = memoryStore([
      { id: 'a', cents: 100, expiresAt: new Date('2031-01-01T00:00:00Z') },
      { id: 'b', cents: 200, expiresAt: new Date('2031-01-02T00:00:00Z') },
      { id: 'c', cents: 300, expiresAt: new Date('2031-02-02T00:00:00Z') },
    ], events);
    const payments = memoryPayments(['b'], events);
    const sent = database.statements.length;

    const report = await outcomeOf(new SubscriptionRenewer({ store, payments, clock: fakeClock('2031-01-05T00:00:00Z') }).renewDue());

    assert.deepEqual(report, { renewed: ['a'], failed: ['b'] }, 'Store, payments and clock were handed in; the report has to follow from these three alone.');
    assert.deepEqual(events.toSorted(), ['charge a 100', 'charge b 200', 'extend a'], 'Both are charged once, and only the one that was paid for is extended.');
    assert.ok(events.indexOf('charge a 100') < events.indexOf('extend a'), `Charge first, extend afterwards. The order was: ${events.join(', ')}.`);
    assert.equal(store.expiries.get('a')?.toISOString(), '2031-01-31T00:00:00.000Z', 'The new expiry has to be handed to the store.');
    assert.deepEqual(database.statements.slice(sent).map(({ sql }) => sql), [], 'The store was a fake, and a real database was asked all the same.');
  });

  it('two renewers with different dependencies run side by side', async () => {
    const expiresAt = new Date('2031-01-01T00:00:00Z');
    const north = memoryStore([{ id: 'n-1', cents: 100, expiresAt }, { id: 'n-2', cents: 100, expiresAt }]);
    const south = memoryStore([{ id: 's-1', cents: 100, expiresAt: new Date('2031-08-01T00:00:00Z') }, { id: 's-2', cents: 100, expiresAt }]);
    const inNorth: string[] = [];
    const inSouth: string[] = [];
    const northern = new SubscriptionRenewer({ store: north, payments: memoryPayments(['n-2'], inNorth), clock: fakeClock('2031-01-01T00:00:00Z') });
    const southern = new SubscriptionRenewer({ store: south, payments: memoryPayments([], inSouth), clock: fakeClock('2031-09-01T00:00:00Z') });

    const [first, second] = await Promise.all([outcomeOf(northern.renewDue()), outcomeOf(southern.renewDue())]);

    assert.deepEqual(first, { renewed: ['n-1'], failed: ['n-2'] }, 'The report of the first renewer contains something the second one did, or lacks something.');
    assert.deepEqual(second, { renewed: ['s-1', 's-2'], failed: [] }, 'The second renewer has its own clock, store and payments; the report must show only those.');
    assert.deepEqual(inNorth, ['charge n-1 100', 'charge n-2 100'], 'Each renewer charges with its own payments.');
    assert.deepEqual(inSouth, ['charge s-1 100', 'charge s-2 100'], 'Each renewer charges with its own payments.');

    await outcomeOf(northern.renewDue());
    assert.deepEqual(first, { renewed: ['n-1'], failed: ['n-2'] }, 'A report that was handed out was changed by the next run.');
  });

  it('only the composition root creates clients or reads the clock', async () => {
    const files = (await readdir('src', { recursive: true })).filter((file) => file.endsWith('.ts') && file !== root);
    const found = files.flatMap((file) => {
      const source = readSource(`src/${file}`);
      return ['Date.now', 'new Date()', 'new Pool', 'new Client', 'process.env']
        .flatMap((code) => source.uses(code).map((line) => `src/${file}:${line} ${code}`));
    });
    assert.deepEqual(found, [], 'Whatever a file creates or reads for itself cannot be handed in. All of this belongs into src/root.ts.');

    const renewer = readSource('src/renewer.ts');
    assert.deepEqual(renewer.uses('fetch').map((line) => `src/renewer.ts:${line} fetch`), [], 'The renewer knows payments, not HTTP: the request belongs into an implementation of `Payments`.');
    const text = await readFile('src/renewer.ts', 'utf8');
    assert.doesNotMatch(text, /from\s+['"]pg['"]/, 'The renewer knows a store, not a database: SQL belongs into an implementation of `SubscriptionStore`.');
  });

  /** One run of a new renewer, wired by the root, at this time and so many milliseconds later. */
  function renewAt(iso: string, ms = 0): Promise<RenewalReport | string> {
    const clock = fakeClock(iso);
    clock.advance(ms);
    return outcomeOf(createRenewer({ pool: database.pool, paymentsUrl: provider.url, clock }).renewDue());
  }

  async function insert(id: string, cents: number, expiresAt: string): Promise<void> {
    await database.sql('INSERT INTO subscriptions (id, cents, expires_at) VALUES ($1, $2, $3)', [id, cents, expiresAt]);
  }

  async function rowOf(id: string): Promise<{ expires_at: Date; renewals: number }> {
    const [row] = await database.sql<{ expires_at: Date; renewals: number }>('SELECT expires_at, renewals FROM subscriptions WHERE id = $1', [id]);
    assert.ok(row, `${id} is gone from the table.`);
    return row;
  }
});

/** The report, or how the run failed, so that both can be compared with what was expected. */
function outcomeOf(run: Promise<RenewalReport>): Promise<RenewalReport | string> {
  return run.catch((error: unknown) => `renewDue rejected: ${error instanceof Error ? error.message : String(error)}`);
}

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { random, readSource } from 'coach-kit';
import { createInvoice, runBilling } from '../src/pricing.js';
import { catalogue, expectedTotal, month, randomSubscription, subscription } from './market.js';
import type { Catalogue, Subscription } from '../src/catalogue.js';

describe('pricing', () => {
  it('a complete subscription is billed to the cent', () => {
    const invoice = createInvoice(subscription({
      planId: 'team', seats: 8, addOns: [{ id: 'backup', quantity: 3 }], couponCode: 'SPRING', reference: 'PO-77',
    }), catalogue, month);

    assert.deepEqual(invoice, {
      subscriptionId: 'sub-1',
      month,
      lines: [{ label: 'Team, 8 seats', cents: 5 * 1_250 }, { label: 'Backup x 3', cents: 3 * 333 }],
      discountCents: 1_087, // 15 % of 7,249 is 1,087.35
      totalCents: 7_249 - 1_087,
      reference: 'PO-77',
    }, 'The ordinary case must stay exactly as it was.');
  });

  it('an unknown plan throws an error that names it', () => {
    mustThrow(subscription({ planId: 'team-2019' }), ['sub-1', 'team-2019'],
      'Nobody knows what this plan costs, so any invoice for it is wrong; 0.00 is just the least suspicious wrong amount.');
  });

  it('a plan id that every object answers to is unknown as well', () => {
    for (const planId of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
      mustThrow(subscription({ planId }), ['sub-1', planId],
        `The catalogue has no plan "${planId}"; what the look-up found comes from Object.prototype.`);
    }
  });

  it('an unknown add-on or coupon code throws an error that names it', () => {
    mustThrow(subscription({ addOns: [{ id: 'backup', quantity: 1 }, { id: 'fax', quantity: 1 }] }), ['sub-1', 'fax'],
      'The customer gets an add-on that is not in the catalogue, and pays nothing for it.');
    mustThrow(subscription({ couponCode: 'SPRNG' }), ['sub-1', 'SPRNG'],
      'The customer was promised a discount, and nobody knows which. Ignoring the code bills the full price.');
    mustThrow(subscription({ couponCode: 'valueOf' }), ['sub-1', 'valueOf'],
      'The catalogue has no coupon "valueOf"; what the look-up found comes from Object.prototype.');
  });

  it('seats and quantities that cannot be throw an error that names them', () => {
    for (const seats of [0, -3, 2.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      mustThrow(subscription({ seats }), ['sub-1', String(seats)], `There is no subscription with ${seats} seats; somebody made a mistake earlier.`);
    }
    for (const quantity of [0, -1, 0.5, Number.NaN]) {
      mustThrow(subscription({ addOns: [{ id: 'backup', quantity }] }), ['sub-1', String(quantity)],
        `A quantity of ${quantity} is a mistake. A negative one even gives money back.`);
    }
    mustThrow(subscription({ seats: undefined as unknown as number }), ['sub-1'], 'The seats are missing altogether.');
  });

  it('a catalogue entry without a usable price throws an error that names it', () => {
    for (const price of [undefined, null, Number.NaN, -1, 99.5, '900']) {
      const broken = withPlan({ name: 'Broken', seatCents: price as number, includedSeats: 0 });
      mustThrow(subscription({ planId: 'broken' }), ['sub-1', 'broken'],
        `A price of ${String(price)} is a hole in the spreadsheet, not an amount in whole cents.`, broken);
    }
    const brokenAddOn: Catalogue = { ...catalogue, addOns: { backup: { name: 'Backup', unitCents: undefined as unknown as number } } };
    mustThrow(subscription({ addOns: [{ id: 'backup', quantity: 1 }] }), ['sub-1', 'backup'],
      'An add-on without a price is a hole in the spreadsheet.', brokenAddOn);
    for (const percentOff of [undefined, Number.NaN, -5, 101]) {
      const coupons = { ODD: { percentOff: percentOff as number } };
      mustThrow(subscription({ couponCode: 'ODD' }), ['sub-1', 'ODD'],
        `A coupon of ${String(percentOff)} per cent gives an amount that nobody meant.`, { ...catalogue, coupons });
    }
  });

  it('what may be missing is still allowed to be missing', () => {
    const total = (overrides: Partial<Subscription>, used = catalogue): number | string => {
      try {
        return createInvoice(subscription(overrides), used, month).totalCents;
      } catch (error) {
        return `it threw: ${error instanceof Error ? error.message : String(error)}`;
      }
    };
    assert.equal(total({}), 5 * 1_250, 'No add-ons, no coupon, no reference: that is most customers.');
    assert.equal(total({ addOns: [] }), 5 * 1_250, 'An empty list of add-ons is no contradiction.');
    assert.equal(total({ planId: 'free', seats: 2 }), 0, 'The free plan costs 0, and that is its price.');
    assert.equal(total({ planId: 'team', seats: 2 }), 0, 'Two seats of three included ones cost nothing.');
    assert.equal(total({ couponCode: 'ENDED' }), 5 * 1_250, 'A coupon that has ended gives nothing, and is no error.');
    assert.equal(total({ couponCode: 'LASTMONTH' }), 5 * 1_250 * 0.9, 'In its last month a coupon still counts.');
    assert.equal(total({ couponCode: 'NOTHING' }), 5 * 1_250, '0 per cent is a discount of 0.');
    assert.equal(total({ couponCode: 'PARTNER' }), 0, '100 per cent is a discount, too.');
    const noneIncluded = withPlan({ name: 'Solo', seatCents: 700, includedSeats: 0 });
    assert.equal(total({ planId: 'broken', seats: 1 }, noneIncluded), 700, 'A plan may include no seats.');
    assert.equal(createInvoice(subscription({}), catalogue, month).reference, null, 'Without a reference the invoice says null.');
  });

  it('one contradiction costs one invoice and is reported', () => {
    const run = outcomeOf(() => runBilling([
      subscription({ id: 'sub-1' }),
      subscription({ id: 'sub-2', planId: 'team-2019' }),
      subscription({ id: 'sub-3', seats: Number.NaN }),
      subscription({ id: 'sub-4', planId: 'free' }),
    ], catalogue, month));

    assert.ok(typeof run !== 'string', `One bad subscription stopped the whole run: ${String(run)}`);
    assert.deepEqual(run.invoices.map((invoice) => invoice.subscriptionId), ['sub-1', 'sub-4'],
      'Customers whose data is in order get their invoice; the others get none.');
    assert.deepEqual(run.rejected.map((entry) => entry.subscriptionId), ['sub-2', 'sub-3'],
      'A subscription without an invoice has to turn up in `rejected`, or nobody will ever look into it.');
    const reasons = run.rejected.map((entry) => entry.reason);
    assert.match(reasons[0] ?? '', /team-2019/, 'The reason has to name the value, or the person who reads it has to search.');
    assert.match(reasons[1] ?? '', /NaN/, 'The reason has to name the value, or the person who reads it has to search.');
  });

  it('5,000 random subscriptions are billed right or not at all', () => {
    const chance = random(20_261_101);
    for (let run = 0; run < 5_000; run += 1) {
      const candidate = randomSubscription(chance, `sub-${run}`);
      const expected = expectedTotal(candidate);
      const actual = outcomeOf(() => createInvoice(candidate, catalogue, month).totalCents);
      const shown = JSON.stringify(candidate, (_key, value: unknown) => (typeof value === 'number' && !Number.isFinite(value) ? String(value) : value));

      if (expected === 'contradiction') {
        assert.equal(typeof actual, 'string', `An invoice over ${actual} was made for a subscription that contradicts the catalogue: ${shown}`);
      } else {
        assert.equal(actual, expected, `Wrong total for ${shown}`);
      }
    }
  });

  it('the functions stay flat and small', async () => {
    for (const file of (await readdir('src', { recursive: true })).filter((name) => name.endsWith('.ts'))) {
      const source = readSource(`src/${file}`);
      for (const fn of source.functions()) {
        assert.ok(fn.depth <= 3, `${fn.name} in src/${file} nests ${fn.depth} blocks deep, 3 are allowed: a guard that leaves at once saves a level.`);
        assert.ok(fn.complexity <= 10, `${fn.name} in src/${file} has a complexity of ${fn.complexity}, 10 are allowed: split it where it does two things.`);
      }
    }
  });
});

function withPlan(broken: Catalogue['plans'][string]): Catalogue {
  return { ...catalogue, plans: { ...catalogue.plans, broken } };
}

function mustThrow(candidate: Subscription, named: readonly string[], why: string, used: Catalogue = catalogue): void {
  let thrown: unknown;
  let total: number | undefined;
  try {
    total = createInvoice(candidate, used, month).totalCents;
  } catch (error) {
    thrown = error;
  }
  assert.equal(total === undefined ? 'an error' : `an invoice over ${total} cents`, 'an error', why);
  assert.ok(thrown instanceof Error, 'Throw an Error: a string or an object has no stack, and nobody finds the place.');
  for (const name of named) {
    assert.ok(thrown.message.includes(name), `The message has to name ${name}, so that whoever reads it at night knows where to look. It says: "${thrown.message}"`);
  }
}

function outcomeOf<T>(run: () => T): T | string {
  try {
    return run();
  } catch (error) {
    return `it threw: ${error instanceof Error ? error.message : String(error)}`;
  }
}

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { random } from 'coach-kit';
import { Catalogue } from '../src/catalogue.js';
import { HttpOrigin } from '../src/origin.js';
import { MemoryStore } from '../src/store.js';
import { gate, Shop } from './shop.js';

const products = 20;
const reads = 9_000;
const readers = 20;

describe('fast', () => {
  let shop: Shop;
  let origin: HttpOrigin;
  let catalogue: Catalogue;
  before(async () => {
    shop = await Shop.open();
    for (let id = 0; id < products; id += 1) shop.put('acme', `sku-${id}`, 1_000 + id);
    origin = new HttpOrigin(shop.url);
    catalogue = new Catalogue(origin, new MemoryStore());
  });
  after(async () => { await shop.close(); });

  it('asks the origin for less than a tenth of the reads, and answers ten times faster', async () => {
    shop.latencyMs = 20;
    const direct: number[] = [];
    for (let id = 0; id < 25; id += 1) direct.push(await timed(() => origin.fetchProduct('acme', `sku-${id}`)));
    const uncachedMs = p95(direct);

    let { asked, cachedMs } = await workload();
    // The machine may have been busy with something else.
    if (asked < reads / 10 && cachedMs > uncachedMs / 10) ({ asked, cachedMs } = await workload());
    shop.latencyMs = 0;

    assert.ok(asked < reads / 10, `Of ${reads} reads of ${products} products, most of them of a popular few, more than a tenth went to the origin. A cache should answer more than nine out of ten.`);
    assert.ok(cachedMs <= uncachedMs / 10, `95 % of the direct reads took up to ${uncachedMs.toFixed(1)} ms, and of the cached reads up to ${cachedMs.toFixed(1)} ms: that is not ten times faster.`);
  });

  /** Twenty readers at once on a fresh cache. Stops early when the origin has been asked too often. */
  async function workload(): Promise<{ asked: number; cachedMs: number }> {
    const fresh = new Catalogue(origin, new MemoryStore());
    const { zipf } = random(7);
    const times: number[] = [];
    shop.reads = 0;
    await Promise.all(Array.from({ length: readers }, async () => {
      for (let read = 0; read < reads / readers && shop.reads < reads / 10; read += 1) {
        const id = zipf(products);
        times.push(await timed(async () => {
          assert.equal((await fresh.get('acme', `sku-${id}`))?.priceCents, 1_000 + id, 'The catalogue has to answer with the product that was asked for.');
        }));
      }
    }));
    return { asked: shop.reads, cachedMs: p95(times) };
  }

  it('lets the readers of a cold product share one request', async () => {
    shop.put('acme', 'launch', 99_00);
    shop.reads = 0;
    const held = gate();
    shop.gate = held.closed;
    const all = Promise.all(Array.from({ length: 50 }, () => catalogue.get('acme', 'launch')));
    await timed(() => origin.fetchProduct('acme', 'sku-0').catch(() => undefined), held.open);
    shop.gate = undefined;
    const prices = (await all).map((product) => product?.priceCents);
    assert.deepEqual(prices, Array.from({ length: 50 }, () => 99_00), 'All fifty readers get the product.');
    const own = shop.reads - 1;
    assert.equal(own, 1, `Fifty readers asked for the same product in the same moment, and the origin was asked ${own} times. When a popular entry expires, that is a stampede.`);
  });
});

/** Milliseconds until `work` is done; `meanwhile` runs right after it was started. */
async function timed(work: () => Promise<unknown>, meanwhile?: () => void): Promise<number> {
  const start = performance.now();
  const done = work();
  if (meanwhile) setTimeout(meanwhile, 50);
  await done;
  return performance.now() - start;
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Infinity;
}

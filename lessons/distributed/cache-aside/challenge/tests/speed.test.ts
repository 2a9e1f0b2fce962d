import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Catalogue } from '../src/catalogue.js';
import { HttpOrigin } from '../src/origin.js';
import { MemoryStore } from '../src/store.js';
import { gate, Shop } from './shop.js';

const products = 60;
const reads = 12_000;
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
    shop.reads = 0;

    const cached: number[] = [];
    const nextProduct = zipf(products);
    await Promise.all(Array.from({ length: readers }, async () => {
      for (let read = 0; read < reads / readers; read += 1) {
        const id = nextProduct();
        cached.push(await timed(async () => {
          assert.equal((await catalogue.get('acme', `sku-${id}`))?.priceCents, 1_000 + id, 'The catalogue has to answer with the product that was asked for.');
        }));
      }
    }));
    shop.latencyMs = 0;

    assert.ok(shop.reads < reads / 10, `${reads} reads of ${products} products, most of them of a popular few, cost ${shop.reads} requests to the origin. A cache should answer more than nine out of ten.`);
    const [uncachedMs, cachedMs] = [p95(direct), p95(cached)];
    assert.ok(cachedMs <= uncachedMs / 10, `95 % of the direct reads took up to ${uncachedMs.toFixed(1)} ms, and of the cached reads up to ${cachedMs.toFixed(1)} ms: that is not ten times faster.`);
  });

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

/** Draws 0 … n - 1 so that the k-th most popular is asked for 1/k as often as the first; the same draws in every run. */
function zipf(n: number): () => number {
  const bounds: number[] = [];
  let total = 0;
  for (let rank = 1; rank <= n; rank += 1) bounds.push(total += 1 / rank);
  let state = 42;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const drawn = state / 2 ** 32 * total;
    return bounds.findIndex((bound) => drawn < bound);
  };
}

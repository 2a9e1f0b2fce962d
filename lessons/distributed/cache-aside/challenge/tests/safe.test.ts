import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Catalogue } from '../src/catalogue.js';
import { HttpOrigin, type Origin } from '../src/origin.js';
import { MemoryStore, type Store } from '../src/store.js';
import { Shop } from './shop.js';

describe('not wrong', () => {
  let shop: Shop;
  let origin: HttpOrigin;
  let catalogue: Catalogue;
  beforeEach(async () => {
    shop = await Shop.open();
    origin = new HttpOrigin(shop.url);
    catalogue = new Catalogue(origin, new MemoryStore());
  });
  afterEach(async () => { await shop.close(); });

  it('never shows one tenant the product of another', async () => {
    shop.put('acme', 'mug', 1_000, 'Mug of Acme');
    shop.put('globex', 'mug', 2_000, 'Mug of Globex');
    assert.equal((await catalogue.get('acme', 'mug'))?.name, 'Mug of Acme', 'Acme reads its own mug.');
    assert.equal((await catalogue.get('globex', 'mug'))?.name, 'Mug of Globex', 'Two tenants use the same product id, and the second was shown the product of the first: a data leak.');
    await catalogue.changePrice('globex', 'mug', 2_500);
    assert.equal((await catalogue.get('acme', 'mug'))?.priceCents, 1_000, 'A change at Globex must not touch Acme.');
  });

  it('keeps tenants apart whatever their ids look like', async () => {
    const pairs = [['a:b', 'c'], ['a', 'b:c'], ['a/b', 'c'], ['a', 'b/c'], ['a|b', 'c'], ['a', 'b|c'], ['a,b', 'c'], ['a', 'b,c'], ['a.b', 'c'], ['a', 'b.c'], ['a-b', 'c'], ['a', 'b-c'], ['ab', 'c'], ['a', 'bc']] as const;
    for (const [tenantId, productId] of pairs) shop.put(tenantId, productId, 1, `${productId} of ${tenantId}`);
    for (const [tenantId, productId] of pairs) {
      assert.equal((await catalogue.get(tenantId, productId))?.name, `${productId} of ${tenantId}`,
        `Tenant "${tenantId}" asked for "${productId}" and got the product of somebody else: two different pairs of ids made the same key.`);
    }
  });

  it('does not remember a failure', async () => {
    shop.put('acme', 'mug', 1_000);
    shop.down = true;
    await assert.rejects(catalogue.get('acme', 'mug'), 'The origin answers 503 and nothing is cached: get() has to reject. "No such product" would be a lie.');
    shop.down = false;
    const product = await catalogue.get('acme', 'mug').catch(() => 'still failing' as const);
    assert.deepEqual(product, { id: 'mug', name: 'Product mug', priceCents: 1_000 }, 'The origin is well again, and the catalogue still serves the failure it remembers.');
  });

  it('answers from the origin when the cache is down', async () => {
    const down: Store = {
      get: () => Promise.reject(new Error('connection to the cache lost')),
      set: () => Promise.reject(new Error('connection to the cache lost')),
      delete: () => Promise.reject(new Error('connection to the cache lost')),
    };
    shop.put('acme', 'mug', 1_000);
    const uncached = new Catalogue(origin, down);
    assert.equal((await uncached.get('acme', 'mug').catch(String) as { priceCents?: number } | undefined)?.priceCents, 1_000, 'A cache that is down makes pages slow; it must not make them fail.');
    assert.equal(await uncached.changePrice('acme', 'mug', 1_100).catch(String), undefined, 'The price was changed at the origin; that the cache could not be told is no reason to report a failure.');
  });

  it('stays bounded with a million distinct keys', async () => {
    const store = new MemoryStore(1_000);
    const before = heapUsed();
    for (let index = 0; index < 1_000_000; index += 1) {
      const stored = store.set(`product:${index}`, '{}', 60_000);
      if (index % 1_000 === 999) await stored;
    }
    const grownMiB = (heapUsed() - before) / 2 ** 20;
    assert.equal(Math.min(store.size, 1_001), 1_000, `After a million keys a store for 1,000 entries holds ${store.size}. A crawler that asks for random ids would fill the memory.`);
    assert.ok(grownMiB < 20, `A million keys in a store for 1,000 entries left ${Math.round(grownMiB)} MiB behind.`);
    assert.equal(await store.get('product:999999'), '{}', 'The newest entry is still there: something older has to go.');
  });

  it('leaves nothing behind outside the store', async () => {
    const endless: Origin = {
      fetchProduct: (_tenantId, id) => Promise.resolve({ id, name: Buffer.alloc(2_000, id).toString('latin1'), priceCents: 1 }),
      changePrice: () => Promise.resolve(),
    };
    const busy = new Catalogue(endless, new MemoryStore(100));
    await busy.get('acme', 'warm-up');
    const before = heapUsed();
    for (let index = 0; index < 15_000; index += 1) await busy.get('acme', `sku-${index}`);
    const grownMiB = (heapUsed() - before) / 2 ** 20;
    assert.ok(grownMiB < 12, `15,000 products of 2 kB went through a catalogue whose store holds 100, and ${Math.round(grownMiB)} MiB stayed in memory. What else remembers products, or loads of them?`);
  });
});

/** Bytes in use after a full garbage collection. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Catalogue } from '../src/catalogue.js';
import { HttpOrigin } from '../src/origin.js';
import { MemoryStore } from '../src/store.js';
import { gate, Shop } from './shop.js';

/** The promised second, and room for a slow machine. */
const boundMs = 1_000 + 300;

describe('not stale', () => {
  let shop: Shop;
  let catalogue: Catalogue;
  beforeEach(async () => {
    shop = await Shop.open();
    shop.put('acme', 'mug', 1_000);
    catalogue = new Catalogue(new HttpOrigin(shop.url), new MemoryStore());
  });
  afterEach(async () => { await shop.close(); });

  const price = async (): Promise<number | undefined> => (await catalogue.get('acme', 'mug'))?.priceCents;

  it('shows a price changed through this catalogue in the next read', async () => {
    assert.equal(await price(), 1_000, 'The first read shows the price of the origin.');
    await catalogue.changePrice('acme', 'mug', 1_200);
    assert.equal(await price(), 1_200, 'The price was changed through this very catalogue, and the next read still shows the old one.');
  });

  it('shows a change made elsewhere within a second, also to somebody who never stops reading', async () => {
    assert.equal(await price(), 1_000, 'The first read shows the price of the origin.');
    shop.put('acme', 'mug', 1_300);
    const start = performance.now();
    let seen = await price();
    while (seen !== 1_300 && performance.now() - start < boundMs) {
      await sleep(20);
      seen = await price();
    }
    assert.equal(seen, 1_300, `Another process changed the price. It was read every 20 ms, and ${boundMs} ms later the old one is still shown. Only the age of the value may decide, not when it was last read.`);
  });

  it('finds a product that was created a second after somebody asked for it', async () => {
    assert.equal(await catalogue.get('acme', 'lamp'), undefined, 'A product that does not exist is undefined.');
    shop.put('acme', 'lamp', 4_000);
    await sleep(boundMs);
    assert.equal((await catalogue.get('acme', 'lamp'))?.priceCents, 4_000, `The product was created ${boundMs} ms ago, and the catalogue still says that it does not exist.`);
  });

  it('forgets a read that was made while the change was on its way', async () => {
    const held = gate();
    shop.changeGate = held.closed;
    const change = catalogue.changePrice('acme', 'mug', 1_400);
    await until(() => shop.changes === 1);
    assert.equal(await price(), 1_000, 'The change has not happened yet, so a reader sees the old price.');
    held.open();
    await change;
    assert.equal(await price(), 1_400, 'While the change was under way somebody read the old price, and the cache kept it. In which order are the two steps of changePrice() done?');
  });

  it('does not hand out what was read before the change', async () => {
    const held = gate();
    shop.gate = held.closed;
    const early = catalogue.get('acme', 'mug');
    await until(() => shop.reads === 1); // the origin has looked up the old price, and its answer is on the way
    shop.gate = undefined;
    await catalogue.changePrice('acme', 'mug', 1_500);
    const late = await Promise.race([price(), sleep(1_500, 'nothing' as const)]);
    assert.equal(late, 1_500, 'A read that starts after changePrice() must not be given the load that started before it: that one has seen the old price.');
    held.open();
    await early;
    await sleep(10);
    assert.equal(await price(), 1_500, 'The slow reader came back with the old price after the change, and stored it over the new one.');
  });
});

async function until(check: () => boolean): Promise<void> {
  for (let waited = 0; !check() && waited < 3_000; waited += 5) await sleep(5);
}

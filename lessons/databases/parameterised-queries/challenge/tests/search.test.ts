import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { searchProducts, type ProductSearch } from '../src/search.js';
import { compare, Shop, type Query, type Row } from './shop.js';

const payloads = [
  "'", "''", '"', "O'Brien", "' OR '1'='1", "' OR 1=1 --", "x' OR 'a'='a' --", "') OR ('1'='1", "%' OR name LIKE '%",
  "'; DROP TABLE products; --", "'; DELETE FROM products; SELECT 1 WHERE 'a'='a", "'); DELETE FROM products; --", "'; UPDATE users SET password_hash = ''; --",
  "' UNION SELECT email, password_hash, email, 1 FROM users --", "\\'; DROP TABLE products; --", '1; DROP TABLE products', '0 OR 1=1', '0) OR (1=1',
  '--', '/*', '*/', ';', '\\', '\\\\', '$1', '$2', '${1}', '?', ':tenant', '$$; SELECT 1; $$', '{}', '{a,b}', 'NULL', 'null',
];

describe('product search', () => {
  let shop: Shop;
  before(async () => { shop = await Shop.open(); });
  beforeEach(() => shop.db.reset());
  after(() => shop.close());

  it('still does everything it did', { timeout: 15_000 }, async () => {
    const cases: readonly (readonly [Query, (row: Row) => boolean])[] = [
      [{}, () => true],
      [{ text: 'mug' }, (row) => row.name.toLowerCase().includes('mug')],
      [{ text: 'POTTER' }, (row) => row.brand.startsWith('Potter')],
      [{ sku: 'mug-1' }, (row) => row.sku === 'mug-1'],
      [{ sku: ['mug-1', 'mug-2', 'nothing'] }, (row) => row.sku.startsWith('mug')],
      [{ maxPriceCents: '700' }, (row) => row.price_cents <= 700],
      [{ text: 'o', sku: ['mug-1', 'wool-100', 'usb_c'], maxPriceCents: '8900' }, (row) => ['mug-1', 'wool-100'].includes(row.sku)],
    ];
    for (const [query, matches] of cases) {
      assert.deepEqual(await shop.search('acme', query), shop.expected('acme', matches), `A search for ${JSON.stringify(query)} has to find what it found before.`);
    }
    assert.deepEqual(await searchProducts(shop.db.pool, { tenant: 'acme', skus: ['mug-1'] }), [{ sku: 'mug-1', name: 'Mug', brand: "O'Brien", priceCents: 1200 }], 'A product has these four fields.');
  });

  it('takes every payload as text, in every field', { timeout: 30_000 }, async () => {
    for (const payload of payloads) {
      const lower = payload.toLowerCase();
      const inText = shop.expected('acme', ({ name, brand }) => [name, brand].some((value) => value.toLowerCase().includes(lower)));
      assert.deepEqual(await shop.search('acme', { text: payload }), inText, `text: ${payload} has to find the names and brands that contain it, literally.`);
      assert.deepEqual(await shop.search('acme', { sku: ['mug-1', payload] }), shop.expected('acme', ({ sku }) => sku === 'mug-1'), `sku: there is no product with the SKU ${payload}, only mug-1 may be found.`);
      assert.deepEqual(await shop.search(payload), { status: 200, skus: [] }, `tenant: there is no tenant ${payload}, so nothing may be found.`);
      for (const field of ['maxPriceCents', 'sort', 'direction']) {
        assert.equal((await shop.search('acme', { [field]: payload })).status, 400, `${field}=${payload} makes no sense: 400. (500 means that the database was asked to make sense of it; 200 that it did.)`);
      }
      assert.equal(await shop.damage(), '', `After ${payload} every table has to be as it was.`);
    }
  });

  it('sends the same SQL for the same kind of search', { timeout: 15_000 }, async () => {
    const kinds: readonly (readonly [ProductSearch, ProductSearch])[] = [
      [{ tenant: 'tenant-one' }, { tenant: 'tenant-two' }],
      [{ tenant: 'acme', text: 'walrus' }, { tenant: 'acme', text: 'zebra' }],
      [{ tenant: 'acme', maxPriceCents: '73111' }, { tenant: 'acme', maxPriceCents: '94222' }],
      [{ tenant: 'acme', skus: ['gnu', 'ibex'] }, { tenant: 'acme', skus: ['okapi', 'tapir'] }],
      [{ tenant: 'tenant-one', text: 'walrus', skus: ['gnu'], maxPriceCents: '73111', sort: 'price', direction: 'desc' }, { tenant: 'tenant-two', text: 'zebra', skus: ['tapir'], maxPriceCents: '94222', sort: 'price', direction: 'desc' }],
    ];
    for (const [one, other] of kinds) {
      const sent = async (search: ProductSearch): Promise<readonly string[]> => {
        shop.db.clearLog();
        await searchProducts(shop.db.pool, search);
        return shop.db.statements.map(({ sql }) => sql);
      };
      const [first, second] = [await sent(one), await sent(other)];
      assert.ok(first.length > 0, 'The search has to ask the database.');
      assert.deepEqual(second, first, `Two searches that differ only in their values (${Object.keys(one).join(', ')}) have to send the same text: what differs has become part of the statement.`);
      const values = Object.values(one).flat().filter((value) => !['acme', 'price', 'desc'].includes(value));
      assert.deepEqual(values.filter((value) => first.some((sql) => sql.includes(value))), [], 'These values of the user were found inside the SQL text. Values travel beside it.');
    }
  });

  it('takes % and _ and \\ literally', { timeout: 15_000 }, async () => {
    for (const text of ['100%', '%', 'usb_c', '_', 'C:\\shop', '\\', '\\%']) {
      const expected = shop.expected('acme', ({ name, brand }) => [name, brand].some((value) => value.toLowerCase().includes(text.toLowerCase())));
      assert.deepEqual(await shop.search('acme', { text }), expected, `Somebody typed ${text} and means exactly that. For LIKE it is a pattern.`);
    }
  });

  it('finds none, one and two hundred SKUs, whatever they contain', { timeout: 15_000 }, async () => {
    const none = await searchProducts(shop.db.pool, { tenant: 'acme', skus: [] }).catch((error: unknown) => String(error));
    assert.deepEqual(none, [], 'A list of no SKUs finds no product: neither an error nor the whole catalogue.');
    for (const sku of ["cup'red", 'cup,blue', 'path\\1', 'usb_c']) {
      assert.deepEqual(await shop.search('acme', { sku }), { status: 200, skus: [sku] }, `The SKU ${sku} exists and is asked for.`);
    }
    const many = Array.from({ length: 200 }, (_, index) => `plain-${index + 1}`);
    assert.deepEqual(await shop.search('acme', { sku: many }), shop.expected('acme', ({ sku }) => many.includes(sku)), 'Two hundred SKUs are an ordinary request.');
  });

  it('sorts by name, price and newest, both ways', { timeout: 15_000 }, async () => {
    const keys = { name: (row: Row) => row.name, price: (row: Row) => row.price_cents, newest: (row: Row) => row.created_at };
    const acme = shop.rows.filter(({ tenant, brand }) => tenant === 'acme' && brand !== 'Papyrus');
    for (const [sort, key] of Object.entries(keys)) {
      const ascending = acme.toSorted((a, b) => compare(key(a), key(b))).map(({ sku }) => sku);
      const sku = acme.map((row) => row.sku);
      assert.deepEqual(await shop.search('acme', { sku, sort }), { status: 200, skus: ascending }, `sort=${sort} goes upwards unless something else is asked for.`);
      assert.deepEqual(await shop.search('acme', { sku, sort, direction: 'desc' }), { status: 200, skus: ascending.toReversed() }, `sort=${sort}&direction=desc goes downwards.`);
    }
  });

  it('answers 400 to any other order', { timeout: 15_000 }, async () => {
    const sorts = ['', 'sku', 'brand', 'tenant', 'created_at', 'price_cents', 'password_hash', '1', 'Name', 'name,price', 'name asc', 'random()', '"name"', '(CASE WHEN true THEN name ELSE sku END)', 'constructor', '__proto__', 'toString', 'hasOwnProperty'];
    for (const sort of sorts) {
      assert.equal((await shop.search('acme', { sort })).status, 400, `sort=${sort} is none of name, price and newest, so it is a 400, whether the database knows such a column or not.`);
    }
    for (const direction of ['', 'up', 'ASC NULLS FIRST', 'desc, sku', 'USING <', 'constructor', '__proto__']) {
      assert.equal((await shop.search('acme', { direction })).status, 400, `direction=${direction} is neither asc nor desc, so it is a 400.`);
    }
  });

  it('stays with its tenant, whatever is combined', { timeout: 15_000 }, async () => {
    const queries: readonly Query[] = [{ text: "o'brien" }, { text: 'sheep' }, { text: 'o', maxPriceCents: '5' }, { sku: ['mug-1', 'secret'] }, { text: 'mug', sku: ['mug-1', 'secret'], maxPriceCents: '99999' }];
    for (const query of queries) {
      const { skus } = await shop.search('acme', query);
      const allowed = shop.expected('acme').skus;
      assert.deepEqual(Array.isArray(skus) ? skus.filter((sku) => !allowed.includes(sku)) : skus, [], `A search of acme for ${JSON.stringify(query)} found products of another tenant.`);
      const found = await searchProducts(shop.db.pool, { tenant: 'acme', text: 'mug' });
      assert.deepEqual(found.filter(({ name }) => name.includes('Globex')), [], 'A search of acme found a mug of Globex.');
    }
  });
});

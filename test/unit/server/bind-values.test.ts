import assert from 'node:assert/strict';
import { bindValues } from '../../../src/server/fixes/bind-values.ts';

const repaired: readonly (readonly [before: string, after: string])[] = [
  ['pool.query(`SELECT * FROM orders WHERE id = ${id}`)', 'pool.query(`SELECT * FROM orders WHERE id = $1`, [id])'],
  ['this.db\n  .query<Order>(`SELECT * FROM orders WHERE id = ${req.params.id} AND tenant=${tenant}`)', 'this.db\n  .query<Order>(`SELECT * FROM orders WHERE id = $1 AND tenant=$2`, [req.params.id, tenant])'],
  ["pool.query(`SELECT 1 FROM users WHERE email = '${email}' LIMIT ${limit}`)", 'pool.query(`SELECT 1 FROM users WHERE email = $1 LIMIT $2`, [email, limit])'],
  ["pool.query(`SELECT 1 FROM users WHERE name ILIKE '%${term}%' OFFSET 2`)", 'pool.query(`SELECT 1 FROM users WHERE name ILIKE $1 OFFSET 2`, [`%${term}%`])'],
  ["client.query(`INSERT INTO orders (a, b, c) VALUES (${a}, '${b}', ${c.d()})`)", 'client.query(`INSERT INTO orders (a, b, c) VALUES ($1, $2, $3)`, [a, b, c.d()])'],
  ["pool.query(`UPDATE orders SET note = '${note}'::text WHERE total >= ${least}`,)", 'pool.query(`UPDATE orders SET note = $1::text WHERE total >= $2`, [note, least])'],
];

/** Anything but a single value in a value's place, and anything that is not plainly one call with one template. */
const left: readonly string[] = [
  'pool.query(`SELECT * FROM ${table} WHERE id = 1`)',
  'pool.query(`SELECT ${column} FROM orders`)',
  'pool.query(`SELECT * FROM orders ORDER BY ${column}`)',
  'pool.query(`SELECT * FROM orders WHERE id IN (${ids.join(",")})`)',
  'pool.query(`SELECT * FROM orders WHERE id = ${ids.map(String)}`)',
  'pool.query(`SELECT * FROM orders WHERE id = ${a ? b : c}`)',
  "pool.query(`SELECT now() - interval '${days} days'`)",
  'pool.query(`SELECT * FROM orders_${year} WHERE id = ${id}`)',
  'pool.query(`SELECT * FROM orders WHERE id = ${id}_x`)',
  'pool.query(`SELECT * FROM orders WHERE id = $1 AND b = ${b}`, [a])',
  'pool.query(`SELECT * FROM orders WHERE id = $1 AND b = ${b}`)',
  'pool.query(`SELECT * FROM orders WHERE id = ${ {a: 1}.a }`)',
  'pool.query(`SELECT * FROM orders WHERE id = ${`${id}`}`)',
  "pool.query('SELECT * FROM orders WHERE id = ' + id)",
  'pool.query(`SELECT 1`)',
  'pool.query(sql)',
  'pool.query(`SELECT * FROM orders WHERE id = ${id}`, callback)',
];

describe('bindValues', () => {
  for (const [before, after] of repaired) it(`repairs ${before}`, () => { assert.equal(bindValues(before), after); });
  for (const call of left) it(`leaves ${call}`, () => { assert.equal(bindValues(call), undefined); });
});

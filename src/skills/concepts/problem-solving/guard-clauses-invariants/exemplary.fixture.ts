// state: exemplary
import express from 'express';
import assert from 'node:assert/strict';
import { assertPositive, deposit, transfer, withdraw } from './accounts';
const app = express();
app.post('/', (_req, res) => {
  assertPositive(1);
  res.json([withdraw(1), deposit(1), transfer(1)]);
});
assert.ok(app); //~ evidence exemplary
// @file src/accounts.ts
export function assertPositive(amount: unknown): asserts amount is number { //~ evidence exemplary
  if (typeof amount !== 'number') throw new TypeError('not a number'); //~ evidence exemplary
}
export function withdraw(amount: number) {
  if (amount <= 0) throw new RangeError('positive'); //~ evidence exemplary
  return amount;
}
export function deposit(amount: number) {
  if (amount <= 0) throw new RangeError('positive'); //~ evidence exemplary
  return amount;
}
export function transfer(amount: number) {
  if (amount <= 0) throw new RangeError('positive'); //~ evidence exemplary
  return amount;
}

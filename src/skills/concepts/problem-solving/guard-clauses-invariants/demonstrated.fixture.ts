// state: demonstrated
import express from 'express';
import { deposit, planOf, withdraw } from './accounts';
const app = express();
app.post('/', (_req, res) => { res.json([withdraw(1), deposit(1), planOf('a')]); });
// @file src/accounts.ts
const plans = new Map<string, number>();
export function withdraw(amount: number) {
  if (amount <= 0) throw new RangeError(`amount must be positive: ${amount}`); //~ evidence demonstrated
  return amount;
}
export function deposit(amount: number) {
  if (!Number.isInteger(amount)) throw new RangeError(`amount must be whole: ${amount}`); //~ evidence demonstrated
  return amount;
}
export function planOf(id: string) {
  const plan = plans.get(id);
  if (plan === undefined) throw new Error(`no plan ${id}`); //~ evidence demonstrated
  return plan;
}

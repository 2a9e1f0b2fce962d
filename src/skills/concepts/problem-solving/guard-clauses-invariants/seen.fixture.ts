// state: seen
import express from 'express';
import { withdraw } from './accounts';
const app = express();
app.post('/', (req, res) => { if (!req.body) throw new Error('no body'); res.json(withdraw(1)); });
// @file src/accounts.ts
export function withdraw(amount: number) {
  if (amount <= 0) throw new RangeError(`amount must be positive: ${amount}`); //~ evidence seen
  return amount;
}
function hidden(amount: number) { if (amount < 0) throw new Error('negative'); return amount; }
export const kept = (limit?: number) => { const max = limit ?? 0; return hidden(max); };

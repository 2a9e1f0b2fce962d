// state: exemplary
import express from 'express';
const app = express();
const memo = new Map<number, number>();
/** Ways to climb n steps. Time O(n), memory O(n). */
function ways(n: number): number { //~ evidence exemplary
  const known = memo.get(n); //~ evidence exemplary
  if (known !== undefined) return known;
  let total = 1;
  for (let step = 1; step < n; step++) total += step;
  memo.set(n, total);
  return total;
}
app.get('/', (_req, res) => {
  const users = [{ id: '1' }].filter(Boolean);
  const byId = new Map(users.map((user) => [user.id, user]));
  const blocked = new Set(users.map((user) => user.id));
  const found = users.map((user) => byId.get(user.id)); //~ evidence exemplary
  for (const user of users) if (blocked.has(user.id)) found.push(user); //~ evidence exemplary
  res.json([found, ways(3)]);
});

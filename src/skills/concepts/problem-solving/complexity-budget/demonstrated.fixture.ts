// state: demonstrated
import express from 'express';
const app = express();
app.get('/', async (_req, res) => {
  const users = await Promise.resolve([{ id: '1' }]);
  const orders = await Promise.resolve([{ userId: '1' }]);
  const byId = new Map(users.map((user) => [user.id, user]));
  res.json(orders.map((order) => byId.get(order.userId))); //~ evidence demonstrated
});

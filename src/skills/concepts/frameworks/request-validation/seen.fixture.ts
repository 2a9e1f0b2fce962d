// state: seen
import express from 'express';
import { z } from 'zod';
import mongoose from 'mongoose';
const app = express();
const Order = mongoose.model('Order');
const Schema = z.object({ name: z.string() });
app.post('/orders', async (req, res) => { //~ evidence seen
  Schema.parse(req.body); //~ warning parsed-value-discarded
  res.json(await Order.create(req.body));
});
app.post('/notes', (req, res) => { res.json(req.body.text); });

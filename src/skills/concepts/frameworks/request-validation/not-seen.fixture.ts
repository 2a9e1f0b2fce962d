// state: not-seen
import express from 'express';
import mongoose from 'mongoose';
import { PrismaClient } from '@prisma/client';
interface CreateUser { name: string }
const app = express();
const User = mongoose.model('User');
const prisma = new PrismaClient();
app.post('/users', async (req, res) => { res.json(await User.create(req.body)); }); //~ warning body-straight-into-model
app.put('/users/:id', async (req, res) => {
  const changes = req.body;
  res.json(await prisma.user.update({ where: { id: req.params.id }, data: { ...changes, id: '1' } })); //~ warning body-straight-into-model
});
app.post('/orders', (req, res) => {
  const order = req.body as CreateUser; //~ warning unchecked-body
  res.json(order);
});
app.post('/webhook', express.raw({ type: '*/*' }), (req, res) => { res.json((req.body as Buffer).length); });
app.post('/picked', async (req, res) => { res.json(await User.create({ name: req.body.name })); });
const drafts = { create: (draft: unknown) => draft };
app.post('/drafts', (req, res) => { res.json(drafts.create(req.body)); });

// state: exemplary
import { PrismaClient } from '@prisma/client';
import express from 'express';
const app = express();
const prisma = new PrismaClient();
app.post('/orders', async (_req, res) => {
  await prisma.$transaction(async (tx) => { //~ evidence exemplary
    await tx.order.create({ data: {} });
    await tx.stock.update({ where: {}, data: {} });
  });
  await prisma.$transaction([prisma.cart.delete({ where: {} }), prisma.order.create({ data: {} })]); //~ evidence exemplary
  res.end();
});
app.post('/refunds', async (_req, res) => {
  await prisma.$transaction(async (tx) => { //~ evidence exemplary
    await tx.refund.create({ data: {} });
    await tx.order.update({ where: {}, data: {} });
  });
  res.end();
});

// state: seen
import { PrismaClient } from '@prisma/client';
import { Pool } from 'pg';
import express from 'express';
const app = express();
const prisma = new PrismaClient();
const pool = new Pool();
app.post('/orders', async (req, res) => {
  await prisma.$transaction(async (tx) => { //~ evidence demonstrated
    await tx.order.create({ data: {} });
    await prisma.stock.update({ where: {}, data: {} }); //~ warning transaction-wrong-handle
    await fetch('https://mail.example.com', { method: 'POST' }); //~ information call-inside-transaction
    await Promise.all([tx.a.create({ data: {} }), tx.b.create({ data: {} })]); //~ information parallel-on-one-connection
  });
  const client = await pool.connect();
  await client.query('BEGIN'); //~ evidence seen ; warning begin-without-rollback
  await client.query('UPDATE a SET v = 1');
  await client.query('UPDATE b SET v = 1');
  await client.query('COMMIT');
  client.release(); //~ information release-outside-finally
  res.json(req.body);
});

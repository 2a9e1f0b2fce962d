// state: exemplary
import { MikroORM } from '@mikro-orm/postgresql';
import express from 'express';
import { Model, Sequelize } from 'sequelize';
import { DataSource } from 'typeorm';
class Order extends Model {}
class Stock extends Model {}
class Invoice { id = 1; }
class Payment { id = 1; }
const app = express();
const source = new DataSource({ type: 'postgres' });
const sequelize = new Sequelize('postgres://localhost/shop');
const orm = await MikroORM.init({});
app.post('/invoices', async (_req, res) => {
  await source.transaction(async (manager) => { //~ evidence exemplary
    await manager.save(Invoice, { id: 1 });
    await manager.getRepository(Payment).insert({ id: 1 });
  });
  const runner = source.createQueryRunner();
  await runner.startTransaction(); //~ evidence exemplary
  try {
    await runner.manager.update(Invoice, { id: 1 }, { id: 2 });
    await runner.manager.delete(Payment, { id: 1 });
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
  res.end();
});
app.post('/orders', async (_req, res) => {
  await sequelize.transaction(async (transaction) => { //~ evidence exemplary
    await Order.create({}, { transaction });
    await Stock.update({}, { where: {}, transaction });
    await sequelize.query('UPDATE totals SET orders = orders + 1', { transaction });
  });
  res.end();
});
app.post('/payments', async (_req, res) => {
  const em = orm.em.fork();
  await em.transactional(async (tx) => { //~ evidence exemplary
    tx.persist(new Invoice());
    await tx.flush();
    await tx.nativeUpdate(Payment, { id: 1 }, { id: 2 });
  });
  res.end();
});

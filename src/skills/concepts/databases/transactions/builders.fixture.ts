// state: exemplary
import { eq, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import express from 'express';
import knexFactory from 'knex';
import { Kysely } from 'kysely';
import mysql from 'mysql2/promise';
import { Model } from 'objection';
import postgres from 'postgres';
import { accounts, ledgers } from './tables';
const knex = knexFactory({});
const db = drizzle('postgres://localhost/shop');
const kysely = new Kysely<object>({ dialect: {} as never });
const pg = postgres('postgres://localhost/shop');
const pool = mysql.createPool('mysql://localhost/shop');
class Account extends Model {}
class Ledger extends Model {}
const app = express();
app.post('/knex', async (req, res) => {
  await knex.transaction(async (trx) => { //~ evidence exemplary
    await trx('accounts').where({ id: req.body.id }).decrement('balance', 1);
    await knex('ledgers').transacting(trx).insert({ id: req.body.id });
  });
  res.end();
});
app.post('/knex-by-hand', async (req, res) => {
  const trx = await knex.transaction(); //~ evidence exemplary
  try {
    await trx('accounts').update({ balance: 0 });
    await trx('ledgers').insert({ id: req.body.id });
    await trx.commit();
  } catch (error) {
    await trx.rollback();
    throw error;
  }
  res.end();
});
app.post('/drizzle', async (req, res) => {
  await db.transaction(async (tx) => { //~ evidence exemplary
    await tx.update(accounts).set({ balance: sql`balance - 1` }).where(eq(accounts.id, req.body.id));
    await tx.insert(ledgers).values({ id: req.body.id });
  });
  res.end();
});
app.post('/kysely', async (req, res) => {
  await kysely.transaction().execute(async (trx) => { //~ evidence exemplary
    await trx.updateTable('accounts').set({ balance: 0 }).execute();
    await trx.insertInto('ledgers').values({ id: req.body.id }).execute();
  });
  res.end();
});
app.post('/kysely-by-hand', async (req, res) => {
  const trx = await kysely.startTransaction().execute(); //~ evidence exemplary
  try {
    await trx.updateTable('accounts').set({ balance: 0 }).execute();
    await trx.insertInto('ledgers').values({ id: req.body.id }).execute();
    await trx.commit().execute();
  } catch (error) {
    await trx.rollback().execute();
    throw error;
  }
  res.end();
});
app.post('/postgres', async (req, res) => {
  await pg.begin(async (tx) => { //~ evidence exemplary
    await tx`update accounts set balance = 0 where id = ${req.body.id}`;
    await tx`insert into ledgers (id) values (${req.body.id})`;
  });
  res.end();
});
app.post('/objection', async (req, res) => {
  await Account.transaction(async (trx) => { //~ evidence exemplary
    await Account.query(trx).patch({ balance: 0 }).where('id', req.body.id);
    await Ledger.query(trx).insert({ id: req.body.id });
  });
  res.end();
});
app.post('/objection-by-hand', async (req, res) => {
  const trx = await Account.startTransaction(); //~ evidence exemplary
  try {
    await Account.query(trx).patch({ balance: 0 }).where('id', req.body.id);
    await Ledger.query(trx).insert({ id: req.body.id });
    await trx.commit();
  } catch (error) {
    await trx.rollback();
    throw error;
  }
  res.end();
});
app.post('/mysql', async (req, res) => {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction(); //~ evidence exemplary
    await connection.execute('UPDATE accounts SET balance = 0 WHERE id = ?', [req.body.id]);
    await connection.execute('INSERT INTO ledgers (id) VALUES (?)', [req.body.id]);
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  } finally {
    connection.release();
  }
  res.end();
});
app.listen(3000);
// @file src/tables.ts
import { integer, pgTable } from 'drizzle-orm/pg-core';
export const accounts = pgTable('accounts', { id: integer('id'), balance: integer('balance') });
export const ledgers = pgTable('ledgers', { id: integer('id') });

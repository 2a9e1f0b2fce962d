// also: close, client
import mysql from 'mysql2/promise';
import type { Pool, PoolConnection } from 'mysql2/promise';
import * as callbacks from 'mysql2';
import { OrderStore } from './store';
const pool = mysql.createPool({ uri: 'mysql://localhost/shop' }); //~ client mysql2 Pool
export const store = new OrderStore(pool);
export async function pay(id: string) {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction(); //~ data mysql2 transaction
    await connection.execute('UPDATE accounts SET balance = 0 WHERE id = ?', [id]); //~ data mysql2 write accounts
    await connection.commit(); //~ data mysql2 transaction
  } catch (error) {
    await connection.rollback(); //~ data mysql2 transaction
    throw error;
  } finally {
    connection.release(); //~ close mysql2 release
  }
}
export async function prepared(connection: PoolConnection) {
  const statement = await connection.prepare('INSERT INTO orders (id) VALUES (?)');
  await statement.execute(['1']); //~ data mysql2 write orders
  await statement.close();
}
const old = callbacks.createConnection({}); //~ client mysql2 Connection
export function count(done: (error: unknown, rows?: unknown) => void) {
  old.query('SELECT count(*) FROM orders', (error, rows) => { done(error, rows); }); //~ data mysql2 read orders
  callbacks.createPool({}).getConnection((error, connection) => { //~ client mysql2 Pool
    connection.query({ sql: 'DELETE FROM orders WHERE id = ?', values: [1] }, done); //~ data mysql2 delete orders
    connection.prepare('SELECT * FROM users', (failed, statement) => statement.execute([], done)); //~ data mysql2 read users
  });
}
export const viaPromise = () => old.promise().query('SHOW TABLES'); //~ data mysql2 read
export const stop = () => pool.end(); //~ close mysql2 end
interface Client { query(text: string): string[] }
export const alike = (client: Client) => client.query('SELECT * FROM orders');
export const found = (connections: Pool[]) => connections.find((one) => one !== pool);
// @file src/store.ts
import type { Pool, RowDataPacket } from 'mysql2/promise';
export class OrderStore {
  constructor(private readonly pool: Pool) {}
  async all() { return (await this.pool.query<RowDataPacket[]>('SELECT * FROM orders'))[0]; } //~ data mysql2 read orders
}
// @file src/legacy.js
const mysql = require('mysql');
const connection = mysql.createConnection({}); //~ client mysql Connection
exports.all = (done) => connection.query('SELECT * FROM orders', done); //~ data mysql read orders

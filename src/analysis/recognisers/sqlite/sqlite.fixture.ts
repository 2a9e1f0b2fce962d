// also: close, client
import Database from 'better-sqlite3';
import { DatabaseSync } from 'node:sqlite';
import type { Database as Db } from 'better-sqlite3';
const db = new Database('shop.db'); //~ client better-sqlite3 Database
const builtin = new DatabaseSync(':memory:'); //~ client node:sqlite Database
db.exec('CREATE TABLE IF NOT EXISTS orders (id TEXT)'); //~ data better-sqlite3 schema orders
const insert = db.prepare('INSERT INTO orders (id) VALUES (?)');
export const add = (id: string) => insert.run(id); //~ data better-sqlite3 write orders
export const one = (id: string) => db.prepare('SELECT * FROM orders WHERE id = ?').get(id); //~ data better-sqlite3 read orders
export const names = () => db //~ data better-sqlite3 read users
  .prepare('SELECT name FROM users').pluck().all();
export const many = db.transaction((ids: string[]) => { for (const id of ids) insert.run(id); }); //~ data better-sqlite3 transaction ; data better-sqlite3 write orders
export const remove = (id: string) => builtin.prepare('DELETE FROM orders WHERE id = :id').run({ id }); //~ data node:sqlite delete orders
export class Store {
  readonly #insert;
  constructor(private readonly database: Db) { this.#insert = database.prepare('UPDATE users SET name = ?'); }
  all() { return this.database.prepare('SELECT * FROM users').all(); } //~ data better-sqlite3 read users
  rename(name: string) { return this.#insert.run(name); } //~ data better-sqlite3 write users
}
db.pragma('journal_mode = WAL'); //~ data better-sqlite3 schema
export const big = (id: string) => db.prepare('SELECT * FROM orders WHERE id = ?').safeIntegers().expand(true).all(id); //~ data better-sqlite3 read orders
const tags = builtin.createTagStore();
export const tagged = (id: string) => tags.get`SELECT * FROM orders WHERE id = ${id}`; //~ data node:sqlite read orders
export const stop = () => db.close(); //~ close better-sqlite3 close
const queue = { prepare: (text: string) => ({ get: () => text }) };
queue.prepare('SELECT 1').get();
/(a)/.exec('SELECT 1');

// also: close, client
import pgPromise, { PreparedStatement, type IDatabase } from 'pg-promise';
const pgp = pgPromise({ noWarnings: true });
export const db = pgp('postgres://localhost/shop'); //~ client pg-promise Database
export const all = () => db.any('SELECT * FROM orders'); //~ data pg-promise read orders
export const one = (id: string) => db.oneOrNone({ text: 'SELECT * FROM orders WHERE id = $1', values: [id] }); //~ data pg-promise read orders
export const prepared = () => db.none(new PreparedStatement({ name: 'seen', text: 'UPDATE orders SET seen = true' })); //~ data pg-promise write orders
export const pay = (id: string) => db.tx('pay', async (t) => { //~ data pg-promise transaction
  await t.none('UPDATE accounts SET balance = 0 WHERE id = $1', [id]); //~ data pg-promise write accounts
  await t.batch([t.result('DELETE FROM carts'), t.func('refresh_totals')]); //~ data pg-promise delete carts ; data pg-promise raw
});
export const task = () => db.task((t) => t.map('SELECT id FROM users', [], (row) => row)); //~ data pg-promise read users
export class Orders {
  constructor(private readonly db: IDatabase<object>) {}
  add(id: string) { return this.db.one('INSERT INTO orders (id) VALUES ($1) RETURNING id', id); } //~ data pg-promise write orders
}
export const stop = () => pgp.end(); //~ close pg-promise end
export const alike = (list: { any(text: string): boolean }) => list.any('SELECT * FROM orders');

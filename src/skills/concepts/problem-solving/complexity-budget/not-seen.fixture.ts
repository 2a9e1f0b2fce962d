// state: not-seen
export async function withUsers(load: () => Promise<{ id: string; userId: string }[]>) {
  const orders = await load();
  const users = await load();
  const found = orders.map((order) => users.find((user) => user.id === order.userId)); //~ information join-by-scan
  for (const order of orders) {
    for (const user of users) { //~ information join-by-scan
      if (user.id === order.userId) found.push(user);
    }
  }
  return found;
}
export const ids = (rows: { id: string }[]) => rows.reduce<string[]>((all, row) => [...all, row.id], []); //~ information copying-accumulator
export function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2); } //~ information overlapping-recursion
export function gather(rows: string[]) {
  let all: string[] = [];
  for (const row of rows) all = [...all, row]; //~ information copying-accumulator
  return all;
}
enum Channel { Mail = 'mail', Push = 'push' }
const LOCALES = ['en', 'de'];
export const enabled = Object.values(Channel).reduce((all, channel) => ({ ...all, [channel]: true }), {});
export const texts = LOCALES.filter(Boolean).reduce((all, locale) => ({ ...all, [locale]: '' }), {});

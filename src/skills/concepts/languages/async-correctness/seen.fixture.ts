// state: seen
import { setTimeout as sleep } from 'node:timers/promises';
async function save(row: number) { await sleep(row); } //~ evidence seen
async function guarded(row: number) { try { await save(row); } catch { console.error(row); } }
export function f(xs: number[]) { xs.forEach(async (x) => { await save(x); }); } //~ warning lost-promise
export const made = new Promise(async (resolve) => { resolve(await save(1)); }); //~ warning lost-promise
export async function find(row: number) {
  try { return save(row); } catch { return undefined; } //~ warning lost-promise
}
export function start(row: number) {
  save(row); //~ warning lost-promise
  guarded(row);
  void save(row).catch(() => undefined);
  return save(row);
}
export class Jobs {
  async run() { await sleep(1); }
  start() { this.run(); } //~ warning lost-promise
}
export async function all(rows: number[]) {
  for (const row of rows) await save(row); //~ question await-in-loop
  for (const batch of rows) await save(batch);
}
export async function fine(row: number) { try { return await save(row); } catch { return undefined; } }
const timers = new Map<string, NodeJS.Timeout>();
async function touch(key: string) { timers.set(key, setTimeout(() => { guarded(1); }, 10)); }
export function hit(key: string) { touch(key); }
export const careful = new Promise<void>(async (resolve, reject) => { try { await save(1); resolve(); } catch (error) { reject(error); } });
async function main() { await save(2); }
main();
save(1); //~ information lost-promise
// @file scripts/import.ts
const load = async () => { await Promise.resolve(); };
load();

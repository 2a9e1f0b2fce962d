import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';

/** What the ledger keeps of an invoice. */
export interface Entry {
  readonly number: string;
  readonly cents: number;
}

export interface Totals {
  readonly invoices: number;
  readonly cents: number;
}

export interface Transaction {
  /** Nothing of it is visible before `commit`. */
  add(entry: Entry): Promise<void>;
  commit(): Promise<void>;
  /** Forgets everything that was added. */
  rollback(): Promise<void>;
}

export interface Ledger {
  begin(): Promise<Transaction>;
  /** One entry, in a transaction of its own. */
  add(entry: Entry): Promise<void>;
  totals(): Promise<Totals>;
}

/** A ledger in a folder: each transaction writes a file, and committing it is a rename. */
export async function openLedger(dir: string): Promise<Ledger> {
  await mkdir(dir, { recursive: true });
  let next = 1;

  async function begin(): Promise<Transaction> {
    const path = join(dir, `${next++}.open`);
    const file = createWriteStream(path);
    await once(file, 'open');
    return {
      async add({ number, cents }) {
        if (!file.write(`${JSON.stringify({ number, cents })}\n`)) await once(file, 'drain');
      },
      async commit() {
        await end(file);
        await rename(path, path.replace(/open$/, 'committed'));
      },
      async rollback() {
        await end(file);
        await rm(path);
      },
    };
  }

  return {
    begin,
    async add(entry) {
      const transaction = await begin();
      await transaction.add(entry);
      await transaction.commit();
    },
    async totals() {
      const totals = { invoices: 0, cents: 0 };
      for (const name of await readdir(dir)) {
        if (!name.endsWith('.committed')) continue;
        for (const line of (await readFile(join(dir, name), 'utf8')).split('\n')) {
          if (line === '') continue;
          totals.invoices += 1;
          totals.cents += (JSON.parse(line) as Entry).cents;
        }
      }
      return totals;
    },
  };
}

async function end(file: WriteStream): Promise<void> {
  file.end();
  await once(file, 'close');
}

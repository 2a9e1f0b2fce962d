import { readFile } from 'node:fs/promises';
import { listen, type Listening } from 'coach-kit';
import { openDatabase, type TestDatabase } from 'coach-kit/postgres';
import { createApp } from '../src/app.js';
import type { Confirmation } from '../src/mailer.js';

/** A confirmation, and what the database showed to everybody else when it was sent. */
export interface SentMail extends Confirmation {
  readonly whenSent: 'inside the transaction' | { readonly orders: number; readonly payments: number; readonly cart: string };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The shop on a real database and a real server, with a mail server that we can break. */
export class Shop {
  readonly mails: SentMail[] = [];
  mailServerIsDown = false;
  readonly db: TestDatabase;
  #server: Listening | undefined;

  private constructor(db: TestDatabase) {
    this.db = db;
  }

  static async open(): Promise<Shop> {
    const shop = new Shop(await openDatabase({ schema: await readFile('tests/schema.sql', 'utf8') }));
    shop.#server = await listen(createApp({ pool: shop.db.pool, mailer: { sendConfirmation: (mail) => shop.#deliver(mail) } }));
    return shop;
  }

  /** A shop on its first day: nothing ordered, no mail sent, nothing broken. */
  async reset(): Promise<void> {
    await this.db.reset();
    this.mails.length = 0;
    this.mailServerIsDown = false;
  }

  async checkout(cart: number): Promise<Answer> {
    const response = await fetch(`${this.#server?.url ?? ''}/carts/${cart}/checkout`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ paymentReference: `card-${cart}` }),
    });
    return { status: response.status, body: await response.json() };
  }

  /** All tables, as another connection sees them. */
  tables(): Promise<Record<string, unknown[]>> {
    return this.db.snapshot('orders', 'order_lines', 'payments', 'products', 'carts');
  }

  async close(): Promise<void> {
    await this.#server?.close();
    await this.db.close();
  }

  async #deliver(mail: Confirmation): Promise<void> {
    if (this.mailServerIsDown) throw new Error('connect ECONNREFUSED mail.example.com:25');
    this.mails.push({ ...mail, whenSent: this.db.inTransaction ? 'inside the transaction' : await this.#committed() });
  }

  async #committed(): Promise<{ orders: number; payments: number; cart: string }> {
    const [row] = await this.db.sql<{ orders: number; payments: number; cart: string }>(
      'SELECT (SELECT count(*)::int FROM orders) AS orders, (SELECT count(*)::int FROM payments) AS payments, (SELECT status FROM carts WHERE id = 1) AS cart',
    );
    if (!row) throw new Error('no row');
    return row;
  }
}

import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../db/database.ts';

export interface OrderLine {
  readonly productId: number;
  readonly quantity: number;
  readonly priceCents: number;
}

export interface Order {
  readonly id: number;
  readonly customerId: number;
  readonly placedAt: string;
  readonly totalCents: number;
  readonly status: string;
  readonly parcel: string | null;
}

/** What the service needs of storage. */
export interface Orders {
  place(customerId: number, placedAt: string, totalCents: number, lines: readonly OrderLine[], takeStock: (line: OrderLine) => void): number;
  find(id: number): Order | undefined;
  markShipped(id: number, parcel: string): void;
  tierOf(customerId: number): string | undefined;
}

export class OrderStore implements Orders {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  place(customerId: number, placedAt: string, totalCents: number, lines: readonly OrderLine[], takeStock: (line: OrderLine) => void): number {
    return inTransaction(this.#db, () => {
      const { lastInsertRowid } = this.#db
        .prepare('INSERT INTO orders (customer_id, placed_at, total_cents) VALUES (?, ?, ?)')
        .run(customerId, placedAt, totalCents);
      const insertLine = this.#db.prepare('INSERT INTO order_lines (order_id, product_id, quantity, price_cents) VALUES (?, ?, ?, ?)');
      for (const line of lines) {
        takeStock(line);
        insertLine.run(lastInsertRowid, line.productId, line.quantity, line.priceCents);
      }
      return Number(lastInsertRowid);
    });
  }

  find(id: number): Order | undefined {
    return this.#db
      .prepare('SELECT id, customer_id AS customerId, placed_at AS placedAt, total_cents AS totalCents, status, parcel FROM orders WHERE id = ?')
      .get(id) as Order | undefined;
  }

  markShipped(id: number, parcel: string): void {
    this.#db.prepare("UPDATE orders SET status = 'shipped', parcel = ? WHERE id = ?").run(parcel, id);
  }

  tierOf(customerId: number): string | undefined {
    const row = this.#db.prepare('SELECT tier FROM customers WHERE id = ?').get(customerId) as { tier: string } | undefined;
    return row?.tier;
  }
}

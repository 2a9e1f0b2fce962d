import { readFile } from 'node:fs/promises';
import { listen, type Listening } from 'coach-kit';
import { openDatabase, type TestDatabase } from 'coach-kit/postgres';
import { createApp } from '../src/app.js';

export interface Row {
  readonly tenant: string;
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly price_cents: number;
  readonly created_at: Date;
}

export interface Answer {
  readonly status: number;
  /** SKUs in the order they came; what else came, if it was no list of products. */
  readonly skus: readonly string[] | string;
}

export type Query = Readonly<Record<string, string | readonly string[]>>;

/** The API on a real server and a real database. */
export class Shop {
  readonly db: TestDatabase;
  readonly rows: readonly Row[];
  readonly #server: Listening;

  private constructor(db: TestDatabase, rows: readonly Row[], server: Listening) {
    this.db = db;
    this.rows = rows;
    this.#server = server;
  }

  static async open(): Promise<Shop> {
    const schema = await readFile('schema.sql', 'utf8') + await readFile('tests/products.sql', 'utf8');
    const db = await openDatabase({ schema });
    const rows = await db.sql<Row & Record<string, unknown>>('SELECT * FROM products ORDER BY tenant, sku');
    return new Shop(db, rows, await listen(createApp(db.pool)));
  }

  async search(tenant: string, query: Query = {}): Promise<Answer> {
    const params = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])));
    const response = await fetch(`${this.#server.url}/tenants/${encodeURIComponent(tenant)}/products?${params.toString()}`);
    const body: unknown = await response.json();
    return { status: response.status, skus: Array.isArray(body) ? body.map((product: { sku?: unknown }) => String(product.sku)) : JSON.stringify(body) };
  }

  /** What a search has to find, by the simplest program that is obviously right: sorted by name, then SKU. */
  expected(tenant: string, matches: (row: Row) => boolean = () => true): Answer {
    const found = this.rows.filter((row) => row.tenant === tenant && matches(row));
    return { status: 200, skus: found.toSorted((a, b) => compare(a.name, b.name) || compare(a.sku, b.sku)).map(({ sku }) => sku) };
  }

  /** Empty when every table is as it was; otherwise what is wrong. */
  async damage(): Promise<string> {
    try {
      await this.db.settle();
      const [left] = await this.db.sql<{ products: number; hashes: string | null }>(
        "SELECT (SELECT count(*)::int FROM products) AS products, (SELECT string_agg(password_hash, ' ' ORDER BY email) FROM users) AS hashes");
      if (left?.hashes !== 'hash-of-ada hash-of-grace') return 'the table of users has changed';
      return left.products === this.rows.length ? '' : `${left.products} of ${this.rows.length} products are left`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async close(): Promise<void> {
    await this.#server.close();
    await this.db.close();
  }
}

/** In the order of their bytes, as the database does it. */
export function compare<T extends string | number | Date>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

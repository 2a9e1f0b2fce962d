import type { DatabaseSync } from 'node:sqlite';

export interface Product {
  readonly id: number;
  readonly name: string;
  readonly origin: string;
  readonly priceCents: number;
  readonly stock: number;
}

export type NewProduct = Omit<Product, 'id'>;

const columns = 'id, name, origin, price_cents AS priceCents, stock';

export class ProductStore {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  list(limit: number, after: number): Product[] {
    return this.#db
      .prepare(`SELECT ${columns} FROM products WHERE id > ? ORDER BY id LIMIT ?`)
      .all(after, limit) as unknown as Product[];
  }

  find(id: number): Product | undefined {
    return this.#db.prepare(`SELECT ${columns} FROM products WHERE id = ?`).get(id) as Product | undefined;
  }

  search(text: string): Product[] {
    const sql = `SELECT id, name, origin, price_cents AS priceCents, stock FROM products WHERE name LIKE '%${text}%' ORDER BY name`;
    return this.#db.prepare(sql).all() as unknown as Product[];
  }

  insert(product: NewProduct): Product {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO products (name, origin, price_cents, stock) VALUES (?, ?, ?, ?)')
      .run(product.name, product.origin, product.priceCents, product.stock);
    return { id: Number(lastInsertRowid), ...product };
  }

  update(id: number, change: Partial<NewProduct>): Product | undefined {
    const current = this.find(id);
    if (!current) return undefined;
    const next = { ...current, ...change };
    this.#db
      .prepare('UPDATE products SET name = ?, origin = ?, price_cents = ?, stock = ? WHERE id = ?')
      .run(next.name, next.origin, next.priceCents, next.stock, id);
    return next;
  }

  delete(id: number): boolean {
    return this.#db.prepare('DELETE FROM products WHERE id = ?').run(id).changes > 0;
  }

  /** Takes `quantity` from the shelf; false when there is not enough. */
  take(id: number, quantity: number): boolean {
    const { changes } = this.#db
      .prepare('UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?')
      .run(quantity, id, quantity);
    return changes === 1;
  }
}

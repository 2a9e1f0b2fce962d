import type { Pool } from 'pg';

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly brand: string;
  readonly priceCents: number;
}

/** As it came with the request: no field has been looked at yet. */
export interface ProductSearch {
  readonly tenant: string;
  /** Part of the name or of the brand, in any case. */
  readonly text?: string | undefined;
  /** Only these products; an empty list finds none. */
  readonly skus?: readonly string[] | undefined;
  readonly maxPriceCents?: string | undefined;
  /** `name` (default), `price` or `newest`, which goes by the date of creation. */
  readonly sort?: string | undefined;
  /** `asc` (default) or `desc`. */
  readonly direction?: string | undefined;
}

/** The search cannot be understood; the API answers 400 with the message. */
export class BadSearch extends Error {
  override readonly name = 'BadSearch';
}

export async function searchProducts(pool: Pool, search: ProductSearch): Promise<Product[]> {
  const { rows } = await pool.query<Product>(`
    SELECT sku, name, brand, price_cents AS "priceCents"
      FROM products
     WHERE ${conditionsOf(search).join('\n       AND ')}
     ORDER BY ${orderOf(search)}, sku
     LIMIT 500`);
  return rows;
}

function conditionsOf({ tenant, text, skus, maxPriceCents }: ProductSearch): string[] {
  const conditions = [`tenant = '${tenant}'`];
  if (text !== undefined) {
    const pattern = escapeQuotes(text);
    conditions.push(`(name ILIKE '%${pattern}%' OR brand ILIKE '%${pattern}%')`);
  }
  if (skus) conditions.push(`sku IN (${skus.map((sku) => `'${sku}'`).join(', ')})`);
  if (maxPriceCents) conditions.push(`price_cents <= ${maxPriceCents}`);
  return conditions;
}

function orderOf({ sort = 'name', direction = 'asc' }: ProductSearch): string {
  // Nothing that could end the statement gets through here.
  if (/[;']|--/.test(sort + direction)) throw new BadSearch('This order is not allowed.');
  if (sort === 'newest') return `created_at ${direction}`;
  if (sort === 'price') return `price_cents ${direction}`;
  return `${sort} ${direction}`;
}

/** Customers are called O'Brien, and so are brands. */
function escapeQuotes(value: string): string {
  return value.replaceAll("'", "''");
}

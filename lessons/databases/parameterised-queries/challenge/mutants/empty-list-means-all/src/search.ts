// Mistake: IN () is an error, so an empty list is taken for no filter at all.
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

// Identifiers and keywords cannot be bound, so they come from here and from nowhere else.
// Maps, because looking "constructor" up in a plain object would find something.
const columns = new Map([['name', 'name'], ['price', 'price_cents'], ['newest', 'created_at']]);
const directions = new Map([['asc', 'ASC'], ['desc', 'DESC']]);

export async function searchProducts(pool: Pool, search: ProductSearch): Promise<Product[]> {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const text = `
    SELECT sku, name, brand, price_cents AS "priceCents"
      FROM products
     WHERE ${conditionsOf(search, bind).join('\n       AND ')}
     ORDER BY ${orderOf(search)}, sku
     LIMIT 500`;
  const { rows } = await pool.query<Product>(text, values);
  return rows;
}

/** SQL with placeholders only; `bind` takes a value and gives its placeholder. */
function conditionsOf({ tenant, text, skus, maxPriceCents }: ProductSearch, bind: (value: unknown) => string): string[] {
  const conditions = [`tenant = ${bind(tenant)}`];
  if (text !== undefined) {
    const pattern = bind(`%${escapeLike(text)}%`);
    conditions.push(`(name ILIKE ${pattern} OR brand ILIKE ${pattern})`);
  }
  if (skus && skus.length > 0) conditions.push(`sku IN (${skus.map(bind).join(', ')})`);
  if (maxPriceCents !== undefined) conditions.push(`price_cents <= ${bind(toCents(maxPriceCents))}`);
  return conditions;
}

function orderOf({ sort = 'name', direction = 'asc' }: ProductSearch): string {
  const column = columns.get(sort);
  const keyword = directions.get(direction);
  if (column === undefined) throw new BadSearch(`Sort by ${[...columns.keys()].join(', ')}.`);
  if (keyword === undefined) throw new BadSearch(`The direction is ${[...directions.keys()].join(' or ')}.`);
  return `${column} ${keyword}`;
}

function toCents(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new BadSearch('maxPriceCents is a whole number.');
  return Number(text);
}

/** In a pattern these three mean something else than themselves. */
function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

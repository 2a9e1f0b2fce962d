import type { Argument } from './recogniser.ts';

/** `orders` of `'orders'`, `'orders as o'`, `'shop.orders o'` and `{ o: 'orders' }`. */
export function tableName(argument: Argument | undefined): string | undefined {
  const text = argument?.string() ?? argument?.entries()?.items[0]?.[1].string();
  return text === undefined ? undefined : /^[\w$.]+/.exec(text.trim())?.[0];
}

export interface PricedLine {
  readonly priceCents: number;
  readonly quantity: number;
}

const discounts: Readonly<Record<string, number>> = { regular: 0, silver: 5, gold: 10 };

/** Total in cents after the tier's discount, rounded half up. */
export function orderTotal(lines: readonly PricedLine[], tier: string): number {
  if (lines.length === 0) throw new RangeError('An order has at least one line.');
  const percent = discounts[tier];
  if (percent === undefined) throw new RangeError(`Unknown customer tier "${tier}".`);

  let sum = 0;
  for (const line of lines) {
    if (!Number.isSafeInteger(line.priceCents) || line.priceCents <= 0) throw new RangeError(`Not a price: ${line.priceCents}.`);
    if (!Number.isSafeInteger(line.quantity) || line.quantity <= 0) throw new RangeError(`Not a quantity: ${line.quantity}.`);
    sum += line.priceCents * line.quantity;
  }
  return Math.round((sum * (100 - percent)) / 100);
}

// state: not-applicable
export const total = (prices: number[]) => prices.reduce((sum, price) => sum + price, 0);
export class Limit { static readonly max = 3; }

// state: not-applicable
export const total = (prices: number[]) => prices.map((price) => price * 2);

// state: not-applicable
export const total = (prices: number[]) => prices.reduce((sum, price) => sum + price, 0);
const router = { query: (text: string) => text };
export const search = (id: string) => router.query(`select ${id}`);

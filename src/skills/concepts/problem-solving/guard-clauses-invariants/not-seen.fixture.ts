// state: not-seen
export function price(plans: Map<string, { price: number }>, rows: { id: string; price: number }[], id: string) {
  const plan = plans.get(id)!; //~ information blind-non-null
  const extra = 2 * (rows.find((row) => row.id === id)?.price ?? 0); //~ question masking-default
  const counts = new Map<string, number>();
  counts.set(id, (counts.get(id) ?? 0) + 1);
  const known = counts.get(id)!;
  for (const row of rows) {
    if (row.price > 0) {
      for (const other of rows) {
        if (other.id === row.id) {
          if (other.price === 1) return 1; //~ information deep-nesting
        }
      }
    }
  }
  return plan.price + extra + known;
}
// @file test/price.test.ts
export const first = [1].find((n) => n === 1)!;
export const extension = (name: string) => name.split('.').pop()!;
export const folder = (path: string) => path.split('/').at(-1)!.split('#').at(0)!;

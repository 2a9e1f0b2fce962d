// state: seen
const grid = [[1, 2], [3, 4]];
const kinds = ['a', 'b'];
export const byPrice = (rows: { price: number; tags: string[] }[]) => {
  const sorted = rows.sort((a, b) => a.price - b.price); //~ evidence seen
  for (const row of sorted) for (const tag of row.tags) if (tag === String(row.price)) return row;
  for (const line of grid) for (const cell of line) if (cell === 1) return undefined;
  return rows.filter((row) => kinds.some((kind) => kind === row.tags[0]));
};
export function worst(rows: number[], other: number[]) {
  const list = other.slice();
  for (const row of rows) list.sort((a, b) => a - b - row); //~ information sort-in-loop
  return list;
}
export const merged = (rows: { id: string }[], extra: object) => rows.map((row) => ({ ...extra, id: row.id }));

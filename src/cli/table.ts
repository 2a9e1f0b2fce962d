/** Left-aligned columns two spaces apart, indented; the last column is not padded. Cells may hold colour. */
export function table(rows: readonly (readonly string[])[], indent = '  '): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, index) => { widths[index] = Math.max(widths[index] ?? 0, width(cell)); });
  return rows.map((row) => {
    const cells = row.map((cell, index) => (index === row.length - 1 ? cell : cell + ' '.repeat((widths[index] ?? 0) - width(cell))));
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
}

function width(cell: string): number {
  // Colour codes take no room.
  return cell.replaceAll(/\u001b\[\d+m/g, '').length;
}

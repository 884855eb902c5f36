/** Names of columns by the cells of a header; an empty one is named by its number, a repeated one gets `_2`. */
export function columnNames(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell === '' ? String(index + 1) : cell;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
}

/** Names of columns without a header: `1`, `2` and so on. */
export const numberedColumns = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(index + 1));

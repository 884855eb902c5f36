/**
 * Edits between two texts: insert, delete or replace a character, or swap two neighbours (optimal string alignment).
 * Counts code points; gives max + 1 as soon as it is known that more than max are needed.
 */
export function editDistance(a: string, b: string, max: number): number {
  if (a === b) return 0;
  const over = max + 1;
  // a text of another size altogether is not worth taking apart; a code point has two units at most
  if (a.length > 2 * (b.length + max) || b.length > 2 * (a.length + max)) return over;
  const [s, t] = [Array.from(a), Array.from(b)];
  if (max < 1 || Math.abs(s.length - t.length) > max) return over;

  const width = t.length + 1;
  let beforeLast = new Array<number>(width).fill(over);
  let last = Array.from({ length: width }, (_, j) => Math.min(j, over));
  for (let i = 1; i <= s.length; i++) {
    const row = new Array<number>(width).fill(over);
    if (i <= max) row[0] = i;
    // cells further than max from the diagonal cannot be part of a cheap enough way
    for (let j = Math.max(1, i - max); j <= Math.min(t.length, i + max); j++) {
      const same = s[i - 1] === t[j - 1];
      let cost = Math.min(at(last, j - 1) + (same ? 0 : 1), at(last, j) + 1, at(row, j - 1) + 1);
      if (i > 1 && j > 1 && s[i - 1] === t[j - 2] && s[i - 2] === t[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row[j] = Math.min(cost, over);
    }
    if (Math.min(...row) > max && Math.min(...last) > max) return over;
    [beforeLast, last] = [last, row];
  }
  return Math.min(at(last, t.length), over);
}

const at = (row: readonly number[], index: number) => row[index] ?? Number.POSITIVE_INFINITY;

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '../../../src/domain/name/spelling.js';

test.each([
  ['goita', 'goita', 0],
  ['goita', 'goitta', 1],
  ['goita', 'gota', 1],
  ['goita', 'gaita', 1],
  ['goita', 'giota', 1],
  ['sanou', 'sanu', 1],
  ['alousseny', 'alousseni', 1],
  ['kitten', 'sitting', 3],
  ['', 'abc', 3],
  ['東京', '東亰', 1],
  ['😀a', 'a', 1],
])('%s and %s are %d apart', (a, b, distance) => {
  expect(editDistance(a, b, 5)).toBe(distance);
  expect(editDistance(b, a, 5)).toBe(distance);
});

test('more than asked for is max + 1', () => {
  expect(editDistance('kitten', 'sitting', 2)).toBe(3);
  expect(editDistance('a', 'abcdefgh', 2)).toBe(3);
  expect(editDistance('a', 'b', 0)).toBe(1);
  expect(editDistance('a', 'a', 0)).toBe(0);
});

/** The textbook table, without bounds. */
function textbook(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : i)),
  );
  const cell = (i: number, j: number) => d[i]?.[j] ?? Number.NaN;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, cell(i - 2, j - 2) + 1);
      (d[i] as number[])[j] = cost;
    }
  }
  return cell(a.length, b.length);
}

test('agrees with the textbook, whatever the bound', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 10 }), (a, b, max) => {
      expect(editDistance(a, b, max)).toBe(Math.min(textbook(a, b), max + 1));
    }),
    { numRuns: 3000 },
  );
});

test('any texts have a distance', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(fc.property(text, text, (a, b) => editDistance(a, b, 3) <= 4));
});

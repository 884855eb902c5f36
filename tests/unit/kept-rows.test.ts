import { expect, test } from 'vitest';
import { KeptRows } from '../../src/domain/kept-rows.js';

const loader = {};
const other = {};

test('rows are there for whoever sees the same state, each under its loader and key', () => {
  const rows = new KeptRows(10_000);
  rows.at('a')?.set(loader, 1, 'one');
  rows.at('a')?.set(loader, '1', 'one as a text');
  expect(rows.at('a')?.get(loader, 1)).toEqual({ value: 'one' });
  expect(rows.at('a')?.get(loader, '1')).toEqual({ value: 'one as a text' });
  expect(rows.at('a')?.get(loader, 2)).toBeUndefined();
  expect(rows.at('a')?.get(other, 1)).toBeUndefined();
});

test('that there is nothing is kept as well', () => {
  const rows = new KeptRows(10_000);
  rows.at('a')?.set(loader, 1, null);
  expect(rows.at('a')?.get(loader, 1)).toEqual({ value: null });
});

test('rows of another state are forgotten, also when that state comes back', () => {
  const rows = new KeptRows(10_000);
  rows.at('a')?.set(loader, 1, 'old');
  expect(rows.at('b')?.get(loader, 1)).toBeUndefined();
  expect(rows.at('a')?.get(loader, 1)).toBeUndefined();
});

test('what an older request brings late goes nowhere', () => {
  const rows = new KeptRows(10_000);
  const older = rows.at('a');
  const newer = rows.at('b');
  older?.set(loader, 1, 'old');
  expect(newer?.get(loader, 1)).toBeUndefined();
  expect(rows.at('b')?.get(loader, 1)).toBeUndefined();
});

test('nothing is kept where there is no telling the state', () => {
  expect(new KeptRows(10_000).at(undefined)).toBeUndefined();
});

test('no more bytes are kept than allowed, of what was asked for last', () => {
  const kept = new KeptRows(10_000).at('a');
  const row = { text: 'x'.repeat(900) };
  for (const key of [1, 2, 3, 4]) kept?.set(loader, key, row);
  kept?.get(loader, 1);
  kept?.set(loader, 5, [row, row]);
  expect([1, 2, 3, 4, 5].filter((key) => kept?.get(loader, key))).toEqual([1, 4, 5]);
  kept?.set(
    loader,
    6,
    Array.from({ length: 6 }, () => row),
  );
  expect(kept?.get(loader, 6)).toBeUndefined();
});

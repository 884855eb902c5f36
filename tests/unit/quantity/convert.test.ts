import { describe, expect, test } from 'vitest';
import { convert } from '../../../src/domain/quantity/convert.js';
import { requireUnit, type TimeUnit } from '../../../src/domain/quantity/units.js';

const measure = (text: string) => {
  const [unit = '', per] = text.split(' per ');
  return { unit: requireUnit(unit), per: (per ?? null) as TimeUnit | null };
};
const single = (value: number, from: string, to: string) =>
  convert({ min: value, max: null }, measure(from), measure(to))?.min;

test('a range of a monthly rate over a year', () => {
  const range = convert({ min: 160_000, max: 200_000 }, measure('t per MONTH'), measure('t per YEAR'));
  expect(range).toEqual({ min: 1_920_000, max: 2_400_000 });
});

describe('exact where it is exact', () => {
  test.each([
    [0.1, 't per MONTH', 't per YEAR', 1.2],
    [0.7, 't', 'kg', 700],
    [1.1, 'kg', 'mg', 1_100_000],
    [1, 'mg', 't', 1e-9],
    [3, 't per QUARTER', 't per MONTH', 1],
    [1461, 't per YEAR', 't per DAY', 4],
    [7, 't per DAY', 't per WEEK', 49],
    [365.25, 't per YEAR', 't per WEEK', 7],
    [1, '[lb_av]', 'kg', 0.45359237],
    [1, '[oz_tr]', 'g', 31.1034768],
    [12, '[oz_tr]', 'kg', 0.3732417216],
    [1, '[ston_av]', '[lb_av]', 2000],
    [1, '[lton_av]', '[lb_av]', 2240],
    [1, '[lb_av]', '[oz_av]', 16],
    [1, '[bbl_us]', '[gal_us]', 42],
    [1, '[bbl_us]', 'L', 158.987294928],
    [1_000_000, '[bbl_us] per DAY', '10*6.[bbl_us] per YEAR', 365.25],
    [38, '10*9.m3', 'm3', 38e9],
    [1, 'kW.h', 'MJ', 3.6],
    [1, 'toe', 'GJ', 41.868],
    [1, 'toe', 'MW.h', 11.63],
    [1, '10*6.[Btu_IT]', 'GJ', 1.05505585262],
    [1, 'GW', 'kW', 1e6],
    [1, 'km2', 'har', 100],
    [640, '[acr_us]', 'm2', 2_589_998.470319521],
    [25, '%', '%', 25],
    [3, '10*3', '1', 3000],
    [7_200_401_320_532_892, 't per QUARTER', 't per WEEK', 551_981_483_846_464],
  ])('%d %s is %s × %d', (value, from, to, result) => {
    expect(single(value, from, to)).toBe(result);
  });
});

test('zero is zero, negative stays negative, the open side stays open', () => {
  expect(convert({ min: 0, max: null }, measure('t'), measure('kg'))).toEqual({ min: 0, max: null });
  expect(convert({ min: null, max: -1.5 }, measure('t'), measure('kg'))).toEqual({ min: null, max: -1500 });
});

test.each([
  ['t', 'm3'],
  ['t per YEAR', 'L per YEAR'],
  ['MW', 'MW.h'],
  ['t', 't per YEAR'],
  ['t per MONTH', 't'],
  ['{head}', '{vehicle}'],
  ['{piece}', '1'],
  ['{tractor}', '1'],
  ['%', '1'],
])('%s does not convert to %s', (from, to) => {
  expect(single(1, from, to)).toBeUndefined();
});

test('things of the same name convert, however they are written', () => {
  expect(single(5, 'vehicles', '{Vehicle}')).toBe(5);
  expect(single(5, '{tractor} per MONTH', '{Tractor} per YEAR')).toBe(60);
});

test('a figure too large for a number does not convert', () => {
  expect(single(1e308, 'Gt', 'mg')).toBeUndefined();
});

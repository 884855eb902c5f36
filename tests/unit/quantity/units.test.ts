import { describe, expect, test } from 'vitest';
import { findUnit, requireUnit, UNITS } from '../../../src/domain/quantity/units.js';
import { InputError } from '../../../src/errors.js';

describe('a unit is found', () => {
  test.each(UNITS.map(({ code }) => code))('by its code %s', (code) => {
    expect(findUnit(code)?.code).toBe(code);
  });

  test.each([
    ['tonne', 't'],
    ['Tonnes', 't'],
    ['tonnes métriques', 't'],
    ['TONNES METRIQUES', 't'],
    ['metric tons', 't'],
    ['millions de tonnes', 'Mt'],
    ['thousand tonnes', 'kt'],
    ['kilogrammes', 'kg'],
    ['KG', 'kg'],
    ['baril', '[bbl_us]'],
    ['barrels', '[bbl_us]'],
    ['barrels of oil', '[bbl_us]'],
    ['barils de pétrole', '[bbl_us]'],
    ['bbl', '[bbl_us]'],
    ['troy ounces', '[oz_tr]'],
    ['onces troy', '[oz_tr]'],
    ['hectare', 'har'],
    ['ha', 'har'],
    ['m³', 'm3'],
    ['mètres cubes', 'm3'],
    ['milliards de mètres cubes', '10*9.m3'],
    ['bcm', '10*9.m3'],
    ['km²', 'km2'],
    ['kWh', 'kW.h'],
    ['MWh', 'MW.h'],
    ['mégawatts', 'MW'],
    ['tep', 'toe'],
    ['carats', '[car_m]'],
    ['têtes', '{head}'],
    ['Véhicule', '{vehicle}'],
    ['{VEHICLE}', '{vehicle}'],
    ['TEU', '{teu}'],
    [' t ', 't'],
  ])('by %j as %s', (text, code) => {
    expect(findUnit(text)?.code).toBe(code);
  });

  test('as a thing of its own, where it says in braces what is counted', () => {
    expect(findUnit('{Tractor}')).toMatchObject({ code: '{tractor}', dimension: 'COUNT tractor', factor: 1 });
  });

  test('with its own name, however what is counted is written', () => {
    expect(findUnit('{VEHICLE}')).toBe(findUnit('véhicules'));
  });

  test('exactly as its symbol is written: capitals make another unit', () => {
    expect(['Mg', 'mg', 'ML', 'mL', 'Ml', 'MW.h', 'Mt'].map((symbol) => findUnit(symbol)?.factor)).toEqual([
      1e3, 1e-6, 1e3, 1e-6, 1e3, 3.6e9, 1e9,
    ]);
    expect(['MG', 'mW', 'mWh', 'pJ', 'kG', 'toE'].map(findUnit)).toEqual(new Array(6).fill(undefined));
  });
});

test.each([
  ['ton', '"ton" can mean several units: did you mean t (tonne), [ston_av] (short ton), [lton_av] (long ton)?'],
  ['MT', '"MT" can mean several units: did you mean t (tonne), Mt (million tonnes)?'],
  ['ounces', /several units: did you mean \[oz_av\] .* \[oz_tr\]/],
  ['gallons', /several units: did you mean \[gal_us\] .* \[gal_br\]/],
  ['barel', '"barel" is not a known unit: did you mean [bbl_us] (barrel)?'],
  [
    'parsec',
    '"parsec" is not a known unit: write a UCUM code, for example t, kg, [oz_tr], L, m3, [bbl_us], kW.h, MW, har, {vehicle} or 1.',
  ],
  ['', /^"" is not a known unit/],
  ['t/month', /^"t\/month" is not a known unit: write the unit alone/],
  ['barrels per day', /is not a known unit: write the unit alone/],
  ['constructor', /is not a known unit/],
  ['x'.repeat(10_000), /^"x{60}…" is not a known unit/],
  ['\u0000\ud800', /^"\ufffd\ufffd" is not a known unit/],
])('%j asks back', (text, message) => {
  expect(findUnit(text)).toBeUndefined();
  expect(() => requireUnit(text)).toThrow(InputError);
  expect(() => requireUnit(text)).toThrow(message);
});

test('the error names the place that it was told', () => {
  try {
    requireUnit('parsec', 'unit');
  } catch (error) {
    expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'unit' } });
  }
  expect.assertions(1);
});

test('each unit has names in both languages and finds itself by them', () => {
  for (const unit of UNITS) {
    expect(findUnit(unit.name.en)?.code).toBe(unit.code);
    expect(findUnit(unit.name.fr)?.code).toBe(unit.code);
  }
});

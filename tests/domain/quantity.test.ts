import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const given = (quantity: object | null) =>
  write(test.database, {
    agreements: [{ slug: 'deal', terms: [{ commodity: 'gold', ...(quantity && { quantity }) }] }],
  });

const query = (fields: string) => `{ agreement(ref: "deal") { terms { quantity { ${fields} } } } }`;

const quantity = async (fields: string) => (await dataOf(test.database, query(fields))).agreement.terms[0].quantity;

const converted = async (given: string) => (await quantity(`in(${given}) { min max unit per }`)).in;

const monthly = { min: 160_000, max: 200_000, bound: 'RANGE', unit: 't', per: 'MONTH' };

describe('a quantity', () => {
  it('is kept as it was given, its unit as a code', async () => {
    await given({ ...monthly, unit: 'tonnes', raw: '160 000 à 200 000 tonnes' });
    expect(await quantity('min max bound unit per raw')).toEqual({ ...monthly, raw: '160 000 à 200 000 tonnes' });
  });

  it('is null where the sources do not say how much', async () => {
    await given(null);
    expect(await quantity('min')).toBeNull();
  });

  it('may have a unit and no figure', async () => {
    await given({ bound: 'UNSTATED', unit: 't' });
    expect(await quantity('min max bound unit in(unit: "kg") { min max unit }')).toEqual({
      min: null,
      max: null,
      bound: 'UNSTATED',
      unit: 't',
      in: { min: null, max: null, unit: 'kg' },
    });
  });
});

describe('in another unit and period', () => {
  it('a month becomes a twelfth of a year', async () => {
    await given(monthly);
    expect(await converted('unit: "t", per: YEAR')).toEqual({ min: 1.92e6, max: 2.4e6, unit: 't', per: 'YEAR' });
  });

  it.each([
    ['DAY', 365.25],
    ['WEEK', 365.25 / 7],
    ['MONTH', 12],
    ['QUARTER', 4],
    ['YEAR', 1],
  ])('per %s there are %d in a year', async (per, times) => {
    await given({ min: 1, max: 1, bound: 'EXACT', unit: 't', per });
    expect((await converted('unit: "t", per: YEAR')).min).toBeCloseTo(times, 10);
  });

  it('unit and period change together, and a common name stands for the unit', async () => {
    await given({ ...monthly, min: 1.5, max: 2 });
    expect(await converted('unit: "kilograms", per: QUARTER')).toEqual({
      min: 4500,
      max: 6000,
      unit: 'kg',
      per: 'QUARTER',
    });
  });

  it('a side that is open stays open', async () => {
    await given({ min: 2, bound: 'AT_LEAST', unit: 't' });
    expect(await converted('unit: "kg"')).toEqual({ min: 2000, max: null, unit: 'kg', per: null });
  });

  it('no mass becomes a volume', async () => {
    await given(monthly);
    expect(await converted('unit: "[bbl_us]", per: MONTH')).toBeNull();
  });

  it('no rate becomes a total', async () => {
    await given(monthly);
    expect(await converted('unit: "t"')).toBeNull();
  });

  it('no total becomes a rate', async () => {
    await given({ min: 1, max: 2, bound: 'RANGE', unit: 't' });
    expect(await converted('unit: "t", per: YEAR')).toBeNull();
  });

  it('things that are counted convert into the same things only', async () => {
    await given({ min: 40, max: 40, bound: 'EXACT', unit: '{vehicle}' });
    expect(await converted('unit: "vehicles"')).toMatchObject({ min: 40 });
    expect(await converted('unit: "{head}"')).toBeNull();
  });
});

describe('a unit that means nothing', () => {
  it.each(['quux', '', 't/year', 'ton'])('"%s" is refused with the place of the argument', async (unit) => {
    await given(monthly);
    const { message, extensions } = await errorOf(test.database, query(`in(unit: "${unit}") { min }`));
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'unit' });
    expect(message).toContain(`"${unit}"`);
  });

  it('is refused with what may have been meant', async () => {
    await given(monthly);
    const { message } = await errorOf(test.database, query('in(unit: "kilogrm") { min }'));
    expect(message).toContain('kg (kilogram)');
  });
});

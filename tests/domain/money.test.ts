import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { countStatements, dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

type Amount = readonly [value: string, currency?: string, basis?: string];

const amounts = (given: readonly Amount[]) =>
  given.map(([value, currency = 'XOF', basis]) => ({ value, currency, ...(basis && { basis }) }));

const deal = (...given: readonly Amount[]) =>
  write(test.database, { agreements: [{ slug: 'deal', amounts: amounts(given) }] });

const totals = async (given = '') =>
  (await dataOf(test.database, `{ amountsTotal${given} { currency basis total count } }`)).amountsTotal;

const sum = async () => (await totals())[0].total;

describe('an amount', () => {
  it('is kept to the last digit, as it was written', async () => {
    await write(test.database, {
      agreements: [
        { slug: 'deal', amounts: [{ value: '877655767899.490', currency: 'XOF', basis: 'nominal', year: 2020 }] },
      ],
    });
    const { agreement } = await dataOf(
      test.database,
      '{ agreement(ref: "deal") { amounts { value currency basis year } } }',
    );
    expect(agreement.amounts).toEqual([{ value: '877655767899.490', currency: 'XOF', basis: 'nominal', year: 2020 }]);
  });

  it.each(['FRF', 'MLF', 'DEM', 'ZRZ', 'UGW'])('may be in %s, which exists no more', async (currency) => {
    await deal(['1', currency]);
    expect(await totals()).toEqual([{ currency, basis: null, total: '1', count: 1 }]);
  });

  it.each([['EURO'], ['eur'], ['XYZ'], ['']])('is refused in "%s"', async (currency) => {
    await expect(
      write(test.database, { agreements: [{ slug: 'deal', amounts: [{ value: '1', currency }] }] }),
    ).rejects.toThrow(/deal: amounts\[0\]\.currency: .*ISO 4217/);
  });

  it.each([['1e9'], ['1,5'], ['12 000'], ['1234567890123456'], ['0.1234567891'], ['NaN'], ['']])(
    'is refused as "%s"',
    async (value) => {
      await expect(deal([value])).rejects.toThrow(/deal: amounts\[0\]\.value: .*is not an amount/);
    },
  );
});

describe('the total', () => {
  it.each([
    [['0.1', '0.2'], '0.3'],
    [['877655767899.49', '0.51'], '877655767900'],
    [['999999999999999.999999999', '0.000000001'], '1000000000000000'],
    [['999999999999999.999999999', '999999999999999.999999999'], '1999999999999999.999999998'],
    [['5', '-7.25'], '-2.25'],
    [['-0.5', '0.5'], '0'],
    [['-0.25'], '-0.25'],
    [['100.00', '20.50'], '120.5'],
  ])('of %j is exact', async (given, expected) => {
    await deal(...given.map((value): Amount => [value]));
    expect(await sum()).toBe(expected);
  });

  it('of more than an integer of a database holds is exact', async () => {
    await deal(['999999999999999.5']);
    await test.database.write((tx) =>
      tx.run(sql`INSERT INTO money_amount (id, agreement_id, value, units, nanos, currency, position)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)
        SELECT a.id + 1000 + n.i, a.agreement_id, a.value, a.units, a.nanos, a.currency, n.i FROM money_amount a CROSS JOIN n`),
    );
    expect(await totals()).toEqual([{ currency: 'XOF', basis: null, total: '19999999999999990000', count: 20_000 }]);
  });

  it('has one row a currency and basis, in their order, never added across', async () => {
    await deal(['1', 'XOF'], ['2', 'EUR', 'real'], ['4', 'EUR'], ['8', 'EUR', 'Real'], ['16', 'EUR', 'real']);
    expect(await totals()).toEqual([
      { currency: 'EUR', basis: null, total: '4', count: 1 },
      { currency: 'EUR', basis: 'Real', total: '8', count: 1 },
      { currency: 'EUR', basis: 'real', total: '18', count: 2 },
      { currency: 'XOF', basis: null, total: '1', count: 1 },
    ]);
  });

  it('can be asked for one basis', async () => {
    await deal(['1', 'EUR', 'real'], ['2', 'EUR', 'nominal'], ['4', 'EUR']);
    expect(await totals('(basis: "real")')).toEqual([{ currency: 'EUR', basis: 'real', total: '1', count: 1 }]);
    expect(await totals('(basis: "unheard of")')).toEqual([]);
  });

  it('is of the agreements that the filter means, each amount once', async () => {
    await write(test.database, {
      commodities: ['metals', { slug: 'gold', parent: 'metals' }, { slug: 'tin', parent: 'metals' }],
      agreements: [
        { slug: 'on-metals', terms: [{ commodity: 'gold' }, { commodity: 'tin' }], amounts: amounts([['5'], ['7']]) },
        { slug: 'other', amounts: amounts([['100']]) },
      ],
    });
    expect(await totals('(filter: { commodity: "metals" })')).toEqual([
      { currency: 'XOF', basis: null, total: '12', count: 2 },
    ]);
  });

  it('is nothing where there is no amount', async () => {
    await write(test.database, { agreements: ['deal'] });
    expect(await totals()).toEqual([]);
  });

  it('costs one statement, however many amounts there are', async () => {
    await deal(['1'], ['2', 'EUR'], ['3', 'USD']);
    expect(await countStatements(test.database, () => totals())).toBe(1);
  });
});

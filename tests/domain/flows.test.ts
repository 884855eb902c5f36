import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type Facts, write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const given = (facts: Facts) => write(test.database, facts);

type Term = Readonly<Record<string, unknown>>;
/** A term on so many tonnes. */
const tonnes = (amount: number, term: Term = {}): Term => ({
  commodity: 'gold',
  ...term,
  quantity: { min: amount, max: amount, bound: 'EXACT', unit: 't', ...(term['quantity'] as Term) },
});
const range = (quantity: Term): Term => ({ commodity: 'gold', quantity: { bound: 'RANGE', unit: 't', ...quantity } });
const deal = (...terms: readonly Term[]): Facts => ({ agreements: [{ slug: 'deal', terms }] });

const FLOW = `commodity { slug } from { ... on Organization { slug } ... on Person { slug } }
  to { ... on Organization { slug } } kind agreementStatus year total { min max unit per } termCount notConvertible`;

const flows = async (groupBy: string, rest = 'unit: "t"') =>
  (await dataOf(test.database, `{ commodityFlows(groupBy: ${groupBy}, ${rest}) { ${FLOW} } }`)).commodityFlows;

/** Only what a group is told apart by and what it adds up to, as `key key: total`. */
const sums = async (groupBy: string, rest?: string) =>
  (await flows(groupBy, rest)).map(({ commodity, from, to, kind, agreementStatus, year, total }: Term) => {
    const slug = (of: unknown) => (of as { slug: string } | null)?.slug;
    const keys = [slug(commodity), slug(from), slug(to), kind, agreementStatus, year].filter((key) => key != null);
    return `${keys.join(' ')}: ${(total as { min: number }).min}`;
  });

describe('a flow', () => {
  it('is the sum of ranges, in the wanted unit', async () => {
    await given(deal(range({ min: 1, max: 2 }), range({ min: 500, max: 700, unit: 'kg' })));
    expect(await flows('[COMMODITY]')).toEqual([
      {
        commodity: { slug: 'gold' },
        from: null,
        to: null,
        kind: 'OFFER',
        agreementStatus: null,
        year: null,
        total: { min: 1.5, max: 2.7, unit: 't', per: null },
        termCount: 2,
        notConvertible: 0,
      },
    ]);
  });

  it('adds rates of different periods', async () => {
    await given(deal(range({ min: 1, max: 1, per: 'MONTH' }), range({ min: 1, max: 2, per: 'QUARTER' })));
    expect((await flows('[]', 'unit: "t", per: YEAR'))[0].total).toEqual({ min: 16, max: 20, unit: 't', per: 'YEAR' });
  });

  it('adds decimal fractions as decimals, in one unit or several', async () => {
    await given(deal(range({ min: 0.1, max: 0.1 }), range({ min: 0.2, max: 0.7 })));
    expect((await flows('[]'))[0].total).toMatchObject({ min: 0.3, max: 0.8 });
    await given(deal(range({ min: 0.1, max: 0.1 }), range({ min: 200, max: 700, unit: 'kg' })));
    expect((await flows('[]'))[0].total).toMatchObject({ min: 0.3, max: 0.8 });
  });

  it('of one term is exactly its quantity', async () => {
    await given(deal(range({ min: 7, max: 8, per: 'YEAR' })));
    expect((await flows('[]', 'unit: "t", per: MONTH'))[0].total).toMatchObject({ min: 7 / 12, max: 8 / 12 });
  });

  it('is empty where there is nothing', async () => {
    expect(await flows('[COMMODITY]')).toEqual([]);
  });
});

describe('what is never added', () => {
  it('stages: without KIND there is one row a kind, and the kind is filled in', async () => {
    await given(deal(tonnes(1, { kind: 'OFFER' }), tonnes(10, { kind: 'NEED' }), tonnes(100, { kind: 'OFFER' })));
    expect(await sums('[]')).toEqual(['NEED: 10', 'OFFER: 101']);
    expect(await sums('[COMMODITY]')).toEqual(['gold NEED: 10', 'gold OFFER: 101']);
    expect(await sums('[KIND]')).toEqual(['NEED: 10', 'OFFER: 101']);
  });

  it('totals and rates: what is not asked for counts as not convertible', async () => {
    await given(deal(tonnes(5), range({ min: 7, max: 7, per: 'YEAR' })));
    const [total] = await flows('[]');
    expect(total).toMatchObject({ total: { min: 5, max: 5, per: null }, termCount: 2, notConvertible: 1 });
    const [rate] = await flows('[]', 'unit: "t", per: MONTH');
    expect(rate).toMatchObject({ total: { min: 7 / 12, per: 'MONTH' }, termCount: 2, notConvertible: 1 });
  });

  it('mass and volume', async () => {
    await given(deal(tonnes(5), range({ min: 7, max: 7, unit: 'm3' })));
    expect((await flows('[]'))[0]).toMatchObject({ total: { min: 5, max: 5 }, termCount: 2, notConvertible: 1 });
    expect((await flows('[]', 'unit: "L"'))[0]).toMatchObject({ total: { min: 7000 }, notConvertible: 1 });
  });
});

describe('what has no figure', () => {
  it('a term without quantity is counted, and never as 0', async () => {
    await given(deal({ commodity: 'gold' }));
    expect((await flows('[]'))[0]).toMatchObject({
      total: { min: null, max: null, unit: 't', per: null },
      termCount: 1,
      notConvertible: 1,
    });
  });

  it('a term without quantity leaves the sum of the others alone', async () => {
    await given(deal({ commodity: 'gold' }, tonnes(3)));
    expect((await flows('[]'))[0]).toMatchObject({ total: { min: 3, max: 3 }, termCount: 2, notConvertible: 1 });
  });

  it('a unit without a figure is no quantity', async () => {
    await given(deal({ commodity: 'gold', quantity: { bound: 'UNSTATED', unit: 't' } }, tonnes(3)));
    expect((await flows('[]'))[0]).toMatchObject({ total: { min: 3, max: 3 }, termCount: 2, notConvertible: 1 });
  });

  it('at least so much leaves the upper end open, at most so much the lower', async () => {
    const least = { commodity: 'gold', quantity: { min: 5, bound: 'AT_LEAST', unit: 't' } };
    const most = { commodity: 'salt', quantity: { max: 5, bound: 'AT_MOST', unit: 't' } };
    await given(deal(tonnes(1), least, tonnes(1, { commodity: 'salt' }), most));
    const open = (await flows('[COMMODITY]')).map(({ total, notConvertible }: Term) => ({ total, notConvertible }));
    expect(open).toEqual([
      { total: { min: 6, max: null, unit: 't', per: null }, notConvertible: 0 },
      { total: { min: null, max: 6, unit: 't', per: null }, notConvertible: 0 },
    ]);
  });

  it('one open end opens the sum also where the units differ', async () => {
    await given(deal(tonnes(1), { commodity: 'gold', quantity: { min: 5000, bound: 'AT_LEAST', unit: 'kg' } }));
    expect((await flows('[]'))[0]).toMatchObject({ total: { min: 6, max: null }, notConvertible: 0 });
  });

  it('about so much counts at both ends', async () => {
    await given(deal(range({ min: 5, max: 5, bound: 'ABOUT' })));
    expect((await flows('[]'))[0].total).toMatchObject({ min: 5, max: 5 });
  });
});

describe('a unit that means nothing', () => {
  it.each(['quux', '', 'ton', 't/month'])('"%s" is refused, also where there is no term', async (unit) => {
    const { message, extensions } = await errorOf(
      test.database,
      `{ commodityFlows(groupBy: [], unit: "${unit}") { termCount } }`,
    );
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'unit' });
    expect(message).toContain(`"${unit}"`);
  });
});

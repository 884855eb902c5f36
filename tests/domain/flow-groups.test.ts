import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type Facts, write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const given = (facts: Facts) => write(test.database, facts);

type Plain = Readonly<Record<string, unknown>>;
const term = (amount: number, rest: Plain = {}): Plain => ({
  commodity: 'gold',
  quantity: { min: amount, max: amount, bound: 'EXACT', unit: 't' },
  ...rest,
});

const FIELDS = {
  COMMODITY: 'commodity { slug }',
  FROM: 'from { ... on Organization { slug } ... on Person { slug } }',
  TO: 'to { ... on Organization { slug } ... on Person { slug } }',
  KIND: 'kind',
  AGREEMENT_STATUS: 'agreementStatus',
  YEAR: 'year',
};
const NAMES = ['commodity', 'from', 'to', 'kind', 'agreementStatus', 'year'];

/** Every group as `key/key: total`, absent keys as -. */
async function groups(groupBy: readonly string[], filter = '') {
  const { commodityFlows } = await dataOf(
    test.database,
    `{ commodityFlows(groupBy: [${groupBy}], unit: "t" ${filter && `filter: ${filter}`}) { ${Object.values(FIELDS).join(' ')} total { max } } }`,
  );
  const wanted = groupBy.map((each) => NAMES[Object.keys(FIELDS).indexOf(each)] as string);
  return commodityFlows.map((flow: Record<string, { slug?: string; max?: number } | null>) => {
    const keys = wanted.map((name) => flow[name]?.slug ?? flow[name] ?? '-');
    const others = NAMES.filter((name) => !wanted.includes(name) && name !== 'kind');
    for (const name of others) expect([name, flow[name]]).toEqual([name, null]);
    return `${keys.join('/')}: ${flow['total']?.max}`;
  });
}

/** Two agreements of different status and year, with terms between different people. */
const LEDGER: Facts = {
  people: ['bob'],
  organizations: ['ada', 'cid'],
  agreements: [
    {
      slug: 'signed',
      status: 'SIGNED',
      signedOn: '2020-05',
      terms: [
        term(1, { commodity: 'salt', from: 'ada', to: 'cid', kind: 'OFFER' }),
        term(2, { commodity: 'gold', from: 'bob', to: 'cid', kind: 'OFFER' }),
        term(4, { commodity: 'gold', from: 'ada', kind: 'NEED' }),
      ],
    },
    {
      slug: 'completed',
      status: 'COMPLETED',
      signedOn: '0999',
      terms: [
        term(8, { commodity: 'salt', from: 'ada', to: 'ada', kind: 'OFFER', period: '2021/2022' }),
        term(16, { commodity: 'gold', to: 'cid', kind: 'OFFER' }),
      ],
    },
    { slug: 'undated', status: 'SIGNED', terms: [term(32, { commodity: 'salt', kind: 'NEED' })] },
  ],
};

describe('groups', () => {
  it.each([
    ['COMMODITY', ['gold: 4', 'gold: 18', 'salt: 32', 'salt: 9']],
    ['FROM', ['ada: 4', 'ada: 9', 'bob: 2', '-: 32', '-: 16']],
    ['TO', ['ada: 8', 'cid: 19', '-: 36']],
    ['KIND', ['NEED: 36', 'OFFER: 27']],
    ['AGREEMENT_STATUS', ['COMPLETED: 24', 'SIGNED: 36', 'SIGNED: 3']],
    ['YEAR', ['999: 16', '2020: 4', '2020: 3', '2021: 8', '-: 32']],
  ])('by %s, ordered by it, absent last, kinds apart', async (dimension, expected) => {
    await given(LEDGER);
    expect(await groups([dimension])).toEqual(expected);
  });

  it('come in the order of groupBy', async () => {
    await given(LEDGER);
    expect(await groups(['KIND', 'COMMODITY'])).toEqual([
      'NEED/gold: 4',
      'NEED/salt: 32',
      'OFFER/gold: 18',
      'OFFER/salt: 9',
    ]);
    expect(await groups(['COMMODITY', 'KIND'])).toEqual([
      'gold/NEED: 4',
      'gold/OFFER: 18',
      'salt/NEED: 32',
      'salt/OFFER: 9',
    ]);
  });

  it('can be told apart by everything at once', async () => {
    await given(LEDGER);
    expect(await groups(['YEAR', 'COMMODITY', 'FROM', 'TO', 'KIND', 'AGREEMENT_STATUS'])).toEqual([
      '999/gold/-/cid/OFFER/COMPLETED: 16',
      '2020/gold/ada/-/NEED/SIGNED: 4',
      '2020/gold/bob/cid/OFFER/SIGNED: 2',
      '2020/salt/ada/cid/OFFER/SIGNED: 1',
      '2021/salt/ada/ada/OFFER/COMPLETED: 8',
      '-/salt/-/-/NEED/SIGNED: 32',
    ]);
  });

  it('are the same where a dimension is named twice', async () => {
    await given(LEDGER);
    expect(await groups(['KIND', 'KIND'])).toEqual(['NEED/NEED: 36', 'OFFER/OFFER: 27']);
  });

  it('take the year of the meeting where the agreement has no date of its own', async () => {
    await given({
      agreements: [{ slug: 'deal', terms: [term(1)] }],
      meetings: [{ slug: 'talks', date: '2019-03-04', agreements: ['deal'] }],
    });
    expect(await groups(['YEAR'])).toEqual(['2019: 1']);
  });

  it('have no year where nobody knows when it began', async () => {
    await given({ agreements: [{ slug: 'deal', signedOn: '2020', terms: [term(1, { period: '../2025' })] }] });
    expect(await groups(['YEAR'])).toEqual(['-: 1']);
  });
});

describe('the filter', () => {
  it.each([
    ['{ commodity: "gold" }', ['NEED: 4', 'OFFER: 18']],
    ['{ from: "ada" }', ['NEED: 4', 'OFFER: 9']],
    ['{ to: "cid" }', ['OFFER: 19']],
    ['{ kind: [NEED] }', ['NEED: 36']],
    ['{ agreementStatus: [COMPLETED] }', ['OFFER: 24']],
    ['{ agreement: "signed" }', ['NEED: 4', 'OFFER: 3']],
    ['{ date: { from: "2021-06-01" } }', ['OFFER: 8']],
    ['{ not: { kind: [NEED] }, or: [{ from: "bob" }, { to: "ada" }] }', ['OFFER: 10']],
  ])('%s', async (filter, expected) => {
    await given(LEDGER);
    expect(await groups(['KIND'], filter)).toEqual(expected);
  });
});

describe('what is left out', () => {
  const lives = async (terms: readonly Plain[], agreement: Plain = {}) => {
    await given({ agreements: [{ slug: 'deal', terms, ...agreement }] });
    return groups(['KIND']);
  };
  const kept = ['OFFER: 1'];

  it('a term that somebody denies', async () => {
    expect(await lives([term(1), term(2, { modality: 'DENIED' })])).toEqual(kept);
  });

  it('a term of which one value is denied, refuted or retracted', async () => {
    const but = (claim: Plain) => term(2, { claims: { quantity: claim } });
    expect(
      await lives([term(1), but({ modality: 'DENIED' }), but({ status: 'REFUTED' }), but({ status: 'RETRACTED' })]),
    ).toEqual(kept);
  });

  it('a term with a claim that was taken back', async () => {
    await given({ agreements: [{ slug: 'deal', terms: [term(1)] }] });
    await test.database.write((tx) => tx.run(sql`UPDATE claim SET retracted_at = 'now' WHERE link_id IS NOT NULL`));
    expect(await groups(['KIND'])).toEqual([]);
  });

  it.each(['TERMINATED', 'CANCELLED'])('a term of an agreement %s', async (status) => {
    expect(await lives([term(1)], { status })).toEqual([]);
  });

  it.each(['SUSPENDED', 'UNKNOWN', 'PROPOSED', 'COMPLETED'])('not a term of an agreement %s', async (status) => {
    expect(await lives([term(1)], { status })).toEqual(kept);
  });

  it('not a term that is planned, possible or disputed, nor one whose agreement somebody denies', async () => {
    const said = [{ modality: 'PLANNED' }, { modality: 'HYPOTHETICAL' }, { claims: { kind: { status: 'DISPUTED' } } }];
    expect(
      await lives(
        said.map((each) => term(1, each)),
        { modality: 'DENIED' },
      ),
    ).toEqual(['OFFER: 3']);
  });
});

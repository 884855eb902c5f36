import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

/** What decides between the two forms of a condition: here it is the test. */
const decided = vi.hoisted(() => ({ few: true, asked: 0 }));
vi.mock('../../src/domain/filter/among.js', async (original) => {
  const real = await original<typeof import('../../src/domain/filter/among.js')>();
  const areFew = async () => {
    decided.asked += 1;
    return decided.few;
  };
  const among: typeof real.among = async (_context, id, { ids, holds }) =>
    (await areFew()) ? real.fewAre(id, ids) : holds;
  return { ...real, areFew, among };
});

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterAll(() => test.dispose());

const QUESTIONS: readonly (readonly [list: string, filter: string])[] = [
  ['agreements', 'commodity: "petroleum"'],
  ['agreements', 'commodity: "petroleum-products", includeNarrower: false'],
  ['agreements', 'commodity: "petroleum", termKind: [COMMITMENT, NEED, OFFER, DELIVERY]'],
  ['agreements', 'party: "Mali"'],
  ['agreements', 'between: ["ML", "RU"]'],
  ['agreements', 'person: "assimi-goita"'],
  ['agreements', 'text: "supply"'],
  ['meetings', 'country: "Mali"'],
  ['meetings', 'country: "Russia"'],
  ['meetings', 'person: "assimi-goita"'],
  ['meetings', 'organization: "RU"'],
  ['meetings', 'commodity: "petroleum"'],
  ['meetings', 'commodity: "petroleum-products", includeNarrower: false'],
  ['meetings', 'text: "audience"'],
  ['people', 'organization: "ML"'],
  ['people', 'country: "Russia"'],
  ['people', 'country: "Mali", heldOffice: { from: "2025-01-01" }'],
  ['people', 'met: "assimi-goita"'],
  ['people', 'text: "Goïta"'],
  ['agreements', 'partyCount: { min: 2 }'],
  ['meetings', 'agreementCount: { min: 1, max: 3 }'],
  ['sources', 'sourceCount: { max: 5 }'],
  ['organizations', 'text: "ministry"'],
  ['commodityTerms', 'party: "Mali"'],
];

const id = { commodityTerms: 'agreement { slug } kind' } as Readonly<Record<string, string>>;
const found = async (list: string, filter: string) => {
  const { nodes, totalCount } = (
    await dataOf(
      test.database,
      `{ ${list}(first: 100, filter: { ${filter} }) { totalCount nodes { ${id[list] ?? 'slug'} } } }`,
    )
  )[list];
  return { nodes, totalCount };
};

describe('a condition finds the same, whether it names few or many rows', () => {
  it.each(QUESTIONS)('%s(filter: { %s })', async (list, filter) => {
    for (const asked of [filter, `not: { ${filter} }`, `or: [{ ${filter} }, { not: { ${filter} } }]`]) {
      decided.asked = 0;
      decided.few = true;
      const few = await found(list, asked);
      decided.few = false;
      expect(await found(list, asked)).toEqual(few);
      expect(decided.asked).toBeGreaterThan(1);
    }
  });

  it('and what it finds is something', async () => {
    const empty: string[] = [];
    for (const [list, filter] of QUESTIONS) if ((await found(list, filter)).totalCount === 0) empty.push(filter);
    expect(empty).toEqual([]);
  });
});

describe('so do the claims of a source', () => {
  it.each([
    'agreements',
    'meetings',
    'people',
    'organizations',
    'places',
    'delegations',
    'commodities',
    'commodityTerms',
  ])('%s', async (list) => {
    const { sources } = await dataOf(test.database, '{ sources { nodes { slug } } }');
    for (const { slug } of sources.nodes) {
      decided.few = true;
      const few = await found(list, `source: "${slug}"`);
      decided.few = false;
      expect(await found(list, `source: "${slug}"`)).toEqual(few);
    }
  });
});

describe('so do the encounters of a country', () => {
  it.each(['ML', 'RU'])('%s', async (country) => {
    const asked = async (few: boolean) => {
      decided.few = few;
      const question = `{ encounters(country: "${country}", first: 100) { totalCount nodes { a { slug } b { slug } count } } }`;
      return (await dataOf(test.database, question)).encounters;
    };
    const few = await asked(true);
    expect(few.totalCount).toBeGreaterThan(0);
    expect(await asked(false)).toEqual(few);
  });
});

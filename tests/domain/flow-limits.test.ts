import { afterAll, beforeAll, expect, it } from 'vitest';
import { TimeUnit, UNITS } from '../../src/domain/quantity/units.js';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

// One agreement over one narrow commodity with a hundred above it: rolled up, each of its terms counts a hundred times.

const LEVELS = 100;
const KINDS = ['CAPACITY', 'COMMITMENT', 'DELIVERY', 'NEED', 'OFFER', 'PRODUCTION'];
/** No two have unit and period in common: each has a sum of its own. */
const MEASURES = UNITS.flatMap(({ code }) => Object.keys(TimeUnit).map((per) => ({ unit: code, per }))).slice(0, 100);
/** One more than a page holds at most. */
const OF_A_KIND = [...MEASURES, MEASURES[0]];

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const slugOf = (level: number) => `level-${level}`;
  const commodities = Array.from({ length: LEVELS }, (_, level) => ({
    slug: slugOf(level),
    ...(level > 0 && { parent: slugOf(level - 1) }),
  }));
  const terms = KINDS.flatMap((kind) =>
    OF_A_KIND.map((measure) => ({
      commodity: slugOf(LEVELS - 1),
      kind,
      quantity: { min: 1, max: 1, bound: 'EXACT', ...measure },
    })),
  );
  await write(test.database, {
    commodities,
    agreements: [{ slug: 'long', terms }],
  });
});
afterAll(() => test.dispose());

const flows = (kinds: readonly string[], selection: string) =>
  `{ commodityFlows(filter: { kind: [${kinds}] }, rollUp: true, groupBy: [COMMODITY], unit: "t", per: YEAR) { ${selection} } }`;
const FIVE = KINDS.slice(0, 5);

it('flows are made of 50,000 sums, and of more they are given up, however few they are themselves', async () => {
  const { commodityFlows } = await dataOf(test.database, flows(FIVE, 'termCount'));
  expect(commodityFlows).toHaveLength(LEVELS * FIVE.length);
  expect(commodityFlows[0]).toEqual({ termCount: OF_A_KIND.length });
  const { message, extensions } = await errorOf(test.database, flows(KINDS, 'termCount'));
  expect(extensions).toMatchObject({ code: 'WORK_LIMIT' });
  expect(message).toMatch(/more than 50000 objects/);
});

it('pages of their terms are read of 50,000 together, and of more they are given up', async () => {
  const page = (first: number) => flows(FIVE, `terms(first: ${first}) { pageInfo { hasNextPage } }`);
  const { commodityFlows } = await dataOf(test.database, page(99));
  expect(commodityFlows[0]).toEqual({
    terms: { pageInfo: { hasNextPage: true } },
  });
  expect((await errorOf(test.database, page(100))).extensions).toMatchObject({
    code: 'WORK_LIMIT',
  });
});

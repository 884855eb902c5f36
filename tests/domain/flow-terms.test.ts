import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countStatements, dataOf, errorOf } from '../support/ask.js';
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

describe('the terms of a group', () => {
  const flowsWith = async (page: string) =>
    (
      await dataOf(
        test.database,
        `{ commodityFlows(groupBy: [COMMODITY], unit: "t") { commodity { slug } terms(${page}) {
          totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { quantity { min } } } } }`,
      )
    ).commodityFlows.map(({ terms }: { terms: Plain }) => terms);
  const figures = (...mins: readonly number[]) => mins.map((min) => ({ quantity: { min } }));
  const mixed = {
    agreements: [{ slug: 'deal', terms: [1, 2, 3, 4, 5].map((n) => term(n, n % 2 ? {} : { commodity: 'salt' })) }],
  };

  it('are those that were counted, in the order of entry, and no denied one', async () => {
    await given({
      agreements: [{ slug: 'deal', terms: [...(mixed.agreements[0]?.terms ?? []), term(9, { modality: 'DENIED' })] }],
    });
    const [gold, salt] = await flowsWith('first: 100');
    expect(gold).toMatchObject({ totalCount: 3, nodes: figures(1, 3, 5), pageInfo: { hasNextPage: false } });
    expect(salt).toMatchObject({ totalCount: 2, nodes: figures(2, 4) });
  });

  it('come page by page', async () => {
    await given(mixed);
    const [first] = await flowsWith('first: 2');
    expect(first).toMatchObject({
      totalCount: 3,
      nodes: figures(1, 3),
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const [second] = await flowsWith(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(second).toMatchObject({
      totalCount: 3,
      nodes: figures(5),
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });

  it('without a key are found as well', async () => {
    await given({ agreements: [{ slug: 'deal', terms: [term(1), term(2, { from: 'ada' })] }] });
    const { commodityFlows } = await dataOf(
      test.database,
      '{ commodityFlows(groupBy: [FROM, YEAR], unit: "t") { terms { nodes { quantity { min } } } } }',
    );
    expect(commodityFlows).toEqual([{ terms: { nodes: figures(2) } }, { terms: { nodes: figures(1) } }]);
  });

  it.each(['first: 101', 'first: -1', 'after: "nonsense"'])('%s is refused', async (page) => {
    await given(mixed);
    const { extensions } = await errorOf(
      test.database,
      `{ commodityFlows(filter: { commodity: "salt" }, groupBy: [], unit: "t") { terms(${page}) { nodes { id } } } }`,
    );
    expect(extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('cost the same number of statements for one group and for many', async () => {
    const query = `{ commodityFlows(groupBy: [COMMODITY, FROM, TO], unit: "t") { commodity { label } from { __typename } to { __typename }
      terms { totalCount nodes { agreement { label } quantity { min } } } } }`;
    await given({ agreements: [{ slug: 'one', terms: [term(1, { from: 'ada', to: 'bob' })] }] });
    const few = await countStatements(test.database, () => dataOf(test.database, query));
    const many = ['gold', 'salt', 'iron'].flatMap((commodity) =>
      ['ada', 'bob', 'cid'].map((from) => term(7, { commodity, from, to: 'ada' })),
    );
    await given({ agreements: [{ slug: 'many', terms: many }] });
    let flows: object[] = [];
    const count = await countStatements(test.database, async () => {
      ({ commodityFlows: flows } = await dataOf(test.database, query));
    });
    expect(flows).toHaveLength(10);
    expect(count).toBe(few);
  });
});

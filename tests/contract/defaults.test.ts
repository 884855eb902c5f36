import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

describe('what is left out or null', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ seeded: true });
  });
  afterAll(() => test.dispose());

  const slugs = async (list: string) =>
    (await dataOf(test.database, `{ list: ${list} { nodes { slug } } }`)).list.nodes.map(
      ({ slug }: { slug: string }) => slug,
    );

  it('orders by entry, in the direction that is given', async () => {
    const entered = await slugs('meetings');
    expect(entered.length).toBeGreaterThan(1);
    expect(await slugs('meetings(orderBy: {})')).toEqual(entered);
    expect(await slugs('meetings(orderBy: { direction: DESC })')).toEqual(entered.toReversed());
  });

  it('counts narrower commodities in, also where includeNarrower is null', async () => {
    const agreements = (argument: string) =>
      dataOf(test.database, `{ commodity(ref: "petroleum") { agreements${argument} { totalCount } } }`);
    const all = { commodity: { agreements: { totalCount: 1 } } };
    expect(await agreements('')).toEqual(all);
    expect(await agreements('(includeNarrower: null)')).toEqual(all);
    expect(await agreements('(includeNarrower: false)')).toEqual({ commodity: { agreements: { totalCount: 0 } } });
    expect(await slugs('agreements(filter: { commodity: "petroleum", includeNarrower: null })')).toHaveLength(1);
  });

  it('looks four steps far, also where maxHops is null', async () => {
    const ways = (maxHops: string) =>
      dataOf(
        test.database,
        `{ howConnected(from: "assimi-goita", to: "petroleum-products"${maxHops}) { length hops { link } } }`,
      );
    const found = await ways(', maxHops: 4');
    expect(found.howConnected).not.toEqual([]);
    expect(await ways('')).toEqual(found);
    expect(await ways(', maxHops: null')).toEqual(found);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterAll(() => test.dispose());

const near = async (country: string) => {
  const { extensions } = await errorOf(
    test.database,
    'query ($country: Ref!) { meetings(filter: { country: $country }) { totalCount } }',
    { variables: { country } },
  );
  return (extensions['near'] as readonly { slug: string }[]).map(({ slug }) => slug);
};

describe('among all countries', () => {
  it.each(['0', '-1', '7', 'EU', 'x', 'Qz', '!?'])('nothing is near %s', async (ref) => {
    expect(await near(ref)).toEqual([]);
  });

  it.each([
    ['Mal', 'mali'],
    ['Russsia', 'russia'],
    ['Burkna Fasso', 'burkina-faso'],
  ])('names are near %s', async (ref, slug) => {
    expect(await near(ref)).toContain(slug);
  });
});

it('no unit is near a text without a word', async () => {
  const { message } = await errorOf(test.database, '{ commodityFlows(groupBy: [], unit: "") { termCount } }');
  expect(message).toMatch(/^"" is not a known unit: write a UCUM code/);
});

it('an id that is none is named by its place in a list', async () => {
  const { extensions } = await errorOf(test.database, '{ nodes(ids: ["xyz"]) { id } }');
  expect(extensions['argument']).toBe('ids[0]');
});

it('a cursor of a search for another text is refused', async () => {
  const { search } = await dataOf(test.database, '{ search(text: "mali", first: 1) { pageInfo { endCursor } } }');
  const cursor = search.pageInfo.endCursor;
  for (const other of ['text: "russia"', 'text: "mali", types: [COUNTRY]', 'text: "mali", lang: "fr"']) {
    const { message } = await errorOf(test.database, `{ search(${other}, after: "${cursor}") { nodes { score } } }`);
    expect(message).toContain('after is a cursor of another list or order');
  }
});

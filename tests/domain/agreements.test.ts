import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const slugs = async (filter: string) =>
  (await dataOf(test.database, `{ agreements(filter: ${filter}) { nodes { slug } } }`)).agreements.nodes.map(
    ({ slug }: { slug: string }) => slug,
  );

it('finds agreements on something narrower, not on something broader', async () => {
  await write(test.database, {
    commodities: ['petroleum', { slug: 'diesel', parent: 'petroleum' }],
    agreements: [
      { slug: 'on-diesel', terms: [{ commodity: 'diesel' }] },
      { slug: 'on-petroleum', terms: [{ commodity: 'petroleum' }] },
    ],
  });
  expect(await slugs('{ commodity: "petroleum" }')).toEqual(['on-diesel', 'on-petroleum']);
  expect(await slugs('{ commodity: "petroleum", includeNarrower: false }')).toEqual(['on-petroleum']);
  expect(await slugs('{ commodity: "diesel" }')).toEqual(['on-diesel']);
});

it('wants commodity and kind on one and the same term', async () => {
  await write(test.database, {
    agreements: [
      {
        slug: 'one',
        terms: [
          { commodity: 'gold', kind: 'OFFER' },
          { commodity: 'salt', kind: 'NEED' },
        ],
      },
      { slug: 'two', terms: [{ commodity: 'gold', kind: 'NEED' }] },
    ],
  });
  expect(await slugs('{ commodity: "gold", termKind: [NEED] }')).toEqual(['two']);
});

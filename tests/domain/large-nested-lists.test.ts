import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask, countStatements, dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

const PEOPLE = 3;
const MEETINGS = 80;

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const people = Array.from({ length: PEOPLE }, (_, n) => `p${n}`);
  await write(test.database, {
    people: people.map((slug) => ({ slug })),
    agreements: [{ slug: 'a1' }, { slug: 'a2' }],
    meetings: people.flatMap((slug, person) =>
      Array.from({ length: MEETINGS }, (_, n) => ({
        slug: `${slug}-m${n}`,
        participations: [slug],
        agreements: (person + n) % 2 === 0 ? ['a1', 'a2'] : ['a1'],
      })),
    ),
  });
});
afterAll(() => test.dispose());

const source = (first: number) => `{ people { nodes { slug meetings(first: 100) { nodes { slug
  agreements(first: ${first}) { nodes { slug } } } } } } }`;

it('more lists than one statement may bring are read by several, with the same answer', async () => {
  const few = await dataOf(test.database, source(20));
  const told = few.people.nodes.flatMap(({ meetings }: { meetings: { nodes: unknown[] } }) => meetings.nodes);
  expect(told).toHaveLength(PEOPLE * MEETINGS);
  expect(told[0]).toEqual({ slug: 'p0-m0', agreements: { nodes: [{ slug: 'a1' }, { slug: 'a2' }] } });
  expect(told.at(-1)).toEqual({ slug: 'p2-m79', agreements: { nodes: [{ slug: 'a1' }] } });
  expect(await dataOf(test.database, source(100))).toEqual(few);
  const statements = (first: number) => countStatements(test.database, () => ask(test.database, source(first)));
  // 240 lists of 101 rows at most, in parts of 198
  expect(await statements(100)).toBe((await statements(20)) + 1);
});

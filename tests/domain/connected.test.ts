import { afterEach, beforeEach, expect, it } from 'vitest';
import { countStatements, dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const question = (from: string, to: string, maxHops = 4) =>
  `{ howConnected(from: "${from}", to: "${to}", maxHops: ${maxHops}) { length hops { link from { slug } to { slug } } } }`;

/** The paths as people would write them: `ana -PARTICIPATION- talks -PARTICIPATION- ben`. */
async function paths(from: string, to: string, maxHops = 4): Promise<string[]> {
  const { howConnected } = await dataOf(test.database, question(from, to, maxHops));
  return howConnected.map(({ hops }: { hops: { link: string; from: { slug: string }; to: { slug: string } }[] }) =>
    hops.map(({ from: a, link, to: b }, index) => `${index === 0 ? a.slug : ''} -${link}- ${b.slug}`).join(''),
  );
}

it('connects two people over the meeting in which both took part', async () => {
  await write(test.database, { people: ['ana', 'ben'], meetings: [{ slug: 'talks', participations: ['ana', 'ben'] }] });
  expect(await paths('ana', 'ben')).toEqual(['ana -PARTICIPATION- talks -PARTICIPATION- ben']);
});

it('gives every shortest way and no longer one', async () => {
  await write(test.database, {
    people: ['ana', 'ben', 'cem'],
    meetings: [
      { slug: 'first', participations: ['ana', 'ben'] },
      { slug: 'second', participations: ['ana', 'ben'] },
      { slug: 'third', participations: ['ana', 'cem'] },
      { slug: 'fourth', participations: ['cem', 'ben'] },
    ],
  });
  expect(await paths('ana', 'ben')).toEqual([
    'ana -PARTICIPATION- first -PARTICIPATION- ben',
    'ana -PARTICIPATION- second -PARTICIPATION- ben',
  ]);
});

it('leads from a person to a commodity over office, party and term', async () => {
  await write(test.database, {
    people: [{ slug: 'ana', tenures: [{ organization: 'refiner', title: { en: 'Director' } }] }],
    agreements: [{ slug: 'deal', parties: ['refiner'], terms: [{ commodity: 'gold' }] }],
  });
  expect(await paths('ana', 'gold')).toEqual(['ana -TENURE- refiner -PARTY- deal -TERM- gold']);
  expect(await paths('gold', 'ana')).toEqual(['gold -TERM- deal -PARTY- refiner -TENURE- ana']);
});

it('finds nothing beyond maxHops, nor where there is no way', async () => {
  await write(test.database, {
    people: ['ana', 'ben', 'zoe'],
    meetings: [{ slug: 'talks', participations: ['ana', 'ben'] }],
  });
  expect(await paths('ana', 'ben', 1)).toEqual([]);
  expect(await paths('ana', 'zoe')).toEqual([]);
});

it('does not lead through a meeting from which somebody stayed away', async () => {
  await write(test.database, {
    meetings: [{ slug: 'talks', participations: [{ actor: 'ana', status: 'ABSENT' }, 'ben'] }],
    people: ['ana', 'ben'],
  });
  expect(await paths('ana', 'ben')).toEqual([]);
});

it('opens each step to the claims on its link', async () => {
  await write(test.database, { people: ['ana', 'ben'], meetings: [{ slug: 'talks', participations: ['ana', 'ben'] }] });
  const { howConnected } = await dataOf(
    test.database,
    '{ howConnected(from: "ana", to: "talks") { hops { claims { nodes { property value link { __typename } } } } } }',
  );
  expect(howConnected[0].hops[0].claims.nodes).toContainEqual({
    property: 'actor',
    value: 'ana',
    link: { __typename: 'Participation' },
  });
});

it('tells links side by side as one step, each with its own claims', async () => {
  await write(test.database, {
    people: [
      {
        slug: 'ana',
        tenures: [
          { organization: 'bank', title: { en: 'Director' }, since: '2001' },
          { organization: 'bank', title: { en: 'President' }, since: '2009' },
        ],
      },
    ],
    agreements: [
      { slug: 'deal', parties: ['bank'], terms: [{ commodity: 'gold' }, { commodity: 'gold', kind: 'NEED' }] },
    ],
  });
  const { howConnected } = await dataOf(
    test.database,
    `{ howConnected(from: "ana", to: "gold") { shortestCount hops { link links { link claims { nodes { property value } } } } } }`,
  );
  expect(howConnected).toHaveLength(1);
  const [{ shortestCount, hops }] = howConnected;
  expect(shortestCount).toBe(1);
  expect(hops.map(({ link, links }: { link: string; links: object[] }) => [link, links.length])).toEqual([
    ['TENURE', 2],
    ['PARTY', 1],
    ['TERM', 2],
  ]);
  const sinceOf = ({ claims }: { claims: { nodes: { property: string | null; value: string }[] } }) =>
    claims.nodes.filter(({ property }) => property === 'since').map(({ value }) => value);
  expect(hops[0].links.map(sinceOf)).toEqual([['2001'], ['2009']]);
});

it('says how many ways there are where it does not tell them all', async () => {
  const guests = Array.from({ length: 7 }, (_, n) => `guest-${n}`);
  await write(test.database, {
    people: ['ana', 'ben', ...guests],
    meetings: ['a', 'b'].flatMap((half) => [
      { slug: `first-${half}`, participations: ['ana', ...guests] },
      { slug: `second-${half}`, participations: [...guests, 'ben'] },
    ]),
  });
  const { howConnected } = await dataOf(test.database, '{ howConnected(from: "ana", to: "ben") { shortestCount } }');
  expect(howConnected).toEqual(Array.from({ length: 20 }, () => ({ shortestCount: 2 * 7 * 2 })));
});

it('is the same record: a way without steps', async () => {
  await write(test.database, { people: ['ana'] });
  expect(await dataOf(test.database, question('ana', 'ana'))).toEqual({ howConnected: [{ length: 0, hops: [] }] });
});

it.each([0, 9, -1])('refuses maxHops: %i', async (maxHops) => {
  await write(test.database, { people: ['ana'] });
  const { message, extensions } = await errorOf(test.database, question('ana', 'ana', maxHops));
  expect(message).toBe('maxHops must be from 1 to 8.');
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'maxHops' });
});

it('names near records where an end is unknown', async () => {
  await write(test.database, { people: ['ana', 'benedict'] });
  const { extensions } = await errorOf(test.database, question('ana', 'benedikt'));
  expect(extensions).toMatchObject({ code: 'REFERENCE_NOT_FOUND', near: [{ slug: 'benedict' }] });
});

it('asks the database once for each hop at most, however many links there are', async () => {
  const guests = Array.from({ length: 40 }, (_, n) => `guest-${n}`);
  await write(test.database, {
    people: ['ana', 'ben', ...guests],
    meetings: [
      { slug: 'first', participations: ['ana', ...guests] },
      { slug: 'second', participations: [...guests, 'ben'] },
    ],
  });
  const count = await countStatements(test.database, async () => expect(await paths('ana', 'ben')).toHaveLength(20));
  // one for the two Refs, one a hop, then the registry and the rows of two types for the records shown
  expect(count).toBeLessThanOrEqual(1 + 4 + 3);
});
